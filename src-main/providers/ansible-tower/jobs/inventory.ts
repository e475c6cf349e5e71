import { toErrorData } from '@shared/domain/error'
import type { SyncScope } from '@shared/domain/sync'
import type { JsonObject } from '@shared/lib/json'
import { count } from '@shared/lib/words'
import type { CallContext, InventoryListing, InventoryQuery, ListedHost } from '@main/providers/contract'
import { throwIfCancelled } from '@main/providers/kit/cancel'
import { Slots } from '@main/providers/kit/slots'
import { kindOf } from '@main/providers/ansible-tower/errors'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { inventorySchema, type Inventory } from '@main/providers/ansible-tower/schemas/inventories'
import { listedHost } from './listed-host'
import { factsOf, registeredSchema, type HostFacts, type Registered } from './registered'
import { ourIdIn } from './synced-host'
import type { Job } from './schemas'
import { withCleanErrors } from './told'
import { Mask } from './mask'
import { variablesOf } from './values'
import { OUR_ID } from './host'
import { workOf } from './work'

/** Through how many pages of the user's newest jobs a sync looks: servers delete old jobs, hosts may outlive theirs. */
const MOST_PAGES = 5

/** How many requests a sync has under way at the same time. */
const IN_FLIGHT = 8

/**
 * The hosts of the inventories whose name contains a user's name, as sites keep one inventory for each user; for
 * everybody, of all of them. All pages of everything; one request a host, for its facts. Facts that may not be read are
 * told and missing; an inventory that cannot be read makes the list incomplete. A failure of the lists themselves throws.
 */
export async function inventory(
  instance: TowerInstance,
  { scope, onProgress }: InventoryQuery,
  ctx: CallContext,
): Promise<InventoryListing> {
  throwIfCancelled(ctx.signal)
  return await withCleanErrors(ctx.signal, new Mask(undefined), async () => {
    const { signal } = ctx
    const client = await instance.client(signal)
    const me = await client.me(signal)
    const name = nameOf(scope, me.username)
    const inventories = await inventoriesOf(instance, name, signal)
    const slots = new Slots(IN_FLIGHT)
    const read = await Promise.all(
      inventories.map((each) => slots.run(signal, () => hostsOf(instance, each, signal))),
    )
    const registered = distinct(read)
    const failed = read.flatMap(({ problem }) => problem ?? [])
    let done = 0
    onProgress?.(0, registered.length)
    const facts = await Promise.all(
      registered.map((host) =>
        slots.run(signal, async () => {
          const found = await factsOf(instance, host, signal)
          done += 1
          onProgress?.(done, registered.length)
          return found
        }),
      ),
    )
    const jobs = await jobsOf(instance, facts, signal)
    const hosts: ListedHost[] = registered.map((host, index) => {
      const known = facts[index]?.facts ?? {}
      const ours = ourIdIn(known)
      const job = ours === undefined ? undefined : jobs.get(ours)
      return listedHost({ instance, api: client.api, registered: host, facts: known, ourId: ours, job })
    })
    return {
      hosts,
      account: name ?? 'everybody',
      warnings: [...failed, ...factWarnings(registered, facts)],
      ...(failed.length === 0 ? {} : { incomplete: failed.join(' ') }),
    }
  })
}

function nameOf(scope: SyncScope, me: string): string | undefined {
  if (scope.kind === 'everybody') return undefined
  return scope.kind === 'user' ? scope.name : me
}

/** Inventories whose name contains a user's; for everybody those that really hold hosts. */
async function inventoriesOf(
  instance: TowerInstance,
  name: string | undefined,
  signal: AbortSignal,
): Promise<readonly Inventory[]> {
  const client = await instance.client(signal)
  const query = name === undefined ? { kind: '' } : { name__contains: name }
  const found = await client.pages('inventories/', inventorySchema, {
    signal,
    what: 'list the inventories',
    query,
  })
  return found.filter((each) => !each.pending_deletion)
}

/** The hosts of one inventory, or why they cannot be read. */
interface HostsOf {
  readonly kind: string
  readonly hosts: readonly Registered[]
  readonly problem?: string
}

async function hostsOf(
  instance: TowerInstance,
  { id, name, kind }: Inventory,
  signal: AbortSignal,
): Promise<HostsOf> {
  const client = await instance.client(signal)
  try {
    const what = `list the hosts of the inventory ${name}`
    const hosts = await client.pages(`inventories/${id}/hosts/`, registeredSchema, { signal, what })
    // What the list leaves out is known: nothing of the inventory is asked for again.
    return { kind, hosts: hosts.map((host) => ({ ...host, summary_fields: { inventory: { id, name } } })) }
  } catch (error) {
    const trouble = kindOf(error)
    if (trouble !== 'permission' && trouble !== 'not-found') throw error
    return { kind, hosts: [], problem: `Inventory ${name}: ${toErrorData(error).message}` }
  }
}

/**
 * A smart inventory shows the hosts of others, a constructed one has them under ids of its own: each counts once, where
 * it really is.
 */
function distinct(lists: readonly HostsOf[]): readonly Registered[] {
  const byId = new Map<number, Registered>()
  const names = new Set<string>()
  for (const { hosts, kind } of lists.toSorted((a, b) => rankOf(a.kind) - rankOf(b.kind))) {
    for (const host of hosts) {
      const isCopy = byId.has(host.id) || (kind === 'constructed' && names.has(host.name))
      if (!isCopy) byId.set(host.id, host)
      names.add(host.name)
    }
  }
  return [...byId.values()].toSorted((a, b) => a.id - b.id)
}

function rankOf(kind: string): number {
  return kind === '' ? 0 : kind === 'smart' ? 1 : 2
}

/** The jobs that made hosts of ours, by our id: looked for only where a host tells such an id. */
async function jobsOf(
  instance: TowerInstance,
  facts: readonly HostFacts[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Job>> {
  const wanted = new Set(facts.flatMap((each) => ourIdIn(each.facts) ?? []))
  if (wanted.size === 0) return new Map()
  const { ownJobs } = workOf(instance)
  const jobs = new Map<string, Job>()
  const take = (job: Job): boolean => {
    const ours: JsonObject[string] | undefined = variablesOf(job.extra_vars)[OUR_ID]
    if (typeof ours === 'string' && wanted.has(ours) && !jobs.has(ours)) jobs.set(ours, job)
    return jobs.size === wanted.size
  }
  await ownJobs.walk({}, signal, take, MOST_PAGES)
  return jobs
}

function factWarnings(hosts: readonly Registered[], facts: readonly HostFacts[]): readonly string[] {
  const problems = facts.flatMap(({ problem }) => problem ?? [])
  const [first] = problems
  if (first === undefined) return []
  if (problems.length === 1) return [first]
  return [
    `The facts of ${count(problems.length, 'host')} of ${hosts.length} could not be read. The first: ${first}`,
  ]
}
