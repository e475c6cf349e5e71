import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ErrorData } from '@shared/domain/error'
import type { InstanceId } from '@shared/domain/provider'
import type { SyncPreview, SyncScope } from '@shared/domain/sync'
import { broker } from '@renderer/bridge/broker'
import { callQuery, useCall } from '@renderer/bridge/queries'

/** A preview that is being read or was read. */
export interface Sync {
  readonly preview: SyncPreview | undefined
  /** Why it could not even be begun, or was lost. */
  readonly error: ErrorData | undefined
  readonly read: (scope: SyncScope) => void
  /** Stops reading and forgets what was read. */
  readonly stop: () => void
}

async function forget(syncId: string): Promise<void> {
  try {
    await broker.call('sync.close', { syncId })
  } catch {
    // A preview that is gone already is what was wanted.
  }
}

/** Reads previews of an instance while its page is shown; the last one is forgotten when the page is left. */
export function useSync(id: InstanceId): Sync {
  const [syncId, setSyncId] = useState<string>()
  const open = useRef<string>(undefined)
  const wanted = useRef(0)
  const start = useCall('sync.read')
  const query = useQuery({
    ...callQuery('sync.get', { syncId: syncId ?? '' }),
    enabled: syncId !== undefined,
    gcTime: 0,
  })

  const close = useCallback(() => {
    wanted.current += 1
    const closed = open.current
    open.current = undefined
    if (closed !== undefined) void forget(closed)
  }, [])
  useEffect(() => close, [close])

  function stop(): void {
    close()
    setSyncId(undefined)
  }

  async function begin(scope: SyncScope, turn: number): Promise<void> {
    try {
      const answer = await start.mutateAsync({ target: id, scope })
      // The page was left, or something else was asked for, before the answer came.
      if (wanted.current !== turn) await forget(answer.syncId)
      else {
        open.current = answer.syncId
        setSyncId(answer.syncId)
      }
    } catch {
      // It is `start.error`, and shown.
    }
  }

  return {
    preview: syncId === undefined ? undefined : query.data,
    error: (start.error ?? (syncId === undefined ? null : query.error))?.data,
    read(scope) {
      stop()
      void begin(scope, wanted.current)
    },
    stop,
  }
}
