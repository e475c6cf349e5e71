import { Undo2 } from 'lucide-react'
import type { ReactElement } from 'react'
import { hostTitle, type HostDetail } from '@shared/domain/host'
import { toastProblem } from '@renderer/app/problem-toast'
import { hrefTo, paths } from '@renderer/app/navigation'
import { useCall } from '@renderer/bridge/queries'
import { instanceText } from '@shared/domain/provider'
import { Button } from '@renderer/ui/Button'
import { Callout } from '@renderer/ui/Callout'
import { toastManager } from '@renderer/ui/toast-manager'

/** Why a host needs attention, and what settles it. */
export function HostTrouble(props: {
  readonly host: HostDetail
  readonly onCheckIn: (hostId: string) => void
}): ReactElement | null {
  const { host } = props
  const keep = useCall('hosts.keep', {
    onError: toastProblem,
    onSuccess: ({ exists }) => {
      toastManager.show(
        exists
          ? { tone: 'ok', title: `${hostTitle(host)} is kept` }
          : { tone: 'info', title: `${hostTitle(host)} does not exist at ${instanceText(host)}` },
      )
    },
  })
  if (host.state !== 'left_behind') {
    if (host.problem === undefined) return null
    return (
      <div className="flex-none px-4 pb-3">
        <Callout tone="warn" title={host.problem} />
      </div>
    )
  }
  return (
    <div className="flex-none px-4 pb-3">
      <Callout tone="warn" title={host.problem ?? `It may still exist at ${instanceText(host)}.`}>
        <p>
          Check it in to remove it there, or keep it if you want to go on with it.
          {host.taskId === undefined ? null : (
            <>
              {' Left by '}
              <a
                href={hrefTo(paths.task(host.taskId))}
                className="whitespace-nowrap text-accent-ink underline"
              >
                task {host.taskId}
              </a>
              .
            </>
          )}
        </p>
        <div className="mt-2 flex gap-2">
          <Button
            size={24}
            variant="danger"
            icon={Undo2}
            onClick={() => {
              props.onCheckIn(host.id)
            }}
          >
            Check in
          </Button>
          <Button
            size={24}
            busy={keep.isPending}
            onClick={() => {
              keep.mutate({ hostId: host.id })
            }}
          >
            Keep
          </Button>
        </div>
      </Callout>
    </div>
  )
}
