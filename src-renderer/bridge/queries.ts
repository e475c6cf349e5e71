import {
  queryOptions,
  useMutation,
  type UseMutationOptions,
  type UseMutationResult,
} from '@tanstack/react-query'
import type { CallName } from '@shared/ipc/channels'
import type { CallInput, CallOutput } from '@shared/ipc/contract'
import { broker } from '@renderer/bridge/broker'
import type { BridgeError } from '@renderer/bridge/client'

/** The key of a call's answer: its name, then its input. Only this file and `app/event-invalidation.ts` know it. */
export type CallKey<N extends CallName = CallName> = readonly [name: N, input: CallInput<N>]

/** A call that reads, as query options: for `useQuery`, `useQueries`, `fetchQuery`. Features wrap it in their `queries.ts`. */
// The options' type is inferred on purpose: it carries the answer's type with the key.
// eslint-disable-next-line typescript/explicit-module-boundary-types
export function callQuery<N extends CallName>(name: N, input: CallInput<N>) {
  return queryOptions<CallOutput<N>, BridgeError, CallOutput<N>, CallKey<N>>({
    queryKey: [name, input],
    queryFn: () => broker.call(name, input),
  })
}

/** A call that does something, as a mutation. What it changes comes back as an event, so nothing is invalidated here. */
export function useCall<N extends CallName>(
  name: N,
  options?: Omit<UseMutationOptions<CallOutput<N>, BridgeError, CallInput<N>>, 'mutationFn'>,
): UseMutationResult<CallOutput<N>, BridgeError, CallInput<N>> {
  return useMutation({ ...options, mutationFn: (input: CallInput<N>) => broker.call(name, input) })
}
