import { isDeepStrictEqual } from 'node:util'
import { toErrorData } from '@shared/domain/error'
import { isJsonObject, type Json, type JsonObject } from '@shared/lib/json'
import type { CheckoutOrder, OperationContext } from '@main/providers/contract'
import {
  argumentOf,
  INVENTORY_ARGUMENT,
  PROMPTS,
  type Prompt,
} from '@main/providers/ansible-tower/form/prompts'
import { ENCRYPTED } from '@main/providers/ansible-tower/form/survey'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { orderParts } from './order-launch'
import type { Job } from './schemas'
import { templateOf, type Template } from './template'
import { variablesOf } from './values'

/** What a launch said; inventory and resources by their ids, or as a person says them. */
export interface Said {
  readonly template: Template
  readonly vars: JsonObject
  readonly prompts?: JsonObject
  readonly inventory?: number | string | undefined
  /** Arguments that were not sent because the template does not take them. */
  readonly leftOut?: readonly string[]
}

/** A job, with what the answer to its launch says beside it. */
export type LaunchedJob = Job & { readonly ignored_fields?: JsonObject }

/**
 * Tells which arguments of a launch its job does not have: as the launch was answered, where it was. A workflow refuses
 * what it does not ask for, and takes no notice of what no workflow knows.
 */
export function tellIgnored(
  ctx: Pick<OperationContext, 'log' | 'ignored'>,
  job: LaunchedJob,
  said: Said,
): void {
  const { template, leftOut = [] } = said
  const isTold = job.ignored_fields !== undefined && template.tellsIgnored
  const names = [...leftOut, ...(isTold ? namesOf(job.ignored_fields ?? {}) : missingIn(job, said))]
  if (names.length === 0) return
  ctx.log(`${template.name} ignores: ${names.join(', ')}.`, 'warn')
  ctx.ignored(names)
}

/**
 * The same of a launch of an earlier run, whose answer may have been lost with it. Never rejects: that it cannot be told
 * does not keep anybody from the job.
 */
export async function tellIgnoredAgain(
  instance: TowerInstance,
  ctx: Pick<OperationContext, 'log' | 'ignored' | 'signal'>,
  job: Job,
  order: CheckoutOrder,
): Promise<void> {
  try {
    const template = await templateOf(instance, order.action, order.offering, ctx.signal)
    const { vars, ...said } = orderParts(instance, order, template)
    tellIgnored(ctx, job, { template, vars, ...said })
  } catch (error) {
    const { message } = toErrorData(error)
    instance.deps.logger.info('What an earlier launch ignored is not known.', { job: job.id, message })
  }
}

/** The arguments that the answer to a launch names; our own variables are of no interest to anybody. */
function namesOf(ignored: JsonObject): readonly string[] {
  return Object.entries(ignored).flatMap(([name, value]) => {
    if (name !== 'extra_vars') return [argumentOf(name)]
    return ofPeople(
      Object.keys(typeof value === 'string' ? variablesOf(value) : isJsonObject(value) ? value : {}),
    )
  })
}

/** The arguments that the template does not ask for, and that the job does not have all the same. */
function missingIn(job: Job, { template: { asks }, vars, prompts = {}, inventory }: Said): readonly string[] {
  const taken = variablesOf(job.extra_vars)
  const hasVar = (name: string): boolean =>
    taken[name] === ENCRYPTED || isDeepStrictEqual(taken[name], vars[name])
  const place = { id: job.inventory, name: job.summary_fields.inventory?.name }
  return [
    ...(asks.variables ? [] : ofPeople(Object.keys(vars).filter((name) => !hasVar(name)))),
    ...(inventory === undefined || asks.inventory || isSaid(inventory, place) ? [] : [INVENTORY_ARGUMENT]),
    ...PROMPTS.flatMap(({ argument, wire }) => {
      const value = prompts[wire]
      return value === undefined || asks.prompts.has(wire) || shows(job, wire, value) ? [] : [argument]
    }),
  ]
}

function ofPeople(variables: readonly string[]): readonly string[] {
  return variables.filter((name) => !name.startsWith('_broker_') && name !== 'provider_labels')
}

/** Whether a job has what was said of a prompt. Instance groups are not shown by any. */
function shows(job: Job, wire: Prompt['wire'], value: Json): boolean {
  const { credentials = [], execution_environment: environment } = job.summary_fields
  switch (wire) {
    case 'credentials':
      return Array.isArray(value) && value.every((one) => credentials.some((entry) => isSaid(one, entry)))
    case 'execution_environment':
      return isSaid(value, { id: job.execution_environment, name: environment?.name })
    case 'instance_groups':
      return false
    default:
      return (typeof value === 'string' ? value.trim() : value) === (job[wire] ?? '')
  }
}

function isSaid(
  said: Json,
  { id, name }: { readonly id?: number | null | undefined; readonly name?: string | undefined },
): boolean {
  if (id === null || id === undefined) return false
  return said === id || said === String(id) || (name !== undefined && said === name)
}
