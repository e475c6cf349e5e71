import { BrokerError } from '@shared/domain/error'
import { instanceText } from '@shared/domain/provider'
import { isJsonObject, type JsonObject } from '@shared/lib/json'
import type { HostTarget, OperationContext, ProvisionedHost, WorkMark } from '@main/providers/contract'
import { throwIfCancelled } from '@main/providers/kit/cancel'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { cancelJob } from './cancel-job'
import { launchForHost, requireSuccess } from './host-launch'
import { locate } from './locate'
import { markedJob } from './marked-job'
import { Mask } from './mask'
import { rideOut, rideOutIfBegun } from './ride-out'
import { planOf, runJob } from './run-job'
import type { Job } from './schemas'
import { soughtJob } from './sought-job'
import { templateOf } from './template'
import { cleanOperation, withCleanErrors } from './told'
import { textOf, variablesOf } from './values'

/**
 * Removes a host by the configured workflow, which gets the host's name as `source_vm` and what it was asked for with.
 * Of a check out whose job still runs the job is cancelled first. What is gone already is a success. Taken up again it
 * waits for the release that was launched before.
 */
export async function release(
  instance: TowerInstance,
  target: HostTarget,
  ctx: OperationContext,
): Promise<void> {
  throwIfCancelled(ctx.signal)
  const mask = new Mask(target.arguments)
  const told = cleanOperation(ctx, mask)
  await withCleanErrors(ctx.signal, mask, async () => {
    const { release_workflow: workflow } = instance.config
    ctx.plan([...planOf(workflow)])
    ctx.step(planOf(workflow)[0])
    const marked = await markedJob(instance, workflow, told)
    if (marked !== undefined) {
      await requireSuccess(instance, await runJob(instance, told, marked, { name: workflow }), told, mask)
    }
    const done = releasedBy(told.marked, marked)
    const hosts = (await hostsOf(instance, target, told)).filter(
      (host) => !done.includes(nameOf(target, host) ?? ''),
    )
    if (hosts.length === 0 && marked === undefined) {
      ctx.log('There is nothing to release: the host is gone already.')
      ctx.step(planOf(workflow)[1])
    }
    await eachInTurn(hosts, done, told, async (host, one) => {
      await releaseOne(instance, told, host, { target, ...one })
    })
  })
}

/** The machines that an earlier run of the same work has released: an inventory may still have them. */
function releasedBy(mark: WorkMark | undefined, job: Job | undefined): readonly string[] {
  const before = mark?.['released']?.split('\n') ?? []
  const last = job === undefined ? undefined : textOf(variablesOf(job.extra_vars)['source_vm'])
  return last === undefined ? before : [...before, last]
}

/**
 * Does the releases of one piece of work, one after the other: each is marked together with those that were done before
 * it.
 */
export async function eachInTurn(
  hosts: readonly ProvisionedHost[],
  done: readonly string[],
  work: Pick<OperationContext, 'operationId' | 'mark'>,
  releaseIt: (host: ProvisionedHost, one: Pick<Release, 'ourId' | 'keep'>) => Promise<void>,
): Promise<void> {
  const released = [...done]
  for (const [index, host] of hosts.entries()) {
    await releaseIt(host, {
      ourId: index === 0 ? work.operationId : `${work.operationId}-${index + 1}`,
      keep: (mark) => work.mark(released.length === 0 ? mark : { ...mark, released: released.join('\n') }),
    })
    if (host.name !== undefined) released.push(host.name)
  }
}

/** One release: for which host of the inventory, under which id of ours, and where its job is written down. */
interface Release {
  readonly target: HostTarget
  readonly ourId: string
  keep(mark: WorkMark): void
}

/** Launches the release of one machine and waits until it is done. */
export async function releaseOne(
  instance: TowerInstance,
  ctx: OperationContext,
  host: ProvisionedHost,
  wanted: Release,
): Promise<void> {
  const { target, ourId } = wanted
  const name = nameOf(target, host)
  if (name === undefined) throw nameless(instance, host)
  const job = await launchForHost(instance, ctx, {
    workflow: instance.config.release_workflow,
    target,
    host,
    ourId,
    keep: (mark) => wanted.keep(mark),
    arguments: { ...argsOf(target, host), source_vm: name },
  })
  await requireSuccess(
    instance,
    await runJob(instance, ctx, job, { name: instance.config.release_workflow }),
    ctx,
    new Mask(target.arguments),
  )
}

/** What the release of a machine gets as its name. */
function nameOf(target: HostTarget, host: ProvisionedHost): string | undefined {
  return textOf(argsOf(target, host)['source_vm']) ?? host.name ?? target.name
}

/** What is there to be released; a job that still runs is cancelled for it. */
async function hostsOf(
  instance: TowerInstance,
  asked: HostTarget,
  ctx: OperationContext,
): Promise<readonly ProvisionedHost[]> {
  const target = await afterLaunch(instance, asked, ctx)
  const located = await rideOutIfBegun(instance, ctx, () => locate(instance, target, ctx))
  if (located.state === 'nothing') return unlisted(target)
  if (located.state === 'made') return located.hosts
  ctx.log(`Cancelling job ${located.job.id}, which is still making the host.`)
  await cancelJob(instance, ctx, located.job)
  const after = await rideOut(instance, ctx, () => locate(instance, target, ctx))
  return after.state === 'made' ? after.hosts : []
}

/** A host that a sync found, of which nothing but its place in an inventory told: that it left that is no proof. */
function unlisted({ ref }: HostTarget): readonly ProvisionedHost[] {
  const name = ref?.['name']
  if (ref?.['host'] === undefined || ref['job'] !== undefined || name === undefined) return []
  return [{ ref, name, facts: [], links: [] }]
}

/** With the id of its job, where a launch was sent and not answered: its request may still be under way. */
async function afterLaunch(
  instance: TowerInstance,
  target: HostTarget,
  ctx: OperationContext,
): Promise<HostTarget> {
  const { ref, hostId, action, offering } = target
  const isUnanswered = ref?.['after'] !== undefined && ref['job'] === undefined
  if (!isUnanswered || action === undefined || offering === undefined) return target
  const job = await soughtJob(instance, ctx, {
    kept: ref,
    ourId: ref['desktop_id'] ?? hostId,
    template: () => templateOf(instance, action, offering, ctx.signal),
  })
  return job === undefined ? target : { ...target, ref: { ...ref, job: String(job.id), type: job.type } }
}

/** What the host was asked for with, as it was stored; else as the server knows it. */
function argsOf(target: HostTarget, host: ProvisionedHost): JsonObject {
  const stored = target.raw?.['_broker_args'] ?? host.raw?.['_broker_args']
  return isJsonObject(stored) ? stored : {}
}

function nameless({ deps, config }: TowerInstance, host: ProvisionedHost): BrokerError {
  const where = instanceText({ provider: 'AnsibleTower', instance: deps.instance })
  const page = host.links[0]?.url
  return new BrokerError({
    code: 'PROVIDER',
    message: `The host has no name, and ${config.release_workflow} needs one. ${where} did not tell it${page === undefined ? '' : `: ${page}`}.`,
    hint: 'Remove the machine there, then forget the host here.',
    provider: 'AnsibleTower',
    instance: deps.instance,
  })
}
