import { Menu as Base } from '@base-ui/react/menu'
import { clsx } from 'clsx'
import { Check, type LucideIcon } from 'lucide-react'
import type { ReactElement } from 'react'
import { KeyText } from '@renderer/ui/KeyHint'
import { ariaKeys } from '@renderer/ui/keys'
import { usePortalContainer } from '@renderer/ui/portal-container'
import type { PopupSide } from '@renderer/ui/Tooltip'

/** One line of a menu. */
export type MenuEntry =
  | {
      readonly kind?: 'item'
      readonly id: string
      readonly label: string
      readonly icon?: LucideIcon | undefined
      readonly keyHint?: string | undefined
      readonly danger?: boolean | undefined
      /** Why it cannot be used now; it stays visible and says so. */
      readonly disabledReason?: string | undefined
      readonly onSelect: () => void
    }
  | {
      readonly kind: 'check'
      readonly id: string
      readonly label: string
      readonly checked: boolean
      /** One of several that exclude each other: choosing it is all that the menu was opened for. */
      readonly closes?: true | undefined
      readonly onChange: (checked: boolean) => void
    }
  | { readonly kind: 'separator'; readonly id: string }
  | { readonly kind: 'heading'; readonly id: string; readonly label: string }

const ROW =
  'flex min-h-7 items-center gap-2 rounded-sm px-2 py-1 text-sm outline-none select-none data-highlighted:bg-accent-soft data-disabled:text-ink-3'

function Entry({ entry }: { readonly entry: MenuEntry }): ReactElement {
  switch (entry.kind) {
    case 'separator':
      return <Base.Separator className="my-1 h-px bg-line" />
    case 'heading':
      return (
        <div role="presentation" className="px-2 pt-1 pb-0.5 text-2xs font-medium text-ink-3">
          {entry.label}
        </div>
      )
    case 'check':
      return (
        <Base.CheckboxItem
          checked={entry.checked}
          onCheckedChange={entry.onChange}
          closeOnClick={entry.closes ?? false}
          className={clsx(ROW, 'text-ink')}
        >
          <Check
            size={14}
            strokeWidth={2}
            aria-hidden
            className={entry.checked ? 'text-accent-ink' : 'invisible'}
          />
          <span className="min-w-0 flex-1 truncate">{entry.label}</span>
        </Base.CheckboxItem>
      )
    default: {
      const Icon = entry.icon
      return (
        <Base.Item
          disabled={entry.disabledReason !== undefined}
          onClick={entry.onSelect}
          aria-keyshortcuts={entry.keyHint === undefined ? undefined : ariaKeys(entry.keyHint)}
          className={clsx(ROW, entry.danger === true ? 'text-danger-ink' : 'text-ink')}
        >
          {Icon === undefined ? null : <Icon size={14} strokeWidth={2} aria-hidden />}
          <span className="min-w-0 flex-1">
            <span className="block truncate">{entry.label}</span>
            {entry.disabledReason === undefined ? null : (
              <span className="block max-w-64 text-2xs">{entry.disabledReason}</span>
            )}
          </span>
          {entry.keyHint === undefined ? null : <KeyText keys={entry.keyHint} className="ml-4 text-ink-3" />}
        </Base.Item>
      )
    }
  }
}

/** A menu that hangs on the element given as its trigger. */
export function Menu(props: {
  readonly trigger: ReactElement<Record<string, unknown>>
  readonly items: readonly MenuEntry[]
  readonly align?: 'start' | 'center' | 'end' | undefined
  readonly side?: PopupSide | undefined
  readonly label?: string | undefined
}): ReactElement {
  const container = usePortalContainer()
  return (
    <Base.Root>
      <Base.Trigger render={props.trigger} />
      <Base.Portal container={container}>
        <Base.Positioner
          align={props.align ?? 'start'}
          side={props.side ?? 'bottom'}
          sideOffset={4}
          collisionPadding={8}
          className="z-50"
        >
          <Base.Popup
            {...(props.label === undefined ? {} : { 'aria-label': props.label })}
            className="max-h-(--available-height) min-w-44 popup-motion overflow-y-auto rounded-lg bg-raised p-1 text-ink shadow-pop outline-none edge-forced"
          >
            {props.items.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
