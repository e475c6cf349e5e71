import { isJsonObject } from '@shared/lib/json'
import type { CallContext, HostTarget, ProvisionedHost } from '@main/providers/contract'
import { kindOf } from '@main/providers/ansible-tower/errors'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { artifactsOf } from './artifacts'
import { danglingArtifacts } from './dangling'
import { hostOf, type HostSource } from './host'
import { carriesOurId } from './launch-body'
import { Mask } from './mask'
import { readTree, settledTree } from './read-tree'
import type { JobReads } from './reads'
import { factsOf, findRegistered, type Place } from './registered'
import { isFinal, type Job } from './schemas'
import { hostOfInventory } from './synced-host'
import type { JobTree } from './tree'
import { templateOf } from './template'
import { unknownLaunch } from './unknown-launch'
import { numberOf, variablesOf } from './values'
import { workOf } from './work'

/** What is there of a host: its job while that runs, the machines that exist, or nothing. */
export type Located =
  | { readonly state: 'running'; readonly job: Job }
  | { readonly state: 'made'; readonly hosts: readonly ProvisionedHost[] }
  | { readonly state: 'nothing' }

const NOTHING: Located = { state: 'nothing' }

/**
 * Looks for what a check out made.
 *
 * The job is known by its id, else it is searched for by our own id among the user's jobs; of a launch whose job cannot
 * carry that, this throws. While it runs, something may exist. When it is over, it has made what its artifacts tell: the host, or, when it failed, what its successful nodes
 * had finished. Whether such a machine still exists is known in this order: a host of that name in an inventory of the
 * server exists; one that a later successful release of ours names is gone; every other still exists, for a site that
 * keeps no machines in inventories tells no more. A host that was found by a sync exists as long as its inventory has it.
 */
export async function locate(
  instance: TowerInstance,
  target: HostTarget,
  ctx: CallContext,
): Promise<Located> {
  const { ref } = target
  const job = await jobOf(instance, target, ctx)
  if (job !== undefined) return await ofJob(instance, job, target, ctx)
  const name = ref?.['name'] ?? target.name
  if (name === undefined) return NOTHING
  const registered = await findRegistered(instance, name, placeOf(ref), ctx.signal)
  if (registered !== undefined) {
    const { facts } = await factsOf(instance, registered, ctx.signal)
    const { api } = await instance.client(ctx.signal)
    const found = hostOfInventory({ instance, api, registered, facts, ref })
    return { state: 'made', hosts: [found] }
  }
  const jobId = numberOf(ref?.['job'])
  if (jobId === undefined) return NOTHING
  if (await wasReleased(instance, name, jobId, ctx.signal)) return NOTHING
  // Its job was deleted with the server's old jobs: that says nothing of the machine.
  return { state: 'made', hosts: [{ ref: ref ?? {}, name, facts: [], links: [] }] }
}

/** A host that a sync found was seen in its inventory. */
function placeOf(ref: HostTarget['ref']): Place {
  return { inventory: numberOf(ref?.['inventory']), isCertain: ref?.['host'] !== undefined }
}

async function jobOf(
  instance: TowerInstance,
  target: HostTarget,
  ctx: CallContext,
): Promise<Job | undefined> {
  const { ref } = target
  const { reads, ownJobs } = workOf(instance)
  const id = numberOf(ref?.['job'])
  if (id !== undefined) return await knownJob(reads, id, ref?.['type'], ctx.signal)
  if (ref?.['host'] !== undefined) return undefined
  const search = { after: numberOf(ref?.['after']), name: jobName(target.offering) }
  const found = await ownJobs.find(ref?.['desktop_id'] ?? target.hostId, search, ctx.signal)
  if (found === undefined && search.after !== undefined) await requireOurIds(instance, target, ctx)
  return found
}

/** Throws where a launch was sent whose job does not carry our id: that it is not found says nothing. */
async function requireOurIds(
  instance: TowerInstance,
  { action, offering }: HostTarget,
  { signal }: CallContext,
): Promise<void> {
  if (action === undefined || offering === undefined) return
  const template = await templateOf(instance, action, offering, signal)
  if (!carriesOurId(template)) throw unknownLaunch(instance, template.name)
}

