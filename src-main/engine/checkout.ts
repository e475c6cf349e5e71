import type { CheckoutRequest } from '@shared/domain/checkout'
import type { Task } from '@shared/domain/task'
import { count } from '@shared/lib/words'
import type { NewHost } from '@main/ports/inventory'
import { requireAction } from '@main/engine/actions'
import { sealRequest } from '@main/engine/argument-secrets'
import { checkoutJob } from '@main/engine/checkout-line'
import type { EngineDeps } from '@main/engine/deps'
import { countNick } from '@main/engine/nick-uses'

/**
 * Starts a check out of `request.count` hosts and answers its task at once. The task and the hosts it wants are in
 * the inventory before anything is asked of the provider, and each host is a line and a job of its own, so that one
 * failure of N keeps the N-1. The first of them are the `unfinished` ones, left behind by an earlier task with a claim
 * and no more: what was begun for them is taken up.
 *
 * Throws `CONFIG` or `NOT_FOUND` for an instance that cannot be used and `INVALID_INPUT` for an unknown action.
 */
export function startCheckout(
  deps: EngineDeps,
  request: CheckoutRequest,
  retryOf?: number,
  unfinished: readonly string[] = [],
): Task {
  const definition = deps.registry.definition(request.target.provider)
  requireAction(definition, request.action, 'checkout')
  // Fails now, with the person still on the form, if the instance is unknown or its configuration unusable.
  deps.registry.get(request.target)

  const sealed = sealRequest(deps.vault, request, deps.newId)
  const labels = { ...request.labels, ...deps.labelsOf(request.target) }
  const wanted = (): NewHost => ({
    id: deps.newId(),
    provider: request.target.provider,
    instance: request.target.instance,
    pretend: definition.pretend,
    action: request.action,
    offering: request.offering,
    arguments: sealed.arguments,
    labels,
    ...(request.nick === undefined ? {} : { nick: request.nick }),
  })
  const task = deps.inventory.transaction(() => {
    const taken = unfinished.filter((id) => deps.inventory.hosts.get(id)?.state === 'left_behind')
    const line = { title: request.offering, status: { state: 'queued' as const } }
    const created = deps.inventory.tasks.create(
      {
        title: `Check out ${request.offering}${request.count === 1 ? '' : `, ${count(request.count, 'host')}`}`,
        provider: request.target.provider,
        instance: request.target.instance,
        request: { kind: 'checkout', request: sealed },
        ...(retryOf === undefined ? {} : { retryOf }),
        lines: Array.from({ length: request.count }, (_, index) => {
          const hostId = taken[index]
          return hostId === undefined ? { ...line, host: wanted() } : { ...line, hostId }
        }),
      },
      deps.clock.now(),
    )
    for (const hostId of taken) takeUp(deps, created.id, hostId)
    return created
  })
  if (retryOf === undefined) countNick(deps, request)
  const hostIds = task.lines.flatMap((line) => line.hostId ?? [])
  deps.publisher.publish('tasks.changed', { taskIds: [task.id] })
  deps.publisher.publish('hosts.changed', { hostIds })
  deps.runner.enqueue(
    task.lines.flatMap((line) =>
      line.hostId === undefined
        ? []
        : checkoutJob(deps, {
            taskId: task.id,
            line: line.line,
            count: task.lines.length,
            hostId: line.hostId,
          }),
    ),
  )
  return task
}

function takeUp({ inventory, clock }: EngineDeps, taskId: number, hostId: string): void {
  const event = { kind: 'resumed' as const, text: 'Taken up again', taskId }
  inventory.hosts.change(hostId, ['left_behind'], { state: 'making', problem: null }, event, clock.now())
}
