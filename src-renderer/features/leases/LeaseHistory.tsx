import type { ReactElement } from 'react'
import { momentText } from '@shared/lib/time-text'
import { hrefTo, paths } from '@renderer/app/navigation'
import { fullMoment } from '@renderer/features/leases/lease-text'
import type { HistoryLine } from '@renderer/features/leases/history-words'

/** Every end that a lease had, newest first: when, who set it, and the end. */
export function LeaseHistory(props: {
  readonly lines: readonly HistoryLine[]
  readonly nowMs: number
}): ReactElement | null {
  const { lines, nowMs } = props
  if (lines.length === 0) return null
  return (
    <table className="mt-3 w-full border-t border-line text-xs">
      <thead className="sr-only">
        <tr>
          <th scope="col">When</th>
          <th scope="col">What</th>
          <th scope="col">End</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id} className="border-b border-line last:border-0">
            <td title={fullMoment(line.atMs)} className="w-20 py-1 pr-2 whitespace-nowrap text-ink-3 tnum">
              {momentText(line.atMs, nowMs)}
            </td>
            <td title={line.why} className="py-1 pr-2 text-ink">
              <span className="flex flex-wrap gap-x-1.5">
                <span>{line.what}</span>
                {line.taskId === undefined ? null : (
                  <a
                    href={hrefTo(paths.task(line.taskId))}
                    className="whitespace-nowrap text-ink-2 underline decoration-line hover:text-ink"
                  >
                    task {line.taskId}
                  </a>
                )}
              </span>
            </td>
            <td className="py-1 text-right whitespace-nowrap text-ink-2 tnum">{line.end}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
