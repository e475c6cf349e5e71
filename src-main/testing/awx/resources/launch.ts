import type { Json, JsonObject } from '@shared/lib/json'
import { present, type Api } from '@main/testing/awx/api'
import { forbidden, invalid, ok, type Answer } from '@main/testing/awx/http/answer'
import { bodyOf, userOf, type Ask } from '@main/testing/awx/http/ask'
import type { Router } from '@main/testing/awx/http/router'
import { jobPrompts, ownPrompts, readJobFields } from '@main/testing/awx/resources/job-prompting'
import { readRow, readRows, readText, readVars } from '@main/testing/awx/resources/launch-input'
import { sortVars } from '@main/testing/awx/resources/launch-rules'
import { Prompting } from '@main/testing/awx/resources/prompting'
import { credentialDefault } from '@main/testing/awx/resources/resources'
import { runShape } from '@main/testing/awx/resources/run-shape'
import { runPath } from '@main/testing/awx/resources/summaries'
import { asks } from '@main/testing/awx/resources/template-shape'
import { findTemplate } from '@main/testing/awx/resources/templates'
import { passwordVariables, requiredVariables, surveyDefaults, surveyOf } from '@main/testing/awx/runs/survey'
import { templateVars } from '@main/testing/awx/runs/vars'
import { mayRead, mayStart, mayUse, mayUseCredential } from '@main/testing/awx/store/access'
import type {
  Credential,
  Inventory,
  JobPrompts,
  Label,
  Prompts,
  Run,
  Template,
  User,
} from '@main/testing/awx/store/records'

const LAUNCH_FIELDS = {
  extra_vars: 'json',
  inventory: 'id',
  limit: 'string',
  scm_branch: 'string',
  labels: 'json',
  job_tags: 'string',
  skip_tags: 'string',
} as const

const JOB_LAUNCH_FIELDS = {
  ...LAUNCH_FIELDS,
  credentials: 'list_of_ids',
  execution_environment: 'id',
  instance_groups: 'json',
  diff_mode: 'boolean',
  job_type: 'string',
  verbosity: 'integer',
  forks: 'integer',
  timeout: 'integer',
  job_slice_count: 'integer',
} as const

const LICENSE_TEXTS = {
  missing: 'License is missing.',
  expired: 'License has expired.',
  exhausted: 'License count of 100 instances has been reached.',
} as const

/** 403 unless the licence allows to start something. */
export function checkLicense(api: Api): void {
  const { license } = api.settings
  if (license !== 'valid') throw forbidden(LICENSE_TEXTS[license])
}

export function addLaunch(api: Api, router: Router): void {
  for (const [path, kind] of [
    ['/workflow_job_templates/:id/launch/', 'workflow_job_template'],
    ['/job_templates/:id/launch/', 'job_template'],
  ] as const) {
    router.add(
      path,
      {
        GET: (ask) => ok(whatIsAsked(api, findTemplate(api, ask, kind))),
        POST: (ask) => {
          const template = findTemplate(api, ask, kind)
          if (!mayStart(userOf(ask), template)) throw forbidden()
          checkLicense(api)
          return launch(api, ask, template)
        },
      },
      { accepts: kind === 'job_template' ? JOB_LAUNCH_FIELDS : LAUNCH_FIELDS },
    )
  }
}

function whatIsAsked(api: Api, template: Template): JsonObject {
  const isWorkflow = template.kind === 'workflow_job_template'
  const needed = requiredVariables(template)
  const passwords = isWorkflow ? [] : (template.spec.passwordsNeeded ?? [])
  const data = { name: template.name, id: template.id, description: template.description }
  const inventoryNeeded = !isWorkflow && template.inventory === undefined
  return present({
    can_start_without_user_input:
      needed.length === 0 && passwords.length === 0 && !inventoryNeeded && surveyOf(template).length === 0,
    ...asks(api, template),
    defaults: defaults(api, template),
    survey_enabled: template.surveyEnabled && template.survey !== undefined,
    variables_needed_to_start: [...needed],
    ...(isWorkflow
      ? {
          node_templates_missing: missingNodes(template),
          node_prompts_rejected: [],
          workflow_job_template_data: data,
        }
      : {
          passwords_needed_to_start: [...passwords],
          credential_needed_to_start: false,
          inventory_needed_to_start: inventoryNeeded,
          job_template_data: data,
        }),
  })
}

