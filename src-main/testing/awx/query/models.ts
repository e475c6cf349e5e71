import { ModelBuilder, type Model } from '@main/testing/awx/query/model'
import {
  hasFailed,
  isSliced,
  type Host,
  type Inventory,
  type JobTemplate,
  type Label,
  type Organization,
  type Project,
  type Run,
  type RunNode,
  type UnifiedTemplate,
  type User,
  type WorkflowTemplate,
} from '@main/testing/awx/store/records'

/** The columns of each table that a filter or an order may name. */

const JOB_SECRETS = [
  'extra_vars',
  'job_args',
  'job_env',
  'job_cwd',
  'start_args',
  'artifacts',
  'survey_passwords',
]
const TEMPLATE_SECRETS = ['extra_vars', 'survey_spec', 'webhook_key', 'host_config_key']

export const organizationModel: Model = new ModelBuilder<Organization>()
  .integer('id', (row) => row.id)
  .string('name', (row) => row.name)
  .string('description', () => '')
  .datetime('created', (row) => row.createdMs)
  .build('Organization', { order: 'name' })

export const userModel: Model = new ModelBuilder<User>()
  .integer('id', (row) => row.id)
  .string('username', (row) => row.spec.username)
  .string('first_name', (row) => row.spec.firstName ?? '')
  .string('last_name', (row) => row.spec.lastName ?? '')
  .string('email', (row) => row.spec.email ?? '')
  .boolean('is_superuser', (row) => row.spec.superuser ?? false)
  .boolean('is_active', (row) => row.spec.inactive !== true)
  .datetime('created', (row) => row.createdMs)
  .datetime('last_login', (row) => row.lastLoginMs)
  .build('User', { searched: ['username', 'first_name', 'last_name', 'email'], secret: ['password'] })

export const inventoryModel: Model = new ModelBuilder<Inventory>()
  .integer('id', (row) => row.id)
  .string('name', (row) => row.spec.name)
  .string('description', (row) => row.spec.description ?? '')
  .string('kind', (row) => row.spec.kind ?? '')
  .integer('total_hosts', (row) => row.hosts.size)
  .boolean('pending_deletion', (row) => row.spec.pendingDeletion ?? false)
  .datetime('created', (row) => row.createdMs)
  .datetime('modified', (row) => row.createdMs)
  .one(
    'organization',
    () => organizationModel,
    (row) => row.organization,
  )
  .many(
    'hosts',
    () => hostModel,
    (row) => row.hosts,
  )
  .build('Inventory', { secret: ['variables'], order: 'name' })

export const hostModel: Model = new ModelBuilder<Host>()
  .integer('id', (row) => row.id)
  .string('name', (row) => row.name)
  .string('description', (row) => row.description)
  .string('instance_id', (row) => row.instanceId)
  .boolean('enabled', (row) => row.enabled)
  .datetime('created', (row) => row.createdMs)
  .datetime('modified', (row) => row.modifiedMs)
  .datetime('ansible_facts_modified', (row) => row.factsModifiedMs)
  .one(
    'inventory',
    () => inventoryModel,
    (row) => row.inventory,
  )
  .one(
    'last_job',
    () => runModel,
    (row) => row.lastJob,
  )
  .string('variables', (row) => row.variables)
  .build('Host', { secret: ['ansible_facts'], order: 'name' })

export const labelModel: Model = new ModelBuilder<Label>()
  .integer('id', (row) => row.id)
  .string('name', (row) => row.name)
  .datetime('created', (row) => row.createdMs)
  .one(
    'organization',
    () => organizationModel,
    (row) => row.organization,
  )
  .build('Label', { searched: ['name'], order: 'organization,name' })

type AnyTemplate = JobTemplate | WorkflowTemplate

/** Columns that both kinds of templates and projects have. */
function templateColumns<T extends UnifiedTemplate>(): ModelBuilder<T> {
  const lastRun = (row: UnifiedTemplate): Run | undefined => ('runs' in row ? row.runs.at(-1) : undefined)
  return new ModelBuilder<T>()
    .integer('id', (row) => row.id)
    .string('name', (row) => row.name)
    .string('description', (row) => row.description)
    .string('status', (row) => lastRun(row)?.status ?? 'never updated')
    .boolean('last_job_failed', (row) => {
      const last = lastRun(row)
      return last !== undefined && hasFailed(last)
    })
    .datetime('last_job_run', (row) => lastRun(row)?.finishedMs)
    .datetime('created', (row) => row.createdMs)
    .datetime('modified', (row) => ('modifiedMs' in row ? row.modifiedMs : row.createdMs))
    .one(
      'organization',
      () => organizationModel,
      (row) => row.organization,
    )
    .one('last_job', () => runModel, lastRun)
}

