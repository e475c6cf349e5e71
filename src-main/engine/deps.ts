import type { Clock } from '@main/ports/clock'
import type { HostPatch, HostStore, Inventory, NewHostEvent } from '@main/ports/inventory'
import type { InstanceId } from '@shared/domain/provider'
import type { HostState } from '@shared/domain/host'
import type { Logger } from '@main/ports/logger'
import type { Publisher } from '@main/ports/publisher'
import type { SecretVault } from '@main/ports/vault'
import type { ProviderRegistry } from '@main/providers/registry'
import type { TaskRunner } from '@main/tasks/runner'

/** What the verbs need; the composition root makes it once. */
export interface EngineDeps {
  readonly inventory: Inventory
  readonly registry: ProviderRegistry
  readonly runner: TaskRunner
  readonly vault: SecretVault
  readonly publisher: Publisher
  readonly clock: Clock
  readonly logger: Logger
  /** Makes an id that no other installation makes. */
  readonly newId: () => string
  /** Who asks, for the origin labels of what is made. */
  readonly origin: string
  /** The computer's user name. */
  readonly userName: string
  /** How long a check in can be undone. */
  readonly undoMs: () => number
  /** Labels that the settings put on everything that an instance makes or extends; they win over those of a check out. */
  readonly labelsOf: (target: InstanceId) => Readonly<Record<string, string>>
}

/** Changes a host as `HostStore.change` does, and tells the windows. */
export function changeHost(
  deps: Pick<EngineDeps, 'inventory' | 'publisher' | 'clock'>,
  hostId: string,
  from: readonly HostState[],
  patch: HostPatch,
  event?: NewHostEvent,
): ReturnType<HostStore['change']> {
  const changed = deps.inventory.hosts.change(hostId, from, patch, event, deps.clock.now())
  if (changed) deps.publisher.publish('hosts.changed', { hostIds: [hostId] })
  return changed
}