function missingNodes(template: Template): number[] {
  if (template.kind !== 'workflow_job_template') return []
  return template.nodes.filter(({ spec }) => 'missing' in spec.runs).map(({ id }) => id)
}

function defaults(api: Api, template: Template): JsonObject {
  const { spec, inventory } = template
  const isWorkflow = template.kind === 'workflow_job_template'
  const empty = isWorkflow ? null : ''
  const labels = [...template.labels].map(({ id, name }) => ({ id, name }))
  const modern = api.flavour.asksLabels
  return present({
    inventory: { name: inventory?.spec.name ?? null, id: inventory?.id ?? null },
    limit: spec.limit ?? empty,
    scm_branch: spec.scmBranch ?? empty,
    labels: modern && labels.length > 0 ? labels : undefined,
    job_tags: modern || !isWorkflow ? (spec.tags ?? empty) : undefined,
    skip_tags: modern || !isWorkflow ? (spec.skipTags ?? empty) : undefined,
    extra_vars: template.extraVars,
    ...(template.kind === 'job_template' ? jobDefaults(api, ownPrompts(template)) : {}),
  })
}

/** Credentials are absent when there are none; the defaults of instance groups are never told. */
function jobDefaults(api: Api, own: JobPrompts): Record<string, Json | undefined> {
  const { credentials, executionEnvironment } = own
  return {
    diff_mode: own.diffMode,
    job_type: own.jobType,
    verbosity: own.verbosity,
    credentials: credentials.length === 0 ? undefined : credentials.map(credentialDefault),
    ...(api.flavour.asksLabels
      ? {
          forks: own.forks,
          timeout: own.timeout,
          job_slice_count: own.slices,
          instance_groups: [],
          execution_environment:
            executionEnvironment === undefined
              ? {}
              : { id: executionEnvironment.id, name: executionEnvironment.spec.name },
        }
      : {}),
  }
}

/** The launch serializer (AWX 9-24): workflows refuse what they do not ask, job templates ignore it. */
function launch(api: Api, ask: Ask, template: Template): Answer {
  const user = userOf(ask)
  const payload = bodyOf(ask)
  const errors: JsonObject = {}
  const ignored: JsonObject = {}
  const extraVars = readVars(payload['extra_vars'], errors)
  const inventory = readRow(
    api.store.inventories,
    'inventory',
    'inventory' in payload ? payload['inventory'] : payload['inventory_id'],
    errors,
  )
  const labels = readRows(api.store.labels, 'labels', payload['labels'], errors)
  const text = (name: string): string | undefined => readText(name, payload[name], errors)
  const given = {
    limit: text('limit'),
    branch: text('scm_branch'),
    tags: text('job_tags'),
    skipTags: text('skip_tags'),
  }
  const jobFields = readJobFields(api, template.kind === 'job_template' ? payload : {}, errors)
  if (Object.keys(errors).length > 0) throw invalid(errors)

  const prompts = new Prompting(api, template, errors, ignored)
  const sorted = sortVars(template, extraVars)
  if (sorted.surveyErrors.length > 0) errors['variables_needed_to_start'] = [...sorted.surveyErrors]
  prompts.refuseVars(sorted)
  const acceptedInventory = prompts.accepts('inventory', inventory, template.inventory, inventory?.id)
  const acceptedLabels = prompts.acceptsLabels(labels)
  const { spec } = template
  const values: Prompts = {
    limit: prompts.text('limit', given.limit, spec.limit),
    scmBranch: prompts.text('scm_branch', given.branch, spec.scmBranch),
    tags: prompts.text('job_tags', given.tags, spec.tags, 'ask_tags_on_launch'),
    skipTags: prompts.text('skip_tags', given.skipTags, spec.skipTags),
    ...(template.kind === 'job_template' ? { job: jobPrompts(template, jobFields, prompts, errors) } : {}),
  }
  if (acceptedInventory?.spec.pendingDeletion === true) {
    errors['inventory'] = 'The provided inventory is being deleted.'
  } else if (template.inventory?.spec.pendingDeletion === true) {
    errors['inventory'] =
      template.kind === 'job_template'
        ? 'The inventory associated with this Job Template is being deleted.'
        : 'The inventory associated with this Workflow is being deleted.'
  }
  if (template.kind === 'job_template') checkJobTemplate(template, payload, acceptedInventory, errors)
  if (Object.keys(errors).length > 0) throw invalid(errors)
  checkRoles(user, acceptedInventory, acceptedLabels)
  const chosen = (values.job?.credentials ?? []).filter((each) => !isOwnCredential(template, each))
  if (chosen.some((credential) => !mayUseCredential(user, credential))) throw forbidden()

  const run = start(api, template, {
    createdBy: user,
    vars: sorted.accepted,
    inventory: acceptedInventory ?? template.inventory,
    labels: new Set([...template.labels, ...acceptedLabels]),
    prompts: values,
    launchType: 'manual',
  })
  recordLaunch(api, run, extraVars, payload, undefined)
  return launched(api, user, run, ignored)
}

