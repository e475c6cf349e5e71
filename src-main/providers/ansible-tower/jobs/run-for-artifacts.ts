import type { Artifacts } from '@shared/domain/execute'
import type { JsonObject } from '@shared/lib/json'
import type { CallContext, OperationContext } from '@main/providers/contract'
import { cancelled } from '@main/providers/kit/cancel'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { artifactsOf, type JobArtifacts } from './artifacts'
import { cancelJob } from './cancel-job'
import { requireSuccess } from './host-launch'
import { launch } from './launch'
import { launchParts, takenVars } from './launch-body'
import { Mask } from './mask'
import { settledTree } from './read-tree'
import { runJob } from './run-job'
import { templateOf } from './template'
import { withCleanErrors } from './told'

/** A workflow that is run for what it answers, as lists of templates and flavours are. */
interface Question {
  readonly workflow: string
  readonly arguments?: JsonObject
  readonly artifacts?: Artifacts
}

/** Runs a workflow and answers its artifacts. Nothing is written down of it: who is cancelled cancels the job. */
export async function runForArtifacts(
  instance: TowerInstance,
  { workflow, arguments: args = {}, artifacts = 'merge' }: Question,
  { signal }: CallContext,
): Promise<JobArtifacts> {
  const mask = new Mask(args)
  return await withCleanErrors(signal, mask, async () => {
    const ctx = untold(
      signal,
      `${workflow}-${instance.deps.clock.now()}-${Math.random().toString(36).slice(2)}`,
    )
    const template = await templateOf(instance, 'workflow', workflow, signal)
    const origin = `broker-desktop:${instance.deps.userName}`
    const { vars } = launchParts({ template, ourId: ctx.operationId, origin, arguments: args, labels: {} })
    const job = await launch(instance, ctx, {
      template,
      ourId: ctx.operationId,
      vars: takenVars(template, vars),
      keep: () => undefined,
    })
    try {
      const ended = await runJob(instance, ctx, job, { name: workflow })
      await requireSuccess(instance, ended, ctx, mask)
      return artifactsOf(await settledTree(instance, ended.tree, signal), artifacts)
    } catch (error) {
      if (!signal.aborted) throw error
      await cancelJob(instance, untold(new AbortController().signal, ctx.operationId), job)
      throw cancelled()
    }
  })
}

/** A context that nobody looks at. */
function untold(signal: AbortSignal, operationId: string): OperationContext {
  return {
    signal,
    operationId,
    marked: undefined,
    mark: () => undefined,
    plan: () => undefined,
    step: () => undefined,
    progress: () => undefined,
    log: () => undefined,
    link: () => undefined,
    steps: () => undefined,
    ignored: () => undefined,
    reconnecting: () => undefined,
  }
}
