import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { HostSummary } from '@shared/domain/host'
import { orToast } from '@renderer/app/problem-toast'
import { idsEndingToday, loadHosts } from '@renderer/features/hosts/load-hosts'
import type { ExtensionChoice } from '@renderer/features/leases/amounts'
import type { ExtendDialogProps } from '@renderer/features/leases/ExtendDialog'
import type { ExtendOrigin } from '@renderer/features/leases/extend-origin'
import { extendProblem } from '@renderer/features/leases/extension-plan'
import { kindsQuery } from '@renderer/features/leases/queries'
import { toastManager } from '@renderer/ui/toast-manager'

/** What the Extend dialog is open for. */
export type AskedExtension = Pick<ExtendDialogProps, 'hosts' | 'start' | 'origin'>

/** Opens the Extend dialog for hosts of the table. */
export interface Extending {
  /** What the dialog is open for. */
  readonly asked: AskedExtension | undefined
  readonly request: (ids: ReadonlySet<string>, origin?: ExtendOrigin) => Promise<void>
  /** The same for one host with an end that was moved to another moment. */
  readonly requestMoved: (host: HostSummary, start: ExtensionChoice) => void
  /** The same for every host whose lease ends today. */
  readonly requestToday: () => Promise<void>
  readonly close: () => void
  /** Why none of these can be extended; undefined while one can. */
  readonly reasonAgainst: (hosts: readonly HostSummary[]) => string | undefined
}

/** Holds which hosts are to be extended; `known` are the rows at hand, what is missing is read. */
export function useExtend(known: Iterable<HostSummary>): Extending {
  const client = useQueryClient()
  const kinds = useQuery(kindsQuery).data?.kinds
  const [asked, setAsked] = useState<AskedExtension>()

  async function open(ids: ReadonlySet<string>, origin?: ExtendOrigin): Promise<void> {
    const hosts = await loadHosts(client, ids, known)
    if (hosts.length > 0) setAsked({ hosts, origin })
    // A notification may be clicked long after it was told.
    else if (origin !== undefined) toastManager.show({ title: 'These hosts are not held any more' })
  }

  return {
    asked,
    request: (ids, origin) => orToast(() => open(ids, origin)),
    requestMoved: (host, start) => {
      setAsked({ hosts: [host], start })
    },
    requestToday: () =>
      orToast(async () => {
        const ids = await idsEndingToday(client)
        if (ids.length > 0) await open(new Set(ids))
      }),
    close: () => {
      setAsked(undefined)
    },
    reasonAgainst(hosts) {
      if (hosts.length === 0) return undefined
      if (kinds === undefined) return 'What the providers take is not read yet.'
      const reasons = hosts.map((host) => extendProblem(host, kinds))
      return reasons.every((reason) => reason !== undefined) ? `${reasons[0] ?? ''}.` : undefined
    },
  }
}