/** 201 with the job and what was ignored. */
function launched(api: Api, user: User, run: Run, ignored: JsonObject): Answer {
  return {
    status: 201,
    json: { [run.kind]: run.id, ignored_fields: ignored, ...runShape(api, user, run, 'launched') },
    headers: { Location: api.link(runPath(run)) },
  }
}

interface Start {
  readonly createdBy: User
  /** What the launch gave, without defaults. */
  readonly vars: JsonObject
  readonly inventory: Inventory | undefined
  readonly labels: ReadonlySet<Label>
  readonly prompts: Prompts
  readonly launchType: Run['launchType']
}

export function start(api: Api, template: Template, wanted: Start): Run {
  const passwords = new Set(passwordVariables(template))
  const given = Object.fromEntries(
    // "Use the default": the placeholder gives way to it.
    Object.entries(wanted.vars).filter(([name, value]) => !(passwords.has(name) && value === '$encrypted$')),
  )
  const slices = slicesOf(template, wanted)
  const { vars: _, ...rest } = wanted
  return api.engine.create(
    {
      ...rest,
      template,
      kind: template.kind === 'workflow_job_template' || slices > 1 ? 'workflow_job' : 'job',
      name: template.name,
      vars: { ...templateVars(template), ...surveyDefaults(template), ...given },
      secretVars: passwords,
      slices,
    },
    api.now(),
  )
}

/** No more jobs than there are hosts to share (AWX 9-24, `get_effective_slice_ct`). */
function slicesOf(template: Template, { inventory, prompts }: Start): number {
  if (template.kind !== 'job_template') return 1
  const wanted = prompts.job?.slices ?? template.spec.slices ?? 1
  return inventory === undefined ? wanted : Math.min(wanted, inventory.hosts.size)
}

export function recordLaunch(
  api: Api,
  run: Run,
  extraVars: JsonObject,
  payload: JsonObject,
  relaunchOf: number | undefined,
): void {
  api.launches.push({
    atMs: run.createdMs,
    id: run.id,
    type: run.kind === 'job' ? 'job' : 'workflow_job',
    templateId: run.template?.id ?? 0,
    templateName: run.name,
    username: run.createdBy.spec.username,
    inventory: run.inventory?.spec.name,
    labels: [...run.labels].map(({ name }) => name),
    extraVars,
    payload,
    relaunchOf,
  })
}

function checkJobTemplate(
  template: Extract<Template, { kind: 'job_template' }>,
  payload: JsonObject,
  inventory: Inventory | undefined,
  errors: JsonObject,
): void {
  const { spec, project } = template
  if (project === undefined) errors['project'] = ['A project is required to run a job.']
  else if (project.failed) {
    errors['playbook'] = ['Cannot start job: the last project update failed.']
  }
  const passwords = payload['credential_passwords']
  const given = typeof passwords === 'object' && passwords !== null ? Object.keys(passwords) : []
  const missing = (spec.passwordsNeeded ?? []).filter((name) => !given.includes(name))
  if (missing.length > 0) errors['passwords_needed_to_start'] = missing
  if (spec.needsInventory === true && (inventory ?? template.inventory) === undefined) {
    errors['inventory'] = ["Job Template 'inventory' is missing or undefined."]
  }
}

function isOwnCredential(template: Template, credential: Credential): boolean {
  return template.kind === 'job_template' && template.credentials.includes(credential)
}

function checkRoles(user: User, inventory: Inventory | undefined, labels: readonly Label[]): void {
  if (inventory !== undefined && !mayUse(user, inventory)) throw forbidden()
  if (labels.some((label) => !mayRead(user, label))) throw forbidden()
}