function launchColumns<T extends AnyTemplate>(): ModelBuilder<T> {
  return templateColumns<T>()
    .one(
      'inventory',
      () => inventoryModel,
      (row) => row.inventory,
    )
    .one(
      'created_by',
      () => userModel,
      (row) => row.createdBy,
    )
    .many(
      'labels',
      () => labelModel,
      (row) => row.labels,
    )
    .boolean('survey_enabled', (row) => row.surveyEnabled)
    .boolean('allow_simultaneous', (row) => row.spec.allowSimultaneous ?? true)
    .boolean('ask_variables_on_launch', (row) => row.spec.ask?.variables ?? true)
    .boolean('ask_inventory_on_launch', (row) => row.spec.ask?.inventory ?? true)
    .string('limit', (row) => row.spec.limit ?? null)
}

export const workflowTemplateModel: Model = launchColumns<WorkflowTemplate>().build('WorkflowJobTemplate', {
  secret: TEMPLATE_SECRETS,
  order: 'name',
})

export const projectModel: Model = templateColumns<Project>().build('Project')

export const jobTemplateModel: Model = launchColumns<JobTemplate>()
  .string('playbook', (row) => row.spec.playbook ?? 'site.yml')
  .string('job_type', () => 'run')
  .one(
    'project',
    () => projectModel,
    (row) => row.project,
  )
  .build('JobTemplate', { secret: TEMPLATE_SECRETS, order: 'name' })

export const unifiedTemplateModel: Model = templateColumns<UnifiedTemplate>().build('UnifiedJobTemplate', {
  secret: TEMPLATE_SECRETS,
  order: 'name',
})

function runColumns(): ModelBuilder<Run> {
  return new ModelBuilder<Run>()
    .integer('id', (row) => row.id)
    .string('name', (row) => row.name)
    .string('description', (row) => row.description)
    .string('status', (row) => row.status)
    .boolean('failed', (row) => hasFailed(row))
    .string('launch_type', (row) => row.launchType)
    .string('job_explanation', (row) => row.explanation)
    .datetime('created', (row) => row.createdMs)
    .datetime('modified', (row) => row.modifiedMs)
    .datetime('started', (row) => row.startedMs)
    .datetime('finished', (row) => row.finishedMs)
    .datetime('canceled_on', (row) => row.canceledOnMs)
    .float('elapsed', (row) => ((row.finishedMs ?? 0) - (row.startedMs ?? row.finishedMs ?? 0)) / 1000)
    .one(
      'created_by',
      () => userModel,
      (row) => row.createdBy,
    )
    .one(
      'unified_job_template',
      () => unifiedTemplateModel,
      (row) => row.template ?? row.project,
    )
    .one(
      'organization',
      () => organizationModel,
      (row) => (row.template ?? row.project)?.organization,
    )
    .many(
      'labels',
      () => labelModel,
      (row) => row.labels,
    )
    .one(
      'unified_job_node',
      () => nodeModel,
      (row) => row.node,
    )
}

export const runModel: Model = runColumns().build('UnifiedJob', { secret: JOB_SECRETS })

export const jobModel: Model = runColumns()
  .one(
    'job_template',
    () => jobTemplateModel,
    (row) => row.template,
  )
  .one(
    'inventory',
    () => inventoryModel,
    (row) => row.inventory,
  )
  .one(
    'project',
    () => projectModel,
    (row) => (row.template?.kind === 'job_template' ? row.template.project : undefined),
  )
  .string('limit', (row) => row.prompts.limit ?? '')
  .build('Job', { secret: JOB_SECRETS })

export const workflowRunModel: Model = runColumns()
  .one(
    'workflow_job_template',
    () => workflowTemplateModel,
    (row) => (row.template?.kind === 'workflow_job_template' ? row.template : undefined),
  )
  .one(
    'inventory',
    () => inventoryModel,
    (row) => row.inventory,
  )
  .many(
    'workflow_nodes',
    () => nodeModel,
    (row) => row.nodes,
  )
  .boolean('is_sliced_job', isSliced)
  .build('WorkflowJob', { secret: JOB_SECRETS })

export const nodeModel: Model = new ModelBuilder<RunNode>()
  .integer('id', (row) => row.id)
  .string('identifier', (row) => row.spec.key)
  .boolean('do_not_run', (row) => row.doNotRun)
  .boolean('all_parents_must_converge', (row) => row.spec.allParentsMustConverge ?? false)
  .datetime('created', (row) => row.createdMs)
  .one(
    'job',
    () => runModel,
    (row) => row.run,
  )
  .one(
    'workflow_job',
    () => workflowRunModel,
    (row) => row.workflow,
  )
  .one(
    'unified_job_template',
    () => unifiedTemplateModel,
    (row) => row.template,
  )
  .build('WorkflowJobNode', { searched: ['identifier'], secret: ['extra_data'] })
