import { useQuery } from '@tanstack/react-query'
import { ArrowDown, ArrowUp, Bookmark, Copy, Ellipsis, Pencil, Trash2, TriangleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Nick } from '@shared/domain/nick'
import { nickText, usesText } from '@renderer/features/nicks/nick-words'
import { nickCheckQuery } from '@renderer/features/nicks/queries'
import { Button } from '@renderer/ui/Button'
import { IconButton } from '@renderer/ui/IconButton'
import { Menu } from '@renderer/ui/Menu'
import { ProviderMark } from '@renderer/ui/ProviderMark'

/** One nick: what it asks for, how often it was used, what is wrong with it, and what can be done with it. */
export function NickRow(props: {
  readonly nick: Nick
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly onUse: () => void
  readonly onEdit: () => void
  readonly onDuplicate: () => void
  readonly onRemove: () => void
  /** One place up (-1) or down (1). */
  readonly onMove: (by: -1 | 1) => void
}): ReactElement {
  const { nick } = props
  const check = useQuery(nickCheckQuery(nick.name)).data
  const problems = nick.problem === undefined ? (check?.problems ?? []) : [nick.problem]
  const names = Object.keys(nick.order.arguments)
  const variables = [...new Set(Object.values(nick.environment ?? {}))]
  return (
    <li
      aria-label={nick.name}
      className="flex min-h-[62px] items-center gap-4 rounded-lg border border-line-2 bg-surface px-4 py-2.5 shadow-ctl"
    >
      {nick.order.provider === undefined ? (
        <Bookmark size={24} strokeWidth={1.75} aria-hidden className="flex-none text-ink-3" />
      ) : (
        <ProviderMark kind={nick.order.provider} size={24} />
      )}
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2">
          <span className="truncate font-semibold">{nick.name}</span>
          <span className="flex-none text-xs text-ink-3 tnum">{usesText(nick.uses)}</span>
        </p>
        <p className="truncate text-xs text-ink-2">
          {nickText(nick)}
          {names.length === 0 ? '' : `, with ${names.join(', ')}`}
        </p>
        {variables.length === 0 ? null : (
          <p className="mt-0.5 text-xs break-words text-ink-3">
            From the environment: {variables.join(', ')}
          </p>
        )}
        {[...problems, ...nick.notes].map((text) => (
          <p key={text} className="mt-0.5 flex items-start gap-1 text-xs text-warn-ink">
            <TriangleAlert size={12} strokeWidth={2} aria-hidden className="mt-0.5 flex-none" />
            <span>{text}</span>
          </p>
        ))}
        {check?.unknown === undefined ? null : (
          <p className="mt-0.5 text-xs text-ink-3">Not checked: {check.unknown}</p>
        )}
      </div>
      <Button aria-label={`Check out ${nick.name}`} onClick={props.onUse}>
        Check out
      </Button>
      <IconButton icon={Pencil} label={`Edit ${nick.name}`} onClick={props.onEdit} />
      <Menu
        label={`More for ${nick.name}`}
        align="end"
        trigger={<IconButton icon={Ellipsis} label={`More for ${nick.name}`} />}
        items={[
          { id: 'duplicate', label: 'Duplicate', icon: Copy, onSelect: props.onDuplicate },
          ...(props.isFirst
            ? []
            : [
                {
                  id: 'up',
                  label: 'Move up',
                  icon: ArrowUp,
                  onSelect: () => {
                    props.onMove(-1)
                  },
                },
              ]),
          ...(props.isLast
            ? []
            : [
                {
                  id: 'down',
                  label: 'Move down',
                  icon: ArrowDown,
                  onSelect: () => {
                    props.onMove(1)
                  },
                },
              ]),
          { kind: 'separator', id: 'line' },
          { id: 'remove', label: 'Remove', icon: Trash2, danger: true, onSelect: props.onRemove },
        ]}
      />
    </li>
  )
}
