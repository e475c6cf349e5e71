import type { CallName, EventName } from '@shared/ipc/channels'
import type { Envelope } from '@shared/ipc/envelope'

/** What the page sends over the one call channel. */
export interface CallMessage {
  readonly name: CallName
  readonly input: unknown
}

/** What the main process sends over the one event channel. */
export interface EventMessage {
  readonly name: EventName
  readonly payload: unknown
}

/**
 * The one global that the preload gives to the page, as `window.broker`. It carries data and knows nothing of its
 * meaning; the typed calls stand on top of it in `src-renderer/bridge`.
 */
export interface BrokerBridge {
  /** Answers an envelope in every case: what goes wrong is in it as data. */
  invoke(name: CallName, input: unknown): Promise<Envelope<unknown>>
  /** Listens until the returned function is called. */
  on(name: EventName, listener: (payload: unknown) => void): () => void
}
