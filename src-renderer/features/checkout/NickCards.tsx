import { clsx } from 'clsx'
import { Bookmark, TriangleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Nick } from '@shared/domain/nick'
import { goTo, paths } from '@renderer/app/navigation'
import { useNumberShortcut } from '@renderer/app/shortcuts'
import { mostUsedFirst, nickText, usesText } from '@renderer/features/nicks/nick-words'
import { LinkButton } from '@renderer/ui/LinkButton'
import { ProviderMark } from '@renderer/ui/ProviderMark'

/** Each has a key. */
const MAX_CARDS = 9

function Card(props: {
  readonly nick: Nick
  readonly number: number
  readonly isCurrent: boolean
  readonly onChoose: () => void
}): ReactElement {
  const { nick } = props
  return (
    <button
      type="button"
      aria-pressed={props.isCurrent}
      title={nick.problem ?? `${nickText(nick)}. ${usesText(nick.uses)}.`}
      onClick={props.onChoose}
      className={clsx(
        'flex h-14 min-w-0 flex-col justify-center gap-1 rounded-lg border px-3 text-left shadow-ctl transition-colors',
        props.isCurrent
          ? 'border-accent bg-accent-soft'
          : 'border-line-2 bg-surface hover:bg-hover focus-visible:-outline-offset-2',
      )}
    >
      <span className="flex w-full items-center gap-2">
        {nick.order.provider === undefined ? (
          <Bookmark size={14} strokeWidth={2} aria-hidden className="flex-none text-ink-3" />
        ) : (
          <ProviderMark kind={nick.order.provider} size={16} />
        )}
        <span className="min-w-0 flex-1 truncate font-semibold">{nick.name}</span>
        <span aria-hidden className="flex-none text-2xs text-ink-3 tnum">
          {props.number}
        </span>
      </span>
      <span className="flex w-full items-center gap-2 text-xs text-ink-2">
        {nick.problem === undefined ? null : (
          <TriangleAlert
            size={12}
            strokeWidth={2}
            role="img"
            aria-label="Cannot be used"
            className="flex-none text-warn-ink"
          />
        )}
        <span className="min-w-0 flex-1 truncate">{nickText(nick)}</span>
        <span className="flex-none text-2xs text-ink-3 tnum">{usesText(nick.uses)}</span>
      </span>
    </button>
  )
}

/** The nicks, most used first: one press, or its number, fills the form in. Nothing where there are none. */
export function NickCards(props: {
  readonly nicks: readonly Nick[]
  readonly current: string | undefined
  readonly onChoose: (nick: Nick) => void
}): ReactElement | null {
  const shown = mostUsedFirst(props.nicks).slice(0, MAX_CARDS)
  useNumberShortcut('chooseNick', (number) => {
    const nick = shown[number - 1]
    if (nick !== undefined) props.onChoose(nick)
  })
  if (shown.length === 0) return null
  return (
    <section aria-label="Nicks" className="flex-none border-b border-line px-5 pt-2.5 pb-3">
      <div className="mb-1.5 flex h-6 items-center gap-2">
        <h2 className="text-xs font-semibold">Nicks</h2>
        <span className="text-xs text-ink-3">most used first</span>
        <span className="flex-1" />
        <LinkButton
          onClick={() => {
            goTo(paths.nicks)
          }}
        >
          {props.nicks.length === 1 ? 'All nicks' : `All ${props.nicks.length} nicks`}
        </LinkButton>
      </div>
      <div className="grid auto-cols-[minmax(168px,1fr)] grid-flow-col gap-2 overflow-x-auto p-0.5">
        {shown.map((nick, index) => (
          <Card
            key={nick.name}
            nick={nick}
            number={index + 1}
            isCurrent={nick.name === props.current}
            onChoose={() => {
              props.onChoose(nick)
            }}
          />
        ))}
      </div>
    </section>
  )
}
