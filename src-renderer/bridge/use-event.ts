import { useEffect, useLayoutEffect, useRef } from 'react'
import type { EventName } from '@shared/ipc/channels'
import type { EventPayload } from '@shared/ipc/contract'
import { broker } from '@renderer/bridge/broker'

/** Listens to an event while the component is shown. What only needs fresh data needs no listener: it is invalidated. */
export function useEvent<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): void {
  const latest = useRef(listener)
  useLayoutEffect(() => {
    latest.current = listener
  })
  useEffect(
    () =>
      broker.on(name, (payload) => {
        latest.current(payload)
      }),
    [name],
  )
}
