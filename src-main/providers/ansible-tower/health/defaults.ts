import { z } from 'zod'
import { toErrorData } from '@shared/domain/error'
import type { HealthItem } from '@shared/domain/provider'
import { nearest } from '@shared/lib/nearest'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { findInventory } from '@main/providers/ansible-tower/inventories'
import { findTemplate } from '@main/providers/ansible-tower/templates'
import type { Findings } from './findings'

/** Whether the configured inventory may be used. */
export async function inventoryFindings(instance: TowerInstance, signal: AbortSignal): Promise<Findings> {
  const { inventory } = instance.config
  if (inventory === undefined) return { items: [] }
  try {
    const { name, id } = await findInventory(instance, inventory, signal, 'inventory')
    return { items: [{ level: 'ok', title: `Inventory ${name}`, detail: `Id ${id}` }] }
  } catch (error) {
    if (signal.aborted) throw error
    const { message, hint } = toErrorData(error)
    return {
      items: [{ level: 'warn', title: message, ...(hint === undefined ? {} : { detail: hint }) }],
      lacks: ['does not see the inventory'],
    }
  }
}

interface Duty {
  readonly field: 'release_workflow' | 'extend_workflow'
  readonly used: string
  readonly lack: string
  readonly consequence: string
}

const DUTIES: readonly Duty[] = [
  {
    field: 'release_workflow',
    used: 'Used to check in',
    lack: 'cannot check in',
    consequence: 'Hosts of this instance cannot be checked in.',
  },
  {
    field: 'extend_workflow',
    used: 'Used to extend',
    lack: 'cannot extend',
    consequence: 'Leases of this instance cannot be extended.',
  },
]

/** Whether the workflows for checking in and extending are there and may be started. */
export async function workflowFindings(instance: TowerInstance, signal: AbortSignal): Promise<Findings> {
  const all = await Promise.all(DUTIES.map((duty) => dutyFindings(instance, duty, signal)))
  return {
    items: all.flatMap(({ items }) => items),
    fixes: all.flatMap(({ fixes = [] }) => fixes),
    lacks: all.flatMap(({ lacks = [] }) => lacks),
  }
}

async function dutyFindings(instance: TowerInstance, duty: Duty, signal: AbortSignal): Promise<Findings> {
  const name = instance.config[duty.field]
  const warn = (title: string, detail = duty.consequence): HealthItem => ({ level: 'warn', title, detail })
  try {
    await findTemplate(instance, 'workflow', name, signal)
    return { items: [{ level: 'ok', title: `May run ${name}`, detail: duty.used }] }
  } catch (error) {
    const { code, message, hint } = toErrorData(error)
    if (code === 'PERMISSION') return { items: [warn(`May not run ${name}`)], lacks: [duty.lack] }
    if (code === 'INVALID_INPUT') return { items: [warn(message, hint)], lacks: [duty.lack] }
    if (code !== 'NOT_FOUND') throw error
  }
  const near = await nearestWorkflow(instance, name, signal)
  return {
    items: [warn(`No workflow named ${name}`)],
    lacks: [duty.lack],
    fixes:
      near === undefined
        ? []
        : [
            {
              title: `Use ${near}`,
              detail: `There is no workflow named ${name}, but ${near}. ${duty.used}.`,
              config: { [duty.field]: near },
            },
          ],
  }
}

/** A workflow whose name is so near that it may well be meant. */
async function nearestWorkflow(
  instance: TowerInstance,
  name: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const client = await instance.client(signal)
  const what = 'list the names of the workflows'
  const named = z.object({ name: z.string() })
  const query = { role_level: 'execute_role' }
  const all = await client.pages('workflow_job_templates/', named, { signal, what, query })
  const names = all.map((each) => each.name)
  return nearest(name, names, 1, Math.max(2, Math.floor(name.length / 3)))[0]
}
