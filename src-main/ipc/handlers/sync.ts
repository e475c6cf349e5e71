import type { Syncs } from '@main/engine/sync/syncs'
import type { Handlers } from '@main/ipc/register'

type SyncCalls = Extract<keyof Handlers, `sync.${string}`>

/** The calls about syncing. */
export function syncHandlers(syncs: Syncs): Pick<Handlers, SyncCalls> {
  return {
    'sync.read': ({ target, scope }) => ({ syncId: syncs.read(target, scope) }),
    'sync.get': ({ syncId }) => syncs.get(syncId),
    'sync.apply': ({ syncId, keys }) => ({ taskId: syncs.apply(syncId, keys).id }),
    'sync.close': ({ syncId }) => {
      syncs.close(syncId)
      return {}
    },
  }
}
