import { BrokerError, toErrorData } from '@shared/domain/error'
import type { Listed, ListedDetail } from '@shared/domain/provider'
import { isJsonObject, type Json, type JsonObject } from '@shared/lib/json'
import { nearest, nearestText } from '@shared/lib/nearest'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { Remembered } from '@main/providers/ansible-tower/jobs/remembered'

/** What a site tells by a workflow of its own: which templates and flavours its deployments take. */
export interface SiteList {
  readonly workflow: string
  /** Under `data_out` in the artifacts. */
  readonly key: string
  readonly noun: string
}

interface Entry {
  readonly name: string
  readonly values: JsonObject
}

const remembered = new Remembered<readonly Entry[]>()

/** Runs the workflow and answers its list. Throws `NOT_SUPPORTED` where the site has no such workflow. */
export async function listOfSite(
  instance: TowerInstance,
  list: SiteList,
  signal: AbortSignal,
): Promise<readonly Listed[]> {
  return (await entriesOf(instance, list, signal)).map(toListed)
}

/** One entry of the list. Throws `NOT_FOUND` with the nearest names. */
export async function showOfSite(
  instance: TowerInstance,
  list: SiteList,
  name: string,
  signal: AbortSignal,
): Promise<ListedDetail> {
  const entries = await entriesOf(instance, list, signal)
  const entry = entries.find((each) => each.name === name)
  if (entry !== undefined) {
    const facts = Object.entries(entry.values).map(([label, value]) => ({ label, value: textOf(value) }))
    return { ...toListed(entry), facts, links: [], raw: entry.values }
  }
  const names = entries.map((each) => each.name)
  const hint = nearestText(nearest(name, names, 3))
  throw new BrokerError({
    code: 'NOT_FOUND',
    message: `There is no ${list.noun} ${name}.`,
    ...(hint === undefined ? {} : { hint }),
    provider: 'AnsibleTower',
    instance: instance.deps.instance,
  })
}

async function entriesOf(
  instance: TowerInstance,
  list: SiteList,
  signal: AbortSignal,
): Promise<readonly Entry[]> {
  return await remembered.get(instance, list.workflow, signal, async (shared) => {
    try {
      const { runForArtifacts } = await import('@main/providers/ansible-tower/jobs')
      const question = { workflow: list.workflow, artifacts: 'last' } as const
      return entriesIn(await runForArtifacts(instance, question, { signal: shared }), list.key)
    } catch (error) {
      if (toErrorData(error).code !== 'NOT_FOUND') throw error
      throw new BrokerError({
        code: 'NOT_SUPPORTED',
        message: `This server has no workflow ${list.workflow}, which lists ${list.noun}s.`,
        hint: 'Its administrator can make one that leaves the list in its artifacts.',
        provider: 'AnsibleTower',
        instance: instance.deps.instance,
      })
    }
  })
}

/**
 * The entries of a list in the artifacts of a job: `data_out.<key>`, as names, as objects with a name, or as an object
 * by name.
 */
export function entriesIn(artifacts: Json, key: string): readonly Entry[] {
  const all = isJsonObject(artifacts) ? artifacts : {}
  const out = isJsonObject(all['data_out']) ? all['data_out'] : all
  const list = out[key] ?? all[key]
  if (isJsonObject(list))
    return Object.entries(list).map(([name, value]) => ({ name, values: objectOf(value) }))
  return Array.isArray(list) ? list.map(entryOf) : []
}

function entryOf(value: Json): Entry {
  if (!isJsonObject(value)) return { name: textOf(value), values: {} }
  const { name, ...values } = value
  return { name: textOf(name ?? value['id'] ?? value), values }
}

function objectOf(value: Json): JsonObject {
  return isJsonObject(value) ? value : { value }
}

function toListed({ name, values }: Entry): Listed {
  const { description, ...rest } = values
  const detail = Object.entries(rest)
    .filter(([, value]) => typeof value !== 'object')
    .map(([label, value]) => `${label} ${textOf(value)}`)
    .join(', ')
  return {
    name,
    ...(typeof description === 'string' && description !== '' ? { description } : {}),
    ...(detail === '' ? {} : { detail }),
  }
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
