import { BrokerError, briefReason, redactError, toErrorData } from '@shared/domain/error'
import type { ErrorData } from '@shared/domain/error'
import { hostTitle } from '@shared/domain/host'
import { instanceText } from '@shared/domain/provider'
import { redactText } from '@shared/lib/redact'
import type { HostRecord, NewHost } from '@main/ports/inventory'
import type { LeftBehindSettlement, ProvisionedHost } from '@main/providers/contract'
import { changeHost } from '@main/engine/deps'
import type { EngineDeps } from '@main/engine/deps'
import { discard, leaveBehind, recordKept, toldOf } from '@main/engine/host-states'
import { look } from '@main/engine/look'
import { removalOf } from '@main/engine/operation'
import { targetOf } from '@main/engine/target'
import type { LineContext } from '@main/tasks/line-context'
import { writeOutcome } from '@main/tasks/outcome'

/** Which line left what kind of hosts. */
export interface LeavingLine {
  readonly taskId: number
  readonly line: number
  /** What the hosts are besides what is told of them; its id is that of the first, which may be wanted already. */
  readonly like: NewHost
}

/** What a line's check out told of before it failed. */
export interface LeftBehind {
  readonly hostIds: readonly string[]
  readonly settle: LeftBehindSettlement
}

const UNTIL_SETTLED = 'Left by a deployment that failed.'

/**
 * Writes hosts down that a failing check out made besides. Their ids follow from the wanted one's, so that a check out
 * that is taken up again tells of the same ones: what was settled meanwhile stays so.
 */
export function writeLeftBehind(
  deps: EngineDeps,
  line: LeavingLine,
  hosts: readonly ProvisionedHost[],
  settle: LeftBehindSettlement,
): LeftBehind {
  const { inventory, clock, publisher } = deps
  const hostIds = hosts.map((_, index) => (index === 0 ? line.like.id : `${line.like.id}-${index + 1}`))
  inventory.transaction(() => {
    for (const [index, told] of hosts.entries()) {
      const id = hostIds[index] ?? line.like.id
      const patch = { ...toldOf(told), problem: told.problem ?? UNTIL_SETTLED }
      const isThere = inventory.hosts.change(id, ['making', 'left_behind'], patch, undefined, clock.now())
      if (isThere || inventory.hosts.get(id) !== undefined) continue
      inventory.hosts.add(
        { ...likeness(line.like), id },
        { ...patch, state: 'left_behind' },
        { kind: 'left_behind', text: UNTIL_SETTLED, taskId: line.taskId },
        clock.now(),
      )
    }
  })
  publisher.publish('hosts.changed', { hostIds: [...hostIds] })
  return { hostIds, settle }
}

/** Only what makes a new host: the wanted one may have a name of its own. */
function likeness({
  provider,
  instance,
  pretend,
  action,
  offering,
  arguments: args,
  labels,
}: NewHost): Omit<NewHost, 'id'> {
  return { provider, instance, pretend, action, offering, arguments: args, labels }
}

/**
 * Does with the hosts that were left what was asked for. What is checked in is released within the line, the wanted
 * host last: until then the line is taken up again after a crash. What cannot be released stays to be settled.
 */
export async function settleLeftBehind(
  deps: EngineDeps,
  line: LeavingLine,
  left: LeftBehind,
  error: ErrorData,
  ctx: LineContext,
): Promise<void> {
  const problem = `Its deployment failed: ${briefReason(error)}`
  for (const hostId of left.hostIds.toReversed()) {
    const host = deps.inventory.hosts.get(hostId)
    if (host?.state !== 'making' && host?.state !== 'left_behind' && host?.state !== 'releasing') continue
    const at = { taskId: line.taskId, hostId }
    if (left.settle === 'check_in') {
      await release(deps, line, host, problem, ctx)
      continue
    }
    await writeOutcome(deps.clock, () => {
      if (host.state === 'making') leaveBehind(deps, at, problem)
      else changeHost(deps, hostId, ['left_behind'], { problem })
      if (left.settle !== 'keep') return
      changeHost(
        deps,
        hostId,
        ['left_behind'],
        { state: 'ready', problem, checkedOutAtMs: deps.clock.now() },
        { kind: 'kept', text: 'Kept, as the instance is configured', taskId: line.taskId },
      )
    })
  }
}

async function release(
  deps: EngineDeps,
  line: LeavingLine,
  host: HostRecord,
  problem: string,
  ctx: LineContext,
): Promise<void> {
  const { taskId } = line
  const { target, secrets } = targetOf(deps, host)
  const before = host.state
  ctx.step(`Check in ${hostTitle(host)}`)
  try {
    // As for any check in that was sent: it is waited for, also when the line was told to stop.
    const { signal } = new AbortController()
    const operation = ctx.forOperation(removalOf({ taskId, line: line.line, hostId: host.id }))
    await deps.registry.get(host).release(target, { ...operation, signal })
  } catch (thrown) {
    const why = redactError(toErrorData(thrown), (text) => redactText(text, secrets)).message
    ctx.log(`${hostTitle(host)} could not be checked in: ${why}`, 'error')
    const text = `${problem} Check in failed: ${why}`
    await writeOutcome(deps.clock, () => {
      if (before === 'making') leaveBehind(deps, { hostId: host.id, taskId }, text)
      else changeHost(deps, host.id, ['left_behind'], { problem: text })
    })
    return
  }
  await writeOutcome(deps.clock, () =>
    changeHost(
      deps,
      host.id,
      [before],
      { state: 'released', problem: null },
      { kind: 'released', text: 'Checked in, because its deployment failed', taskId },
    ),
  )
}

/**
 * Settles a left-behind host as kept, if it exists at the provider; false when nothing is there. What is there and
 * cannot be used keeps saying so. Throws `INVALID_INPUT` for what is still being made.
 */
export async function keepLeftBehind(deps: EngineDeps, hostId: string): Promise<boolean> {
  const host = deps.inventory.hosts.get(hostId)
  if (host?.state !== 'left_behind') return host?.state === 'ready'
  const found = await look(deps, host)
  const line = { hostId: host.id, ...(host.taskId === undefined ? {} : { taskId: host.taskId }) }
  if (found === 'gone') {
    discard(deps, line, `Nothing is at ${instanceText(host)}.`)
    return false
  }
  if (found.isUnfinished === true) throw unfinished(host)
  recordKept(deps, line, found, found.problem ?? (wasTold(host) ? host.problem : undefined))
  return true
}

function unfinished(host: HostRecord): BrokerError {
  return new BrokerError({
    code: 'INVALID_INPUT',
    message: `${hostTitle(host)} is still being made at ${instanceText(host)}.`,
    hint: 'Keep it when that is done, or check it in.',
  })
}

/** Whether the provider told of a finished host, and not only of something that was begun. */
export function wasTold(host: HostRecord): boolean {
  return host.hostname !== undefined || host.name !== undefined || host.raw !== undefined
}
