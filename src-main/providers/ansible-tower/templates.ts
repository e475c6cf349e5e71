import { BrokerError } from '@shared/domain/error'
import { instanceText } from '@shared/domain/provider'
import { nearest, nearestText } from '@shared/lib/nearest'
import type { TowerInstance } from './instance'
import {
  listedTemplateSchema,
  surveySchema,
  templateSchema,
  type ListedTemplate,
  type Question,
  type RawTemplate,
} from './schemas/templates'

/** The actions, by Broker's names for them. */
export type ActionName = 'workflow' | 'job_template'

/** What an action launches: the collection of the API, and what one of it is called. */
export interface TemplateKind {
  readonly action: ActionName
  readonly collection: 'workflow_job_templates/' | 'job_templates/'
  readonly noun: string
}

const KINDS: readonly TemplateKind[] = [
  { action: 'workflow', collection: 'workflow_job_templates/', noun: 'workflow' },
  { action: 'job_template', collection: 'job_templates/', noun: 'job template' },
]

/** Throws `NOT_SUPPORTED` for what is no action. */
export function kindOfAction(action: string): TemplateKind {
  const kind = KINDS.find((known) => known.action === action)
  if (kind !== undefined) return kind
  throw new BrokerError({
    code: 'NOT_SUPPORTED',
    message: `AnsibleTower has no action ${action}.`,
    hint: 'Use workflow or job_template.',
    provider: 'AnsibleTower',
  })
}

/** Whether this user may launch it. */
export function mayStart({ summary_fields: fields }: Pick<ListedTemplate, 'summary_fields'>): boolean {
  return fields.user_capabilities?.start === true
}

/** All templates that this user may launch, in the order of their ids. */
export async function startableTemplates(
  instance: TowerInstance,
  { collection, noun }: TemplateKind,
  signal: AbortSignal,
): Promise<readonly ListedTemplate[]> {
  const client = await instance.client(signal)
  const what = `list the ${noun}s`
  return (await client.pages(collection, listedTemplateSchema, { signal, what })).filter(mayStart)
}

/**
 * The one template of an offering. A name that only one organization has is enough; where several have it, it is
 * written "Organization/name". Throws `NOT_FOUND` with the nearest names, `INVALID_INPUT` with the organizations to
 * choose from, and `PERMISSION` when it is there and may not be launched.
 */
export async function findTemplate(
  instance: TowerInstance,
  action: string,
  offering: string,
  signal: AbortSignal,
): Promise<RawTemplate> {
  const kind = kindOfAction(action)
  const named = await templatesNamed(instance, kind, { name: offering }, signal)
  const found = named.length > 0 ? named : await inOrganization(instance, kind, offering, signal)
  const startable = found.filter(mayStart)
  const [only] = startable
  if (only !== undefined && startable.length === 1) return only
  if (startable.length > 1) throw ambiguous(instance, kind, offering, startable)
  throw found.length > 0
    ? notPermitted(instance, kind, offering)
    : await unknown(instance, kind, offering, signal)
}

/** The questions of a template's survey; none where it has none or does not use it. */
export async function surveyOf(
  instance: TowerInstance,
  action: string,
  template: Pick<RawTemplate, 'id' | 'name' | 'survey_enabled'>,
  signal: AbortSignal,
): Promise<readonly Question[]> {
  if (!template.survey_enabled) return []
  const client = await instance.client(signal)
  const { collection } = kindOfAction(action)
  const what = `read the survey of ${template.name}`
  return (await client.get(`${collection}${template.id}/survey_spec/`, surveySchema, { signal, what })).spec
}

async function templatesNamed(
  instance: TowerInstance,
  { collection, noun }: TemplateKind,
  query: { readonly name: string; readonly organization__name?: string },
  signal: AbortSignal,
): Promise<readonly RawTemplate[]> {
  const client = await instance.client(signal)
  return await client.pages(collection, templateSchema, {
    signal,
    what: `find the ${noun} ${query.name}`,
    query,
  })
}

/** Names may hold slashes, and organizations, too: each slash may be the one between them. */
async function inOrganization(
  instance: TowerInstance,
  kind: TemplateKind,
  offering: string,
  signal: AbortSignal,
): Promise<readonly RawTemplate[]> {
  for (let at = offering.indexOf('/'); at > 0; at = offering.indexOf('/', at + 1)) {
    const query = { organization__name: offering.slice(0, at), name: offering.slice(at + 1) }
    const found = query.name === '' ? [] : await templatesNamed(instance, kind, query, signal)
    if (found.length > 0) return found
  }
  return []
}

/** How a template is asked for by name where another organization has one of the same name. */
export function qualifiedName({ name, summary_fields: { organization } }: ListedTemplate): string {
  return organization === undefined ? name : `${organization.name}/${name}`
}

function ambiguous(
  { deps }: TowerInstance,
  { noun }: TemplateKind,
  offering: string,
  found: readonly RawTemplate[],
): BrokerError {
  const where = instanceText({ provider: 'AnsibleTower', instance: deps.instance })
  return new BrokerError({
    code: 'INVALID_INPUT',
    message: `${where} has ${found.length} ${noun}s named ${offering}.`,
    hint: `Say which one: ${found.map(qualifiedName).join(', ')}.`,
    provider: 'AnsibleTower',
    instance: deps.instance,
  })
}

function notPermitted({ deps }: TowerInstance, { noun }: TemplateKind, offering: string): BrokerError {
  const where = instanceText({ provider: 'AnsibleTower', instance: deps.instance })
  return new BrokerError({
    code: 'PERMISSION',
    message: `${where} does not permit this user to start the ${noun} ${offering}.`,
    hint: 'Ask its administrator for the role Execute on it.',
    provider: 'AnsibleTower',
    instance: deps.instance,
  })
}

async function unknown(
  instance: TowerInstance,
  kind: TemplateKind,
  offering: string,
  signal: AbortSignal,
): Promise<BrokerError> {
  const all = await startableTemplates(instance, kind, signal)
  const names = all.map(({ name }) => name)
  const hint = nearestText(nearest(offering, names, 3))
  const where = instanceText({ provider: 'AnsibleTower', instance: instance.deps.instance })
  return new BrokerError({
    code: 'NOT_FOUND',
    message: `${where} has no ${kind.noun} ${offering}, or this user may not see it.`,
    ...(hint === undefined ? {} : { hint }),
    provider: 'AnsibleTower',
    instance: instance.deps.instance,
  })
}
