import { useState, type ReactElement } from 'react'
import { hostTitle, type HostSummary } from '@shared/domain/host'
import type { FollowUp } from '@shared/domain/lease-history'
import { instanceText } from '@shared/domain/provider'
import { ageText } from '@shared/lib/time-text'
import { toastProblem } from '@renderer/app/problem-toast'
import { useCall } from '@renderer/bridge/queries'
import { AlertDialog } from '@renderer/ui/AlertDialog'
import { Button } from '@renderer/ui/Button'
import { toastManager } from '@renderer/ui/toast-manager'

/** What is known of a host after its lease has ended. */
function followUpText(followUp: FollowUp | undefined, where: string, nowMs: number): string {
  if (followUp === undefined) return `${where} is asked about it a minute after its end.`
  const age = ageText(followUp.askedAtMs, nowMs)
  const when = age === 'now' ? 'just now' : `${age} ago`
  switch (followUp.outcome) {
    case 'asking':
      return `${where} is being asked.`
    case 'still_there':
      return `It was still there when ${where} was asked ${when}.`
    case 'cannot_ask':
      return `${where} could not be asked ${when}: ${followUp.problem ?? 'no answer'}`
  }
}

/** What settles a lease that has ended: look whether the host is still there, extend it, or forget it. */
export function EndedLease(props: {
  readonly host: HostSummary
  readonly followUp: FollowUp | undefined
  readonly nowMs: number
  /** Absent where it cannot be extended. */
  readonly onExtend: (() => void) | undefined
}): ReactElement {
  const { host, followUp, nowMs, onExtend } = props
  const title = hostTitle(host)
  const where = instanceText(host)
  const [isAsked, setAsked] = useState(false)
  const check = useCall('hosts.checkEnded', {
    onError: toastProblem,
    onSuccess: ({ exists }) => {
      toastManager.show(
        exists
          ? { tone: 'warn', title: `${title} is still at ${where}` }
          : { tone: 'info', title: `${title} is gone at ${where}, and left the list` },
      )
    },
  })
  const forget = useCall('hosts.forget', {
    onError: toastProblem,
    onSettled: () => {
      setAsked(false)
    },
  })
  return (
    <div className="mt-3">
      <p className="text-xs text-ink-2">
        {onExtend === undefined
          ? 'Check whether it still exists, or forget it.'
          : 'Check whether it still exists, extend it, or forget it.'}{' '}
        {followUpText(followUp, where, nowMs)}
      </p>
      <div className="mt-2 flex flex-wrap gap-1.5">
        <Button
          size={24}
          busy={check.isPending}
          onClick={() => {
            check.mutate({ hostId: host.id })
          }}
        >
          Check now
        </Button>
        {onExtend === undefined ? null : (
          <Button size={24} onClick={onExtend}>
            Extend
          </Button>
        )}
        <Button
          size={24}
          variant="danger"
          onClick={() => {
            setAsked(true)
          }}
        >
          Forget
        </Button>
      </div>
      <AlertDialog
        open={isAsked}
        onOpenChange={setAsked}
        title={`Forget ${title}?`}
        description={`It leaves your list. Nothing is sent to ${where}: if it still exists there, it stays.`}
        confirmLabel="Forget 1 host"
        tone="danger"
        busy={forget.isPending}
        onConfirm={() => {
          forget.mutate({ hostIds: [host.id] })
        }}
      />
    </div>
  )
}
