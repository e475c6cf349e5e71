import { instanceText } from '@shared/domain/provider'
import { useQuery } from '@tanstack/react-query'
import { Pin, Undo2 } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { hostTitle, type HostSummary } from '@shared/domain/host'
import { DEFAULT_PREFERENCES } from '@shared/domain/settings'
import { count } from '@shared/lib/words'
import { toastProblem } from '@renderer/app/problem-toast'
import { preferencesQuery } from '@renderer/app/queries'
import { useCall } from '@renderer/bridge/queries'
import { decisionText, type Decision } from '@renderer/features/tasks/left-behind-words'
import { Button } from '@renderer/ui/Button'
import { HostName } from '@renderer/ui/HostName'
import { SegmentedControl } from '@renderer/ui/SegmentedControl'
import { toastManager } from '@renderer/ui/toast-manager'

const CHOICES = [
  { value: 'checkin', label: 'Check in', icon: Undo2 },
  { value: 'keep', label: 'Keep', icon: Pin },
] as const

/** What a failed or cancelled check out left at the provider: check in or keep, for each, and one confirmation. */
export function LeftBehind({ hosts }: { readonly hosts: readonly HostSummary[] }): ReactElement {
  const [keeping, setKeeping] = useState<ReadonlySet<string>>(new Set())
  const { undoSeconds } = useQuery(preferencesQuery).data ?? DEFAULT_PREFERENCES
  const checkin = useCall('hosts.checkin', { onError: toastProblem })
  const keep = useCall('hosts.keep', { onError: toastProblem })
  const decided: readonly Decision[] = hosts.map((host) => (keeping.has(host.id) ? 'keep' : 'checkin'))
  const words = decisionText(decided, undoSeconds)

  function decide(id: string, decision: Decision): void {
    const next = new Set(keeping)
    if (decision === 'keep') next.add(id)
    else next.delete(id)
    setKeeping(next)
  }

  function apply(): void {
    const hostIds = hosts.filter((host) => !keeping.has(host.id)).map((host) => host.id)
    if (hostIds.length > 0) checkin.mutate({ hostIds })
    for (const host of hosts.filter(({ id }) => keeping.has(id))) {
      keep.mutate(
        { hostId: host.id },
        {
          onSuccess({ exists }) {
            toastManager.show({
              tone: exists ? 'ok' : 'warn',
              title: exists
                ? `${hostTitle(host)} is kept`
                : `${hostTitle(host)} is not at ${instanceText(host)} any more`,
              description: exists ? undefined : 'There was nothing to keep.',
            })
          },
        },
      )
    }
  }

  return (
    <div className="px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-2">
        <h3 className="text-sm font-semibold">It left {count(hosts.length, 'host')} behind</h3>
        <span className="text-xs text-ink-3">
          {hosts.length === 1 ? 'It uses' : 'They use'} resources until you decide. Nothing happens by itself.
        </span>
      </div>
      <div className="mt-2 overflow-hidden rounded-md border border-line">
        <ul className="max-h-[200px] overflow-y-auto">
          {hosts.map((host) => {
            const title = hostTitle(host)
            const other = [host.name, host.offering].find((text) => text !== undefined && text !== title)
            return (
              <li
                key={host.id}
                className="flex h-10 items-center gap-3 border-b border-line bg-surface px-3 last:border-0"
              >
                <span className="flex w-[38%] max-w-[232px] min-w-0 flex-none">
                  <HostName name={title} />
                </span>
                <span title={host.problem} className="min-w-0 flex-1 truncate text-xs text-ink-2">
                  {host.problem}{' '}
                  {other === undefined ? null : <span className="mono text-ink-3">{other}</span>}
                </span>
                <SegmentedControl
                  label={`What to do with ${title}`}
                  value={keeping.has(host.id) ? 'keep' : 'checkin'}
                  options={CHOICES}
                  onChange={(decision) => {
                    decide(host.id, decision)
                  }}
                />
              </li>
            )
          })}
        </ul>
        <div className="flex min-h-11 items-center gap-2 border-t border-line bg-sunken px-3 text-xs text-ink-2">
          <span className="flex-1">{words.note}</span>
          <Button
            variant={decided.includes('checkin') ? 'danger' : 'secondary'}
            size={24}
            busy={checkin.isPending || keep.isPending}
            onClick={apply}
          >
            {words.button}
          </Button>
        </div>
      </div>
    </div>
  )
}
