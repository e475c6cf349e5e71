import type { BrokerBridge, CallMessage, EventMessage } from '@shared/ipc/bridge'
import { CALL_CHANNEL, CALLS, EVENT_CHANNEL, EVENTS } from '@shared/ipc/channels'
import type { Envelope } from '@shared/ipc/envelope'

/** What the bridge needs of Electron's `ipcRenderer`. */
export interface RendererIpc {
  invoke(channel: string, message: CallMessage): Promise<unknown>
  on(channel: string, listener: (event: unknown, message: EventMessage) => void): unknown
}

function refusal(message: string): Envelope<never> {
  return { ok: false, error: { code: 'INVALID_INPUT', message, retryable: false } }
}

/** Makes the bridge over an `ipcRenderer`: only listed names pass, and Electron's event object stays on this side. */
export function createBridge(ipc: RendererIpc): BrokerBridge {
  const listeners = new Map<string, Set<(payload: unknown) => void>>(EVENTS.map((name) => [name, new Set()]))

  ipc.on(EVENT_CHANNEL, (_event, { name, payload }) => {
    for (const listener of listeners.get(name) ?? []) {
      try {
        listener(payload)
      } catch (error) {
        // One listener's mistake must not keep the news from the others.
        // oxlint-disable-next-line no-console -- the page's own console is where its developer looks
        console.error(`A listener of ${name} failed`, error)
      }
    }
  })

  return {
    async invoke(name, input) {
      if (!CALLS.includes(name)) return refusal('The page made a call that does not exist.')
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the other end answers nothing else, and the client looks
      return (await ipc.invoke(CALL_CHANNEL, { name, input })) as Envelope<unknown>
    },
    on(name, listener) {
      const entry = (payload: unknown): void => listener(payload)
      listeners.get(name)?.add(entry)
      return () => void listeners.get(name)?.delete(entry)
    },
  }
}
