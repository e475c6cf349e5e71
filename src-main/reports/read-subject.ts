import { setImmediate } from 'node:timers/promises'
import { BrokerError } from '@shared/domain/error'
import type { ReportAbout } from '@shared/domain/written-report'
import { askedSources } from '@main/engine/asked-sources'
import type { Inventory } from '@main/ports/inventory'
import type { ReportedHost, Subject } from './subject'

/** So many hosts are read before others get their turn: a large inventory must not hold up the window. */
const AT_ONCE = 100

/**
 * Reads what a report is about. Throws `NOT_FOUND` for a task that is not there, and when none of the hosts is known;
 * hosts that were given back are known all the same.
 */
export async function readSubject(inventory: Inventory, about: ReportAbout, nowMs: number): Promise<Subject> {
  switch (about.kind) {
    case 'task': {
      const task = inventory.tasks.get(about.taskId)
      if (task === undefined) {
        throw new BrokerError({ code: 'NOT_FOUND', message: `There is no task ${about.taskId}.` })
      }
      // Those of its lines first; then what it left behind, found or forgot.
      const ids = new Set([
        ...task.lines.flatMap((line) => line.hostId ?? []),
        ...inventory.reports.hostIdsOf(task.id),
      ])
      return { about: 'task', task, hosts: await readHosts(inventory, [...ids]) }
    }
    case 'hosts': {
      const hosts = await readHosts(inventory, about.hostIds)
      if (hosts.length > 0) return { about: 'hosts', hosts }
      throw new BrokerError({
        code: 'NOT_FOUND',
        message: 'None of these hosts is in the inventory.',
        hint: 'Choose other hosts.',
      })
    }
    case 'inventory': {
      const ids = inventory.hosts.ids({ filter: {}, sort: { by: 'name', descending: false }, nowMs })
      return { about: 'inventory', hosts: await readHosts(inventory, ids) }
    }
  }
}

async function readHosts(inventory: Inventory, ids: readonly string[]): Promise<readonly ReportedHost[]> {
  const sourcesOf = askedSources(inventory)
  const hosts: ReportedHost[] = []
  for (const [index, id] of ids.entries()) {
    if (index > 0 && index % AT_ONCE === 0) await setImmediate()
    const host = inventory.hosts.get(id)
    if (host === undefined) continue
    const events = inventory.hosts.events(id)
    hosts.push({ host, events, sources: sourcesOf(events) })
  }
  return hosts
}
