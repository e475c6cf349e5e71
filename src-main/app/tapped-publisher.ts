import type { EventName } from '@shared/ipc/channels'
import type { EventPayload } from '@shared/ipc/contract'
import type { Publisher } from '@main/ports/publisher'

/** An event with its payload's type, to be told apart by name. */
export type AnyEvent = {
  [N in EventName]: { readonly name: N; readonly payload: EventPayload<N> }
}[EventName]

/** A publisher whose events are also heard inside the core, before they reach the windows. */
export function tapped(publisher: Publisher, hear: (event: AnyEvent) => void): Publisher {
  return {
    publish(name, payload) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the compiler does not put the pair together again
      hear({ name, payload } as AnyEvent)
      publisher.publish(name, payload)
    },
  }
}
