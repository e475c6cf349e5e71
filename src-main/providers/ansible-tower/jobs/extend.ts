import { isJsonObject } from '@shared/lib/json'
import { BrokerError } from '@shared/domain/error'
import { instanceText } from '@shared/domain/provider'
import type { Extension, Lease } from '@shared/domain/lease'
import { assertNever } from '@shared/lib/assert-never'
import type {
  ExtendContext,
  ExtensionOutcome,
  HostTarget,
  OperationContext,
  ProvisionedHost,
} from '@main/providers/contract'
import { cancelled, throwIfCancelled } from '@main/providers/kit/cancel'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { afterCancel, cancelLoudly } from './clean-up'
import { launchForHost, requireSuccess } from './host-launch'
import { NEW_EXPIRE_TIME } from './latest-end'
import { leaseOf, momentOf } from './lease'
import { locate } from './locate'
import { markedJob } from './marked-job'
import { Mask } from './mask'
import { readTree } from './read-tree'
import { rideOut, rideOutIfBegun } from './ride-out'
import { planOf, runJob } from './run-job'
import type { Job } from './schemas'
import { cleanOperation, withCleanErrors } from './told'
import { leaves, type JobTree } from './tree'

/**
 * Runs the configured workflow for one host, with the host's name as `target_vm`, the time to add as `new_expire_time`
 * ("+" and seconds), and the labels of the settings. The new end is what the workflow tells in its artifacts, else what
 * the server's facts of the host say afterwards; where neither tells another end than before it stays unconfirmed. Who is
 * cancelled cancels the job, and is told the new end where that was faster.
 */
export async function extend(
  instance: TowerInstance,
  target: HostTarget,
  extension: Extension,
  ctx: ExtendContext,
): Promise<ExtensionOutcome> {
  const mask = new Mask(target.arguments)
  const told = cleanOperation(ctx, mask)
  return await withCleanErrors(ctx.signal, mask, async () => {
    const { extend_workflow: workflow } = instance.config
    let job: Job | undefined
    let before = target.lease
    try {
      throwIfCancelled(ctx.signal)
      ctx.plan([...planOf(workflow)])
      ctx.step(planOf(workflow)[0])
      job = await markedJob(instance, workflow, told)
      if (job === undefined) {
        const host = await hostOf(instance, target, told)
        // The end before the job that was launched earlier is the one that was known then.
        before = host.lease ?? target.lease
        const asked = askedOf(instance, extension, before)
        job = await begin(instance, { target, host, asked, labels: ctx.labels }, told)
      }
      const ended = await runJob(instance, told, job, { name: workflow })
      await requireSuccess(instance, ended, told, mask)
      return await outcomeOf(instance, { target, extension, before }, ended.tree, told)
    } catch (error) {
      if (!ctx.signal.aborted) throw error
      const outcome = await afterCancel(instance, told, async (signal) => {
        const alone = { ...told, signal }
        const begun = job ?? (await markedJob(instance, workflow, alone))
        const over = begun === undefined ? undefined : await cancelLoudly(instance, alone, begun)
        if (over?.status !== 'successful') return undefined
        // It was faster than the cancellation: the lease ends later.
        return await outcomeOf(
          instance,
          { target, extension, before },
          await readTree(instance, over, signal),
          alone,
        )
      })
      if (outcome === undefined) throw cancelled()
      return outcome
    }
  })
}

interface Begin {
  readonly target: HostTarget
  readonly host: ProvisionedHost
  readonly asked: Asked
  readonly labels: Readonly<Record<string, string>>
}

async function begin(
  instance: TowerInstance,
  { target, host, asked, labels }: Begin,
  ctx: OperationContext,
): Promise<Job> {
  if (asked.isLate) throw notLater(instance)
  return await launchForHost(instance, ctx, {
    workflow: instance.config.extend_workflow,
    target,
    host,
    ourId: ctx.operationId,
    keep: (mark) => ctx.mark(mark),
    labels,
    arguments: { target_vm: host.name ?? '', [NEW_EXPIRE_TIME]: asked.text },
  })
}

/** What was asked for whom, and the lease as it was before. */
interface Wish {
  readonly target: HostTarget
  readonly extension: Extension
  readonly before: Lease | undefined
}

