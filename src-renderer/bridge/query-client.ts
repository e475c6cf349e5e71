import { QueryClient } from '@tanstack/react-query'
import type { BridgeError } from '@renderer/bridge/client'

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: BridgeError
  }
}

/** How long an answer that nothing shows any more is kept: long enough to go to another screen and come back. */
const KEPT_MS = 60_000

/**
 * The cache of what the main process said. It stands on a bridge and not on a network: nothing is retried here (the main
 * process knows what may be tried again), and nothing is stale until an event says so (`app/event-invalidation.ts`).
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        staleTime: Infinity,
        gcTime: KEPT_MS,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}
