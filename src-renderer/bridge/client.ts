import type { ErrorData } from '@shared/domain/error'
import type { BrokerBridge } from '@shared/ipc/bridge'
import type { CallName, EventName } from '@shared/ipc/channels'
import type { CallInput, CallOutput, EventPayload } from '@shared/ipc/contract'
import { valueIn, type Envelope } from '@shared/ipc/envelope'

/** A call that failed, on the renderer's side; `data` is what the main process said, and the UI decides by its code. */
export class BridgeError extends Error {
  readonly data: ErrorData

  constructor(data: ErrorData, options?: { readonly cause?: unknown }) {
    super(data.message, options)
    this.name = 'BridgeError'
    this.data = data
  }
}

/** The typed calls and events of the contract, as the features use them. */
export interface BridgeClient {
  /** Resolves with the call's output, or throws `BridgeError`; nothing else is ever thrown. */
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>
  /** Listens until the returned function is called. */
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void
}

/** Stands on the raw bridge (`window.broker`, or one end of an in-memory pair) and opens its envelopes. */
export function createClient(bridge: BrokerBridge): BridgeClient {
  return {
    async call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
      const envelope = await send(bridge, name, input)
      if (!isEnvelope(envelope)) throw new BridgeError(noAnswer(name))
      if (!envelope.ok) throw new BridgeError(envelope.error)
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the main process parsed it before it left
      return valueIn(envelope) as CallOutput<N>
    },
    on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- typed where it is published
      return bridge.on(name, (payload) => listener(payload as EventPayload<N>))
    },
  }
}

async function send(bridge: BrokerBridge, name: CallName, input: unknown): Promise<unknown> {
  try {
    return await bridge.invoke(name, input)
  } catch (cause) {
    // Electron itself refused: the input cannot be copied, or the main process is ending.
    throw new BridgeError(noAnswer(name), { cause })
  }
}

function isEnvelope(value: unknown): value is Envelope<unknown> {
  if (typeof value !== 'object' || value === null || !('ok' in value)) return false
  return value.ok === true || (value.ok === false && 'error' in value && typeof value.error === 'object')
}

function noAnswer(name: CallName): ErrorData {
  return {
    code: 'INTERNAL',
    message: `Broker Desktop got no answer to ${name}.`,
    hint: 'Try again. The log file has the details.',
    retryable: true,
  }
}
