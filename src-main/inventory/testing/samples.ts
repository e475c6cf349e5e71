import type { HostPatch, Inventory, NewHost, NewTask } from '@main/ports/inventory'
import type { HostState } from '@shared/domain/host'
import type { Task } from '@shared/domain/task'

/** A moment for tests: 2026-01-02 03:04:05 UTC. */
export const NOW = Date.UTC(2026, 0, 2, 3, 4, 5)

/** A host that is wanted. */
export function wanted(id: string, over: Partial<NewHost> = {}): NewHost {
  return {
    id,
    provider: 'Container',
    instance: 'podman-local',
    pretend: false,
    action: 'container_host',
    offering: 'ubi9-init',
    arguments: {},
    labels: {},
    ...over,
  }
}

/** A check out of these hosts. */
export function checkoutOf(hosts: readonly NewHost[], over: Partial<NewTask> = {}): NewTask {
  const [first] = hosts
  return {
    title: `Check out ${first?.offering ?? 'nothing'}`,
    ...(first === undefined ? {} : { provider: first.provider, instance: first.instance }),
    request: {
      kind: 'checkout',
      request: {
        target: { provider: 'Container', instance: 'podman-local' },
        action: 'container_host',
        offering: 'ubi9-init',
        arguments: {},
        secretArguments: [],
        count: Math.max(1, hosts.length),
        labels: {},
      },
    },
    lines: hosts.map((host) => ({ title: host.offering, status: { state: 'queued' }, host })),
    ...over,
  }
}

/** Puts one host into the inventory, in any state and with anything known of it. */
export function put(
  inventory: Inventory,
  id: string,
  over: Partial<NewHost> = {},
  patch: HostPatch = { state: 'ready' },
  nowMs = NOW,
): Task {
  const task = inventory.tasks.create(checkoutOf([wanted(id, over)]), nowMs)
  inventory.hosts.change(id, ['requested'] satisfies HostState[], patch, undefined, nowMs)
  return task
}
