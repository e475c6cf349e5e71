import { z } from 'zod'
import { BrokerError } from '@shared/domain/error'
import { instanceText } from '@shared/domain/provider'
import { nearest } from '@shared/lib/nearest'
import type { JsonObject } from '@shared/lib/json'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { Remembered } from './remembered'
import { variablesOf } from './values'

const flag = z.boolean().default(false)

const templateSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  /** Always a text: JSON, YAML or empty. */
  extra_vars: z.string().nullish(),
  organization: z.number().int().nullish(),
  inventory: z.number().int().nullish(),
  survey_enabled: flag,
  ask_variables_on_launch: flag,
  ask_inventory_on_launch: flag,
  ask_labels_on_launch: flag,
  summary_fields: z.object({ user_capabilities: z.object({ start: flag }).optional() }).default({}),
})

const surveySchema = z.object({
  spec: z.array(z.object({ variable: z.string(), type: z.string() })).default([]),
})

/** What a launch needs to know of its template. */
export interface Template {
  readonly id: number
  readonly name: string
  readonly kind: TemplateKind
  readonly ownVars: JsonObject
  readonly organization: number | undefined
  readonly inventory: number | undefined
  readonly asks: { readonly variables: boolean; readonly inventory: boolean; readonly labels: boolean }
  /** The survey's variables, and which of them are passwords. */
  readonly survey: { readonly variables: readonly string[]; readonly passwords: readonly string[] }
}

export type TemplateKind = 'workflow_job_templates' | 'job_templates'

const remembered = new Remembered<Template>()

/**
 * The template of an action by its exact name, remembered for a short time and looked up once for all that ask. Of
 * several with one name (in several organizations) the last one counts that the user may start. Throws `NOT_FOUND`
 * with the nearest names.
 */
export async function findTemplate(
  instance: TowerInstance,
  action: string,
  name: string,
  signal: AbortSignal,
): Promise<Template> {
  const kind = kindOfAction(action)
  return await remembered.get(instance, `${kind}/${name}`, signal, (shared) =>
    lookUp(instance, kind, name, shared),
  )
}

/** `workflow` and `job_template` are the actions that launch something. */
export function kindOfAction(action: string): TemplateKind {
  if (action === 'workflow') return 'workflow_job_templates'
  if (action === 'job_template') return 'job_templates'
  throw new BrokerError({
    code: 'NOT_SUPPORTED',
    message: `AnsibleTower has no action ${action}.`,
    hint: 'Use workflow or job_template.',
    provider: 'AnsibleTower',
  })
}

async function lookUp(
  instance: TowerInstance,
  kind: TemplateKind,
  name: string,
  signal: AbortSignal,
): Promise<Template> {
  const client = await instance.client(signal)
  const what = `find the ${nounOf(kind)} ${name}`
  const found = await client.pages(`${kind}/`, templateSchema, { signal, what, query: { name } })
  const startable = found.filter(({ summary_fields }) => summary_fields.user_capabilities?.start !== false)
  const template = startable.at(-1) ?? found.at(-1)
  if (template === undefined) throw await unknownTemplate(instance, kind, name, signal)
  const survey = template.survey_enabled
    ? await client.get(`${kind}/${template.id}/survey_spec/`, surveySchema, {
        signal,
        what: `read the survey of ${name}`,
      })
    : { spec: [] }
  return {
    id: template.id,
    name: template.name,
    kind,
    ownVars: variablesOf(template.extra_vars),
    organization: template.organization ?? undefined,
    inventory: template.inventory ?? undefined,
    asks: {
      variables: template.ask_variables_on_launch,
      inventory: template.ask_inventory_on_launch,
      labels: template.ask_labels_on_launch,
    },
    survey: {
      variables: survey.spec.map(({ variable }) => variable),
      passwords: survey.spec.filter(({ type }) => type === 'password').map(({ variable }) => variable),
    },
  }
}

async function unknownTemplate(
  instance: TowerInstance,
  kind: TemplateKind,
  name: string,
  signal: AbortSignal,
): Promise<BrokerError> {
  const client = await instance.client(signal)
  const all = await client.pages(`${kind}/`, z.object({ name: z.string() }), {
    signal,
    what: `list the names of what is near ${name}`,
  })
  const near = nearest(
    name,
    all.map((each) => each.name),
    3,
  )
  const where = instanceText({ provider: 'AnsibleTower', instance: instance.deps.instance })
  return new BrokerError({
    code: 'NOT_FOUND',
    message: `${where} has no ${nounOf(kind)} ${name}, or it may not be seen by this user.`,
    ...(near.length === 0 ? {} : { hint: `The nearest are ${near.join(', ')}.` }),
    provider: 'AnsibleTower',
    instance: instance.deps.instance,
  })
}

function nounOf(kind: TemplateKind): string {
  return kind === 'workflow_job_templates' ? 'workflow' : 'job template'
}
