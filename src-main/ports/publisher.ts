import type { EventName } from '@shared/ipc/channels'
import type { EventPayload } from '@shared/ipc/contract'

/** The one way out for events; what is published here reaches every window, coalesced. */
export interface Publisher {
  publish<N extends EventName>(name: N, payload: EventPayload<N>): void
}
