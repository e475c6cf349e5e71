import { redactError, toErrorData } from '@shared/domain/error'
import type { ExecuteRequest, ExecutionResult } from '@shared/domain/execute'
import type { HostRef } from '@shared/domain/host'
import type { Json } from '@shared/lib/json'
import { redactText } from '@shared/lib/redact'
import type { ExecuteOrder } from '@main/providers/contract'
import { tryOpenArguments } from '@main/engine/argument-secrets'
import type { EngineDeps } from '@main/engine/deps'
import { settleLeftBehind, writeLeftBehind } from '@main/engine/left-behind'
import type { LeftBehind } from '@main/engine/left-behind'
import { notSupported } from '@main/engine/not-supported'
import { removalOf } from '@main/engine/operation'
import { writeOutcome } from '@main/tasks/outcome'
import type { LineJob } from '@main/tasks/runner'

/** Which line of which task executes. */
export interface ExecuteLine {
  readonly taskId: number
  readonly line: number
}

/**
 * The job of one execution. Its id and its last claim are on the line's mark, so that to take it up again after a crash
 * is to run it again: the provider goes on waiting for what the first run began.
 */
export function executeJob(deps: EngineDeps, line: ExecuteLine, request: ExecuteRequest): LineJob {
  const { tasks } = deps.inventory
  const { taskId } = line
  const executionId = tasks.mark(taskId, line.line)?.executionId ?? ''
  const opened = tryOpenArguments(deps.vault, request.arguments)
  const secrets = opened.ok ? opened.secrets : []
  const claimTo = (claim: HostRef | undefined): void => {
    tasks.changeLine(taskId, line.line, { mark: { claim } }, deps.clock.now())
  }
  const job: LineJob = {
    taskId,
    line: line.line,
    operationId: executionId,
    secrets,
    // What an earlier run had begun is told to stop, and cleans up.
    onNeverBegun: () => (wasBegun(deps, line) ? { ...job, isStopped: true } : undefined),
    async run(ctx) {
      if (!opened.ok) throw opened.error
      const order: ExecuteOrder = {
        hostId: executionId,
        action: request.action,
        offering: request.offering,
        arguments: opened.args,
        labels: { ...request.labels, ...deps.labelsOf(request.target) },
        origin: deps.origin,
        index: 1,
        count: 1,
        ...(request.artifacts === undefined ? {} : { artifacts: request.artifacts }),
      }
      const { pretend } = deps.registry.definition(request.target.provider)
      const like = { ...request, ...request.target, id: executionId, pretend }
      let left: LeftBehind | undefined
      let result: ExecutionResult
      try {
        const provider = deps.registry.get(request.target)
        if (provider.execute === undefined) throw notSupported(request.target, 'cannot execute')
        result = await provider.execute(order, tasks.mark(taskId, line.line)?.claim, {
          ...ctx,
          claim: claimTo,
          unclaim: () => claimTo(undefined),
          removal: ctx.forOperation(removalOf({ ...line, hostId: executionId })),
          leaveBehind(hosts, settle) {
            if (hosts.length > 0) left = writeLeftBehind(deps, { ...line, like }, hosts, settle)
          },
        })
      } catch (thrown) {
        const error = redactError(toErrorData(thrown), (text) => redactText(text, secrets))
        if (left !== undefined) await settleLeftBehind(deps, { ...line, like }, left, error, ctx)
        throw thrown
      }
      await writeOutcome(deps.clock, () =>
        tasks.changeLine(taskId, line.line, { result: masked(result, secrets) }, deps.clock.now()),
      )
      return result.exitCode === undefined ? 'Done' : `Ended with exit code ${result.exitCode}`
    },
  }
  return job
}

function wasBegun(deps: EngineDeps, line: ExecuteLine): boolean {
  const mark = deps.inventory.tasks.mark(line.taskId, line.line)
  return mark?.claim !== undefined || mark?.works !== undefined
}

/** What an execution returned, without the secrets that it was given. */
function masked(result: ExecutionResult, secrets: readonly string[]): ExecutionResult {
  const clean = (value: Json): Json => {
    if (typeof value === 'string') return redactText(value, secrets)
    if (Array.isArray(value)) return value.map(clean)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [redactText(name, secrets), clean(inner)]),
    )
  }
  const { output, artifacts, raw, exitCode } = result
  return {
    output: redactText(output, secrets),
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(artifacts === undefined ? {} : { artifacts: clean(artifacts) }),
    ...(raw === undefined
      ? {}
      : { raw: Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, clean(value)])) }),
  }
}