/** What a job that succeeded came to. */
async function outcomeOf(
  instance: TowerInstance,
  { target, extension, before }: Wish,
  tree: JobTree,
  ctx: OperationContext,
): Promise<ExtensionOutcome> {
  const { endsAtMs } = askedOf(instance, extension, before)
  const told = toldLease(instance, tree)
  const isOther = told !== undefined && told.endsAtMs !== before?.endsAtMs
  const lease = isOther ? told : await laterLease(instance, target, before, ctx)
  return {
    ...(lease === undefined ? {} : { lease }),
    ...(endsAtMs === undefined ? {} : { askedEndsAtMs: endsAtMs }),
  }
}

async function hostOf(
  instance: TowerInstance,
  target: HostTarget,
  ctx: OperationContext,
): Promise<ProvisionedHost> {
  const located = await rideOutIfBegun(instance, ctx, () => locate(instance, target, ctx))
  const host = located.state === 'made' ? located.hosts[0] : undefined
  if (host?.name !== undefined) return host
  const where = instanceText({ provider: 'AnsibleTower', instance: instance.deps.instance })
  throw new BrokerError({
    code: 'NOT_FOUND',
    message:
      host === undefined
        ? `${target.hostname ?? target.name ?? 'The host'} is no longer at ${where}.`
        : `The host has no name, and ${instance.config.extend_workflow} needs one.`,
    hint: host === undefined ? 'Its lease may have ended.' : 'Extend it there.',
    provider: 'AnsibleTower',
    instance: instance.deps.instance,
  })
}

interface Asked {
  /** As the workflow gets it. */
  readonly text: string
  /** The end that this means, where the present end is known. */
  readonly endsAtMs: number | undefined
  /** The lease ends later than that already. */
  readonly isLate?: boolean
}

function askedOf(instance: TowerInstance, extension: Extension, before: Lease | undefined): Asked {
  switch (extension.kind) {
    case 'default': {
      const text = instance.config.new_expire_time
      const isAmount = text.startsWith('+')
      return {
        text,
        endsAtMs: isAmount && before === undefined ? undefined : momentOf(text, before?.endsAtMs ?? 0),
      }
    }
    case 'by': {
      const seconds = Math.ceil(extension.ms / 1000)
      return {
        text: `+${seconds}`,
        endsAtMs: before === undefined ? undefined : before.endsAtMs + seconds * 1000,
      }
    }
    case 'until': {
      // Without a known end the workflow counts from now.
      const fromMs = before?.endsAtMs ?? instance.deps.clock.now()
      const seconds = Math.ceil((extension.atMs - fromMs) / 1000)
      return { text: `+${seconds}`, endsAtMs: extension.atMs, isLate: seconds <= 0 }
    }
    default:
      return assertNever(extension, 'extension')
  }
}

function notLater({ deps }: TowerInstance): BrokerError {
  return new BrokerError({
    code: 'INVALID_INPUT',
    message: 'The lease ends later than that already.',
    hint: 'Say a later moment.',
    provider: 'AnsibleTower',
    instance: deps.instance,
  })
}

/**
 * The new end as the workflow tells it in its artifacts, in `_broker_facts` or beside them: that of the job that ran last
 * and tells one, for those before may have looked the old one up. Only a moment is an end: a length of time is what was
 * asked for, told back.
 */
function toldLease(instance: TowerInstance, tree: JobTree): Lease | undefined {
  for (const job of leaves(tree).toReversed()) {
    const artifacts = job.artifacts ?? undefined
    if (!isJsonObject(artifacts)) continue
    const facts = artifacts['_broker_facts']
    const { [NEW_EXPIRE_TIME]: _asked, ...told } = { ...artifacts, ...(isJsonObject(facts) ? facts : {}) }
    const lease = leaseOf(told, instance.config.lease_fields, { readAtMs: instance.deps.clock.now() })
    if (lease !== undefined) return lease
  }
  return undefined
}

/** The end according to the facts of the host, where it is another than before. */
async function laterLease(
  instance: TowerInstance,
  target: HostTarget,
  before: Lease | undefined,
  ctx: OperationContext,
): Promise<Lease | undefined> {
  const located = await rideOut(instance, ctx, () => locate(instance, target, ctx))
  const lease = located.state === 'made' ? located.hosts[0]?.lease : undefined
  return lease === undefined || lease.endsAtMs === before?.endsAtMs ? undefined : lease
}
