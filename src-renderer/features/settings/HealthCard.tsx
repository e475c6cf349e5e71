import { clsx } from 'clsx'
import { CircleCheck, CircleX, TriangleAlert, type LucideIcon } from 'lucide-react'
import type { ReactElement } from 'react'
import type { HealthItem, HealthReport } from '@shared/domain/provider'
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

/** The result of a connection test: how it went as a whole, how long a call takes, and every thing that was tried. */
export function HealthCard({ report }: { readonly report: HealthReport }): ReactElement {
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
    </div>
  )
}
