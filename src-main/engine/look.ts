import type { HostRecord } from '@main/ports/inventory'
import type { ProvisionedHost } from '@main/providers/contract'
import type { EngineDeps } from '@main/engine/deps'
import { targetOf } from '@main/engine/target'
import { within } from '@main/engine/within'

/** How long one look at a provider may take while the inventory is compared with what exists. */
const LOOK_TIMEOUT_MS = 30_000

/** What is at the provider of a host. */
export function look(deps: EngineDeps, host: HostRecord): Promise<ProvisionedHost | 'gone'> {
  return within(LOOK_TIMEOUT_MS, (signal) =>
    deps.registry.get(host).read(targetOf(deps, host).target, { signal }),
  )
}
