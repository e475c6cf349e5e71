import { useQuery } from '@tanstack/react-query'
import { useId, useRef, useState } from 'react'
import type { HostSummary } from '@shared/domain/host'
import type { Extension } from '@shared/domain/lease'
import type { ProviderKindInfo } from '@shared/domain/provider'
import { useNow } from '@renderer/app/now'
import type { BridgeError } from '@renderer/bridge/client'
import { readChoice, type ExtensionChoice } from '@renderer/features/leases/amounts'
import {
  extendProblem,
  planExtension,
  type LatestEnds,
  type PlannedHost,
} from '@renderer/features/leases/extension-plan'
import { endOf } from '@renderer/features/leases/lease-text'
import { kindsQuery, limitsQuery } from '@renderer/features/leases/queries'
import { rememberChoice, rememberedChoice } from '@renderer/features/leases/remembered-amount'
import { useStartExtend } from '@renderer/features/leases/use-start-extend'

/** An extension while it is being said: by how much, of which hosts, what that would give, and how to send it. */
export interface SaidExtension {
  readonly nowMs: number
  readonly kinds: readonly ProviderKindInfo[]
  /** The limits of the providers, once they are known. */
  readonly latestEnds: LatestEnds | undefined
  readonly choice: ExtensionChoice
  readonly setChoice: (choice: ExtensionChoice) => void
  /** What the choice means, once it can be read. */
  readonly extension: Extension | undefined
  /** What is still to be said, when it is time to say so. */
  readonly error: string | undefined
  readonly plan: readonly PlannedHost<HostSummary>[]
  readonly ticked: readonly string[]
  readonly tick: (ids: readonly string[], isTicked: boolean) => void
  /** None of the hosts can be extended, whatever is said. */
  readonly none: boolean
  /** What stands in the way, in a few words; else empty. */
  readonly note: string
  /** Why it could not be sent. */
  readonly problem: BridgeError | undefined
  readonly isPending: boolean
  /** The id for what holds the amounts: what is missing there gets the focus. */
  readonly amountsId: string
  readonly send: () => void
}

/** Says an extension of hosts, the soonest end first; `onStarted` is told which were sent. */
export function useExtension(options: {
  readonly hosts: readonly HostSummary[]
  /** What it begins with; without it, the amount that was sent last. */
  readonly start?: ExtensionChoice | undefined
  readonly onStarted: (hostIds: readonly string[]) => void
}): SaidExtension {
  const { hosts } = options
  const kinds = useQuery(kindsQuery).data?.kinds ?? []
  const latestEnds = useQuery({
    ...limitsQuery(hosts.map(({ id }) => id)),
    enabled: hosts.length > 0,
  }).data
  const nowMs = useNow()
  const amountsId = useId()
  const [choice, setChoice] = useState(() => options.start ?? rememberedChoice(window.localStorage))
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [asked, setAsked] = useState(false)
  const [problem, setProblem] = useState<BridgeError>()
  const extend = useStartExtend()
  // Sent once, also when the second press of a double click comes while what it is said in closes.
  const isSent = useRef(false)

  const read = readChoice(choice, nowMs)
  const extension = 'extension' in read ? read.extension : undefined
  const plan = planExtension(
    hosts.toSorted(
      (a, b) =>
        Number(extendProblem(a, kinds) !== undefined) - Number(extendProblem(b, kinds) !== undefined) ||
        (endOf(a) ?? Infinity) - (endOf(b) ?? Infinity),
    ),
    extension,
    kinds,
    nowMs,
    latestEnds,
  )
  const ticked = plan.flatMap(({ host, reason }) =>
    reason === undefined && !left.has(host.id) ? [host.id] : [],
  )
  const none = kinds.length > 0 && hosts.every((host) => extendProblem(host, kinds) !== undefined)

  return {
    nowMs,
    kinds,
    latestEnds,
    choice,
    setChoice,
    extension,
    error: 'error' in read && (asked || choice.id === 'custom') ? read.error : undefined,
    plan,
    ticked,
    tick(ids, isTicked) {
      const next = new Set(left)
      for (const id of ids) {
        if (isTicked) next.delete(id)
        else next.add(id)
      }
      setLeft(next)
    },
    none,
    note: noteOf({ none, kindsKnown: kinds.length > 0, asked, ticked: ticked.length }),
    problem,
    isPending: extend.isPending,
    amountsId,
    send() {
      if (isSent.current || none) return
      setAsked(true)
      setProblem(undefined)
      if (extension === undefined) {
        document.getElementById(amountsId)?.querySelector<HTMLElement>('input:not([type=radio])')?.focus()
        return
      }
      if (ticked.length === 0) return
      isSent.current = true
      extend.start(ticked, extension, {
        onStarted() {
          rememberChoice(window.localStorage, choice)
          options.onStarted(ticked)
        },
        onError(error) {
          isSent.current = false
          setProblem(error)
        },
      })
    },
  }
}

function noteOf(state: {
  readonly none: boolean
  readonly kindsKnown: boolean
  readonly asked: boolean
  readonly ticked: number
}): string {
  if (!state.kindsKnown) return 'Reading what the providers take'
  if (state.none) return 'None of these can be extended.'
  return state.asked && state.ticked === 0 ? 'Choose at least one host.' : ''
}
