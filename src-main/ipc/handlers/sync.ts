import { BrokerError } from '@shared/domain/error'
import type { Handlers } from '@main/ipc/register'

type SyncCalls = Extract<keyof Handlers, `sync.${string}`>

/** The calls about syncing. */
export function syncHandlers(): Pick<Handlers, SyncCalls> {
  const refuse = (): never => {
    throw new BrokerError({ code: 'NOT_SUPPORTED', message: 'This version of Broker Desktop cannot sync.' })
  }
  return { 'sync.read': refuse, 'sync.get': refuse, 'sync.apply': refuse, 'sync.close': () => ({}) }
}
