import { BrokerError } from '@shared/domain/error'
import { instanceText } from '@shared/domain/provider'
import type { EngineDeps } from '@main/engine/deps'

/**
 * Takes hosts out of the inventory that a person knows to be gone at their provider; nothing is sent there. Answers how
 * many. Hosts that are worked on stay. Throws `INVALID_INPUT` when that leaves none.
 */
export function forgetHosts(deps: EngineDeps, hostIds: readonly string[]): number {
  const forgotten = deps.inventory.transaction(() => {
    const underWay = deps.inventory.tasks.hostsBeingExtended()
    return [...new Set(hostIds)].filter((id) => {
      const host = deps.inventory.hosts.get(id)
      if (host === undefined || underWay.has(id)) return false
      return deps.inventory.hosts.change(
        id,
        ['ready', 'left_behind'],
        { state: 'released', problem: null },
        { kind: 'gone', text: `Taken out of the inventory: gone at ${instanceText(host)}` },
        deps.clock.now(),
      )
    })
  })
  if (forgotten.length === 0) {
    throw new BrokerError({
      code: 'INVALID_INPUT',
      message: 'None of these hosts can be taken out of the inventory: they are gone already or worked on.',
      hint: 'Wait until their task is done, or cancel it.',
    })
  }
  deps.publisher.publish('hosts.changed', { hostIds: forgotten })
  return forgotten.length
}
