import type { Catalog, JobTemplateSpec, ResourceSpec, WorkflowSpec } from '@main/testing/awx/catalog/types'
import type {
  Inventory,
  JobTemplate,
  Label,
  Organization,
  Project,
  Run,
  User,
} from '@main/testing/awx/store/records'
import { Store } from '@main/testing/awx/store/store'

const DAY_MS = 86_400_000

/** Fills a new store from a catalogue. Throws with the name of what a catalogue mentions and does not hold. */
export function load(catalog: Catalog, nowMs: number): Store {
  const store = new Store()
  const createdMs = nowMs - 30 * DAY_MS
  for (const [sequence, last] of [
    ['template', 30],
    ['run', 1_300],
    ['node', 260],
    ['host', 500],
    ['label', 8],
    ['token', 40],
    ['resource', 70],
  ] as const) {
    store.startAt(sequence, last)
  }
  for (const name of catalog.organizations) {
    const id = store.organizations.size + 1
    store.organizations.set(id, { id, name, createdMs })
  }
  for (const spec of catalog.users) {
    const id = store.users.size + 1
    store.users.set(id, { id, spec, createdMs, lastLoginMs: undefined })
  }
  const organization = (name: string | undefined): Organization => {
    const all = [...store.organizations.values()]
    return found(name === undefined ? all[0] : all.find((each) => each.name === name), `organization ${name}`)
  }
  store.startAt('other', 4)
  for (const spec of catalog.inventories) store.addInventory(spec, organization(spec.organization), createdMs)
  for (const label of catalog.labels ?? []) {
    store.addLabel(label.name, organization(label.organization), createdMs)
  }
  const row = <S extends ResourceSpec>(spec: S) => ({
    id: store.next('resource'),
    spec,
    organization: spec.organization === undefined ? undefined : organization(spec.organization),
    createdMs,
  })
  for (const spec of catalog.credentials ?? []) {
    const credential = { ...row(spec), kind: 'credential' as const }
    store.credentials.set(credential.id, credential)
  }
  for (const spec of catalog.executionEnvironments ?? []) {
    const environment = { ...row(spec), kind: 'execution_environment' as const }
    store.executionEnvironments.set(environment.id, environment)
  }
  for (const spec of catalog.instanceGroups ?? []) {
    const group = { ...row(spec), kind: 'instance_group' as const }
    store.instanceGroups.set(group.id, group)
  }
  const createdBy = found([...store.users.values()][0], 'user at all')
  const projects = loadProjects(store, organization(undefined), createdMs)
  const shared = (spec: JobTemplateSpec | WorkflowSpec, index: number): SharedColumns => ({
    id: store.next('template'),
    name: spec.name,
    description: spec.description ?? '',
    organization: organization(spec.organization),
    inventory:
      spec.inventory === undefined
        ? undefined
        : found(store.inventoryNamed(spec.inventory), `inventory ${spec.inventory}`),
    createdMs: createdMs + index,
    modifiedMs: createdMs + index,
    createdBy,
    labels: new Set(
      (spec.labels ?? []).map((name) => labelOf(store, name, organization(spec.organization), createdMs)),
    ),
    survey: spec.survey,
    surveyEnabled: spec.surveyEnabled ?? spec.survey !== undefined,
    extraVars: spec.extraVars ?? '',
    runs: [],
  })
  for (const [index, spec] of catalog.jobTemplates.entries()) {
    const project = spec.project === 'none' ? undefined : projects[spec.project ?? 'ok']
    const template = {
      ...shared(spec, index),
      ...resourcesOf(store, spec),
      kind: 'job_template',
      spec,
      project,
    } as const
    store.templates.set(template.id, template)
  }
  for (const [index, spec] of catalog.workflows.entries()) {
    const template = { ...shared(spec, index), kind: 'workflow_job_template' as const, spec, nodes: [] }
    store.templates.set(template.id, template)
  }
  for (const template of store.workflowTemplates()) {
    for (const spec of template.spec.nodes) {
      const node = {
        id: store.next('templateNode'),
        template,
        spec,
        createdMs,
        success: spec.success ?? [],
        failure: spec.failure ?? [],
        always: spec.always ?? [],
      }
      template.nodes.push(node)
      store.templateNodes.set(node.id, node)
    }
  }
  return store
}

function resourcesOf(
  store: Store,
  spec: JobTemplateSpec,
): Pick<JobTemplate, 'credentials' | 'executionEnvironment' | 'instanceGroups'> {
  const named = <T extends { readonly spec: ResourceSpec }>(rows: ReadonlyMap<number, T>, name: string): T =>
    found(
      [...rows.values()].find((row) => row.spec.name === name),
      name,
    )
  const { credentials = [], executionEnvironment, instanceGroups = [] } = spec
  return {
    credentials: credentials.map((name) => named(store.credentials, name)),
    executionEnvironment:
      executionEnvironment === undefined
        ? undefined
        : named(store.executionEnvironments, executionEnvironment),
    instanceGroups: instanceGroups.map((name) => named(store.instanceGroups, name)),
  }
}

interface SharedColumns {
  readonly id: number
  readonly name: string
  readonly description: string
  readonly organization: Organization
  readonly inventory: Inventory | undefined
  readonly createdMs: number
  modifiedMs: number
  readonly createdBy: User
  readonly labels: Set<Label>
  readonly survey: JobTemplateSpec['survey']
  readonly surveyEnabled: boolean
  readonly extraVars: string
  readonly runs: Run[]
}

function loadProjects(
  store: Store,
  organization: Organization,
  createdMs: number,
): Readonly<Record<'ok' | 'failed', Project>> {
  const make = (name: string, failed: boolean): Project => {
    const id = store.next('template')
    const project: Project = { kind: 'project', id, name, description: '', organization, createdMs, failed }
    store.templates.set(id, project)
    return project
  }
  return { ok: make('qe-playbooks', false), failed: make('qe-playbooks-broken', true) }
}

function labelOf(store: Store, name: string, organization: Organization, createdMs: number): Label {
  const known = [...store.labels.values()].find(
    (label) => label.name === name && label.organization === organization,
  )
  return known ?? store.addLabel(name, organization, createdMs)
}

function found<T>(thing: T | undefined, what: string): T {
  if (thing === undefined) throw new Error(`The catalogue has no ${what}.`)
  return thing
}