/** A job that was deleted is none; one that may not be seen is no answer, and throws. */
async function knownJob(
  reads: JobReads,
  id: number,
  type: string | undefined,
  signal: AbortSignal,
): Promise<Job | undefined> {
  try {
    return await reads.known(id, type, signal)
  } catch (error) {
    if (kindOf(error) === 'not-found') return undefined
    throw error
  }
}

/** A job carries its template's name; an offering may have the organization before that. */
function jobName(offering: string | undefined): string | undefined {
  return offering?.includes('/') === true ? undefined : offering
}

async function ofJob(
  instance: TowerInstance,
  job: Job,
  target: HostTarget,
  ctx: CallContext,
): Promise<Located> {
  if (!isFinal(job)) return { state: 'running', job }
  const tree = await readTree(instance, job, ctx.signal)
  const sources = await sourcesOf(instance, tree, target, ctx.signal)
  const fitting = sources.filter((source) => isWanted(source, target))
  const hosts = await Promise.all(fitting.map((source) => existing(instance, source, ctx.signal)))
  const there = hosts.flatMap((host) => host ?? [])
  return there.length === 0 ? NOTHING : { state: 'made', hosts: there }
}

/** A ref that tells neither a name nor a job below means all that was made. */
function isWanted(source: HostSource, { ref }: HostTarget): boolean {
  const { ref: made } = hostOf(source)
  if (ref?.['name'] !== undefined) return made['name'] === ref['name']
  return ref?.['leaf'] === undefined || made['leaf'] === ref['leaf']
}

/** What a job that is over has made: its host, or what was finished before it failed. */
export async function sourcesOf(
  instance: TowerInstance,
  tree: JobTree,
  target: Pick<HostTarget, 'arguments'>,
  signal: AbortSignal,
): Promise<readonly HostSource[]> {
  const { api } = await instance.client(signal)
  const { job } = tree
  const source: Omit<HostSource, 'artifacts'> = {
    api,
    job,
    leaseFields: instance.config.lease_fields,
    mask: new Mask(target.arguments, job.extra_vars),
    readAtMs: instance.deps.clock.now(),
  }
  if (job.status !== 'successful') {
    return danglingArtifacts(tree, []).map((dangling) => ({ ...source, ...dangling }))
  }
  let artifacts = artifactsOf(tree, 'merge')
  const isThere = isJsonObject(typeof artifacts === 'string' ? undefined : artifacts['_broker_facts'])
  if (!isThere) artifacts = artifactsOf(await settledTree(instance, tree, signal), 'merge')
  return [{ ...source, artifacts }]
}

/** The host with what the server knows of it now, or undefined when it is gone. */
async function existing(
  instance: TowerInstance,
  source: HostSource,
  signal: AbortSignal,
): Promise<ProvisionedHost | undefined> {
  const made = hostOf(source)
  if (made.name === undefined) return made
  const place = { inventory: source.job.inventory ?? undefined, isCertain: false }
  const registered = await findRegistered(instance, made.name, place, signal)
  if (registered !== undefined) {
    const { facts } = await factsOf(instance, registered, signal)
    const told = facts['_broker_facts']
    return isJsonObject(told) ? hostOf({ ...source, current: told }) : made
  }
  return (await wasReleased(instance, made.name, source.job.id, signal)) ? undefined : made
}

/** Whether a later release of ours that succeeded names this host. */
async function wasReleased(
  instance: TowerInstance,
  name: string,
  after: number,
  signal: AbortSignal,
): Promise<boolean> {
  const { ownJobs } = workOf(instance)
  const releases = await ownJobs.all({ after, name: jobName(instance.config.release_workflow) }, signal)
  return releases.some(
    (job) => job.status === 'successful' && variablesOf(job.extra_vars)['source_vm'] === name,
  )
}
