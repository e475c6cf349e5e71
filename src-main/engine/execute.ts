import type { ExecuteRequest } from '@shared/domain/execute'
import type { Task } from '@shared/domain/task'
import type { LineMark } from '@main/ports/inventory'
import { requireAction } from '@main/engine/actions'
import { sealRequest } from '@main/engine/argument-secrets'
import type { EngineDeps } from '@main/engine/deps'
import { executeJob } from '@main/engine/execute-line'
import { countNick } from '@main/engine/nick-uses'

/**
 * Starts an execution and answers its task at once: one line, about no host. Its id is with the line before anything is
 * asked of the provider; with `begun`, the mark of an earlier one, that one is taken up.
 *
 * Throws `CONFIG` or `NOT_FOUND` for an instance that cannot be used and `INVALID_INPUT` for an unknown action.
 */
export function startExecute(
  deps: EngineDeps,
  request: ExecuteRequest,
  retryOf?: number,
  begun?: LineMark,
): Task {
  requireAction(deps.registry.definition(request.target.provider), request.action, 'execute')
  // Fails now, with the person still on the form, if the instance is unknown or its configuration unusable.
  deps.registry.get(request.target)
  const sealed = sealRequest(deps.vault, request, deps.newId)
  const task = deps.inventory.tasks.create(
    {
      title: `Run ${request.offering}`,
      provider: request.target.provider,
      instance: request.target.instance,
      request: { kind: 'execute', request: sealed },
      ...(retryOf === undefined ? {} : { retryOf }),
      lines: [
        {
          title: request.offering,
          status: { state: 'queued' },
          mark: begun ?? { executionId: deps.newId() },
        },
      ],
    },
    deps.clock.now(),
  )
  if (retryOf === undefined) countNick(deps, request)
  deps.publisher.publish('tasks.changed', { taskIds: [task.id] })
  deps.runner.enqueue([executeJob(deps, { taskId: task.id, line: 1 }, sealed)])
  return task
}
