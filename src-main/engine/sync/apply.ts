import type { InstanceId } from '@shared/domain/provider'
import { instanceText } from '@shared/domain/provider'
import type { SyncScope } from '@shared/domain/sync'
import type { Task } from '@shared/domain/task'
import type { NewHostEvent } from '@main/ports/inventory'
import { sealArguments } from '@main/engine/argument-secrets'
import type { EngineDeps } from '@main/engine/deps'
import { toldOf } from '@main/engine/host-states'
import { patchOf } from '@main/engine/sync/changes'
import type { PlannedRow } from '@main/engine/sync/diff'

/** What a row came to. */
type Applied = 'new' | 'changed' | 'gone' | 'skipped'

/**
 * Writes the chosen rows in one transaction, each only if its host still stands where the preview found it, and a task
 * as the history of it.
 */
export function applyRows(
  deps: EngineDeps,
  target: InstanceId,
  scope: SyncScope,
  rows: readonly PlannedRow[],
): Task {
  const { inventory, clock, publisher } = deps
  const nowMs = clock.now()
  const changed: string[] = []
  const task = inventory.transaction(() => {
    const created = inventory.tasks.create(
      {
        title: `Sync ${instanceText(target)}`,
        ...target,
        request: { kind: 'sync', target, scope },
        lines: [{ title: instanceText(target), status: { state: 'running' } }],
      },
      nowMs,
    )
    const underWay = inventory.tasks.hostsBeingExtended()
    const outcomes = rows.map((planned) => {
      const host = planned.host
      const isBusy = host !== undefined && underWay.has(host.id)
      const outcome = isBusy ? 'skipped' : applyRow(deps, target, planned, created.id, changed)
      return { title: planned.row.title, outcome }
    })
    inventory.tasks.appendLog(
      created.id,
      outcomes.map(({ title, outcome }) => ({
        line: 1,
        atMs: nowMs,
        level: outcome === 'skipped' ? 'warn' : 'info',
        text: `${title}: ${WORDS[outcome]}`,
      })),
    )
    const message = summary(outcomes.map(({ outcome }) => outcome))
    inventory.tasks.changeLine(created.id, 1, { status: { state: 'succeeded' }, message }, nowMs)
    return created
  })
  publisher.publish('tasks.changed', { taskIds: [task.id] })
  publisher.publish('hosts.changed', { hostIds: changed })
  return task
}

const WORDS: Readonly<Record<Applied, string>> = {
  new: 'added',
  changed: 'updated',
  gone: 'taken out, gone at the provider',
  skipped: 'left as it is, because it has changed since it was compared',
}

/** "2 new, 1 changed, 1 gone". */
function summary(outcomes: readonly Applied[]): string {
  return (['new', 'changed', 'gone', 'skipped'] as const)
    .map((kind) => [outcomes.filter((outcome) => outcome === kind).length, kind] as const)
    .filter(([n]) => n > 0)
    .map(([n, kind]) => `${n} ${kind}`)
    .join(', ')
}

function applyRow(
  deps: EngineDeps,
  target: InstanceId,
  { row, listed, host }: PlannedRow,
  taskId: number,
  changed: string[],
): Applied {
  const { hosts } = deps.inventory
  const nowMs = deps.clock.now()
  if (host === undefined) {
    if (listed === undefined) return 'skipped'
    const isFree = listed.hostId !== undefined && hosts.get(listed.hostId) === undefined
    const id = isFree ? listed.hostId : deps.newId()
    const { pretend } = deps.registry.definition(target.provider)
    const { action, offering } = listed
    const args = sealArguments(deps.vault, listed.arguments, [], deps.newId)
    hosts.add(
      { ...target, id, pretend, action, offering, arguments: args, labels: {} },
      { ...toldOf(listed), state: 'ready', problem: listed.problem ?? null, checkedOutAtMs: nowMs },
      { kind: 'synced', text: `Found at ${instanceText(target)}`, taskId },
      nowMs,
    )
    changed.push(id)
    return 'new'
  }
  const isGone = row.kind === 'gone'
  const event: NewHostEvent = isGone
    ? { kind: 'gone', text: `Gone at ${instanceText(target)}`, taskId }
    : { kind: 'synced', text: `Updated from ${instanceText(target)}`, taskId }
  const patch = isGone ? { state: 'released' as const } : listed === undefined ? {} : patchOf(host, listed)
  const isWritten = hosts.change(host.id, ['ready'], patch, event, nowMs)
  if (!isWritten) return 'skipped'
  changed.push(host.id)
  return isGone ? 'gone' : 'changed'
}
