import type { ArgumentSources } from '@shared/domain/argument-source'
import type { HostEvent } from '@shared/domain/host'
import type { Inventory } from '@main/ports/inventory'

/**
 * Answers where the arguments of hosts came from, as the check out that each was asked for with has it; undefined where
 * there was none, or it does not say. Reads each task once.
 */
export function askedSources(
  inventory: Pick<Inventory, 'tasks'>,
): (events: readonly HostEvent[]) => ArgumentSources | undefined {
  const read = new Map<number, ArgumentSources | undefined>()
  return ([first]) => {
    if (first?.taskId === undefined || first.kind === 'synced') return undefined
    if (!read.has(first.taskId)) {
      const request = inventory.tasks.get(first.taskId)?.request
      read.set(first.taskId, request?.kind === 'checkout' ? request.request.sources : undefined)
    }
    return read.get(first.taskId)
  }
}
