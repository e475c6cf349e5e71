import type { HostRef } from '@shared/domain/host'
import type { ExecutionResult } from '@shared/domain/execute'
import type { Json, JsonObject } from '@shared/lib/json'
import type { CheckoutContext, ExecuteOrder } from '@main/providers/contract'
import { cancelled, throwIfCancelled } from '@main/providers/kit/cancel'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { artifactsOf } from './artifacts'
import { beginOrder, earlierLaunch } from './begin'
import { cancelExecution } from './clean-up'
import { requireSuccess } from './host-launch'
import { Mask } from './mask'
import { tellRest } from './output'
import { settledTree } from './read-tree'
import { rideOut } from './ride-out'
import { planOf, runJob, type Ended } from './run-job'
import type { Job } from './schemas'
import { cleanCheckout, withCleanErrors } from './told'
import { leaves } from './tree'
import { variablesOf } from './values'

/**
 * Launches a workflow or job template and answers what it printed, its job, and the artifacts that were asked for. Its
 * output is told while it runs. A job that fails throws with the server's reason; AWX has no exit code but that.
 */
export async function execute(
  instance: TowerInstance,
  order: ExecuteOrder,
  claimed: HostRef | undefined,
  ctx: CheckoutContext,
): Promise<ExecutionResult> {
  if (claimed === undefined) throwIfCancelled(ctx.signal)
  const mask = new Mask(order.arguments)
  const told = cleanCheckout(ctx, mask)
  return await withCleanErrors(ctx.signal, mask, async () => {
    const [launchName, runName] = planOf(order.offering)
    ctx.plan([launchName, runName])
    ctx.step(launchName)
    let begun: Job | undefined
    try {
      throwIfCancelled(ctx.signal)
      begun = await earlierLaunch(instance, order, claimed, told)
      const job = (begun ??= await beginOrder(instance, order, told, mask))
      mask.learnFrom(job.extra_vars)
      throwIfCancelled(ctx.signal)
      const ended = await runJob(instance, told, job, { name: order.offering, eager: true })
      await tellRest(instance, ended, playbookJobs(ended), told)
      await requireSuccess(instance, ended, told, mask).catch((error: unknown) => {
        if (!ctx.signal.aborted) ctx.unclaim()
        throw error
      })
      const result = await resultOf(instance, order, ended, mask, told)
      ctx.unclaim()
      return result
    } catch (error) {
      if (!ctx.signal.aborted) throw error
      if (begun !== undefined || claimed !== undefined)
        await cancelExecution(instance, begun, order, claimed, told)
      throw cancelled()
    }
  })
}

async function resultOf(
  instance: TowerInstance,
  order: ExecuteOrder,
  ended: Ended,
  mask: Mask,
  ctx: CheckoutContext,
): Promise<ExecutionResult> {
  const output = await outputOf(instance, ended, ctx)
  const raw = mask.json(rawOf(ended.job))
  if (order.artifacts === undefined) return { output: mask.text(output), raw }
  const tree = await rideOut(instance, ctx, () => settledTree(instance, ended.tree, ctx.signal))
  const artifacts = artifactsOf(tree, order.artifacts)
  const shown: Json = typeof artifacts === 'string' ? artifacts : mask.json(artifacts)
  return { output: mask.text(output), artifacts: shown, raw }
}

function playbookJobs({ tree }: Ended): readonly Job[] {
  return leaves(tree).filter((job) => job.type === 'job')
}

/** What was printed: of one job as it is, of the jobs of a workflow one after the other, each under its name. */
async function outputOf(instance: TowerInstance, ended: Ended, ctx: CheckoutContext): Promise<string> {
  const jobs = playbookJobs(ended)
  const texts = await Promise.all(
    jobs.map(async (job) => {
      const text = await rideOut(instance, ctx, () => stdoutOf(instance, job, ctx.signal))
      return ended.tree.job.type === 'workflow_job' ? `${job.name} (job ${job.id})\n${text}` : text
    }),
  )
  return texts.join('\n\n')
}

async function stdoutOf(instance: TowerInstance, job: Job, signal: AbortSignal): Promise<string> {
  const client = await instance.client(signal)
  const options = { signal, what: `read the output of job ${job.id}` }
  const text = await client.text(`jobs/${job.id}/stdout/`, { ...options, query: { format: 'txt' } })
  // An output of more than 1 MiB is not displayed, and only given for download.
  if (!text.startsWith('Standard Output too large to display')) return text
  return await client.text(`jobs/${job.id}/stdout/`, { ...options, query: { format: 'txt_download' } })
}

/** The job as it is shown: what ran, how it stands, with which variables. */
function rawOf(job: Job): JsonObject {
  return {
    id: job.id,
    type: job.type,
    name: job.name,
    status: job.status,
    created: job.created,
    started: job.started ?? null,
    finished: job.finished ?? null,
    job_explanation: job.job_explanation ?? '',
    inventory: job.summary_fields.inventory?.name ?? null,
    extra_vars: variablesOf(job.extra_vars),
    labels: (job.summary_fields.labels?.results ?? []).map(({ name }) => name),
  }
}
