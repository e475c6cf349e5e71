import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { HostSummary } from '@shared/domain/host'
import { orToast, toastProblem } from '@renderer/app/problem-toast'
import { useCall } from '@renderer/bridge/queries'
import { canCheckIn, needsQuestion } from '@renderer/features/hosts/checkin-words'
import { loadHosts } from '@renderer/features/hosts/load-hosts'

/** A check in that waits for an answer. */
export interface AskedCheckin {
  readonly hosts: readonly HostSummary[]
  /** How many of what was chosen cannot be checked in. */
  readonly skipped: number
}

/** Starts check ins: at once where undo is enough, after a question where much would go. */
export function useCheckin(options: {
  /** The rows that are at hand; what is missing is read. */
  readonly known: Iterable<HostSummary>
  /** How many hosts are held at all. */
  readonly held: number
  /** These are on their way; the selection need not keep them. */
  readonly onStarted: (hostIds: readonly string[]) => void
}): {
  readonly asked: AskedCheckin | undefined
  readonly pending: boolean
  readonly request: (ids: ReadonlySet<string>) => Promise<void>
  readonly confirm: () => void
  readonly dismiss: () => void
} {
  const client = useQueryClient()
  const [asked, setAsked] = useState<AskedCheckin>()
  const start = useCall('hosts.checkin', { onError: toastProblem })

  function send(hosts: readonly HostSummary[]): void {
    const hostIds = hosts.map((host) => host.id)
    start.mutate(
      { hostIds },
      {
        onSuccess: () => {
          options.onStarted(hostIds)
        },
        onSettled: () => {
          setAsked(undefined)
        },
      },
    )
  }

  async function request(ids: ReadonlySet<string>): Promise<void> {
    await orToast(async () => {
      const chosen = await loadHosts(client, ids, options.known)
      const hosts = chosen.filter((host) => canCheckIn(host))
      // None: the main process says why.
      if (hosts.length === 0) send(chosen)
      else if (needsQuestion(hosts.length, options.held))
        setAsked({ hosts, skipped: chosen.length - hosts.length })
      else send(hosts)
    })
  }

  return {
    asked,
    pending: start.isPending,
    request,
    confirm: () => {
      if (asked !== undefined) send(asked.hosts)
    },
    dismiss: () => {
      setAsked(undefined)
    },
  }
}
