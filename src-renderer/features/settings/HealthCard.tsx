import { clsx } from 'clsx'
import { CircleCheck, CircleX, TriangleAlert, type LucideIcon } from 'lucide-react'
import type { ReactElement } from 'react'
import type { HealthFix, HealthItem, HealthReport, IdentityItem } from '@shared/domain/provider'
import { Button } from '@renderer/ui/Button'
import { healthLevel, healthLines } from '@renderer/features/settings/health'

const LOOKS: Readonly<
  Record<
    HealthItem['level'],
    { readonly icon: LucideIcon; readonly word: string; readonly ink: string; readonly ground: string }
  >
> = {
  ok: { icon: CircleCheck, word: 'Passed', ink: 'text-ok-ink', ground: 'bg-ok-soft' },
  warn: { icon: TriangleAlert, word: 'Needs attention', ink: 'text-warn-ink', ground: 'bg-warn-soft' },
  error: { icon: CircleX, word: 'Failed', ink: 'text-danger-ink', ground: 'bg-danger-soft' },
}

function LevelIcon({ level }: { readonly level: HealthItem['level'] }): ReactElement {
  const { icon: Icon, word, ink } = LOOKS[level]
  return (
    <span role="img" aria-label={word} className={clsx('mt-0.5 flex-none', ink)}>
      <Icon size={16} strokeWidth={1.75} aria-hidden />
    </span>
  )
}

/** Who one is there, and what is there. */
function Identity({ items }: { readonly items: readonly IdentityItem[] }): ReactElement | null {
  if (items.length === 0) return null
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-2 border-b border-line px-4 py-2.5 last:border-0">
      {items.map((item) => (
        <div key={item.label} className="min-w-0 select-text">
          <dt className="text-2xs text-ink-3">{item.label}</dt>
          <dd className="font-medium break-words text-ink">{item.value}</dd>
          {item.detail === undefined ? null : (
            <dd className="text-xs break-words text-ink-2">{item.detail}</dd>
          )}
        </div>
      ))}
    </dl>
  )
}

/** What would mend what was found: what it means, and one press. */
function Fixes(props: {
  readonly fixes: readonly HealthFix[]
  readonly busy: boolean
  readonly onFix: (fix: HealthFix) => void
}): ReactElement | null {
  if (props.fixes.length === 0) return null
  return (
    <ul className="divide-y divide-line border-t border-line bg-sunken">
      {props.fixes.map((fix) => (
        <li key={fix.title} className="px-4 py-2.5">
          <p className="text-xs break-words wrap-anywhere whitespace-pre-line text-ink-2 select-text">
            {fix.detail}
          </p>
          <Button
            size={24}
            className="mt-2"
            busy={props.busy}
            onClick={() => {
              props.onFix(fix)
            }}
          >
            {fix.title}
          </Button>
        </li>
      ))}
    </ul>
  )
}

/**
 * The result of a connection test: how it went as a whole, how long a call takes, who one is there, every thing that was
 * tried, and what would mend it.
 */
export function HealthCard(props: {
  readonly report: HealthReport
  /** A test is under way. */
  readonly busy: boolean
  readonly onFix: (fix: HealthFix) => void
}): ReactElement {
  const { report } = props
  const level = healthLevel(report)
  const lines = healthLines(report)
  return (
    <div className="flex-none overflow-hidden rounded-lg border border-line-2 bg-surface">
      <div
        className={clsx(
          'flex items-start gap-2.5 px-4 py-2.5',
          LOOKS[level].ground,
          lines.length > 0 && 'border-b border-line',
        )}
      >
        <LevelIcon level={level} />
        <p className="min-w-0 flex-1 font-semibold break-words text-ink select-text">{report.summary}</p>
        {report.latencyMs === undefined ? null : (
          <span className="flex-none text-xs leading-5 text-ink-2 tnum">
            {Math.max(1, Math.round(report.latencyMs))}
            {'\u00a0ms'}
          </span>
        )}
      </div>
      <Identity items={report.identity ?? []} />
      {lines.length === 0 ? null : (
        <ol className="divide-y divide-line">
          {lines.map((item) => (
            <li key={`${item.title}\n${item.detail ?? ''}`} className="flex gap-2.5 px-4 py-2">
              <LevelIcon level={item.level} />
              <div className="min-w-0 flex-1 select-text">
                <p className="break-words whitespace-pre-line text-ink">{item.title}</p>
                {item.detail === undefined ? null : (
                  <p className="text-xs break-words whitespace-pre-line text-ink-2">{item.detail}</p>
                )}
              </div>
            </li>
          ))}
        </ol>
      )}
      <Fixes fixes={report.fixes ?? []} busy={props.busy} onFix={props.onFix} />
    </div>
  )
}
