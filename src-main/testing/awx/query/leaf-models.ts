import { ModelBuilder, type Model } from '@main/testing/awx/query/model'
import { jobModel, organizationModel, userModel, workflowTemplateModel } from '@main/testing/awx/query/models'
import type { JobEvent } from '@main/testing/awx/runs/events'
import type {
  Credential,
  ExecutionEnvironment,
  InstanceGroup,
  TemplateNode,
  Token,
} from '@main/testing/awx/store/records'

/** Tables that no other refers to. */

export const templateNodeModel: Model = new ModelBuilder<TemplateNode>()
  .integer('id', (row) => row.id)
  .string('identifier', (row) => row.spec.key)
  .datetime('created', (row) => row.createdMs)
  .one(
    'workflow_job_template',
    () => workflowTemplateModel,
    (row) => row.template,
  )
  .build('WorkflowJobTemplateNode', { searched: ['identifier'], secret: ['extra_data'] })

function resourceColumns<T extends Credential | ExecutionEnvironment | InstanceGroup>(): ModelBuilder<T> {
  return new ModelBuilder<T>()
    .integer('id', (row) => row.id)
    .string('name', (row) => row.spec.name)
    .string('description', (row) => row.spec.description ?? '')
    .datetime('created', (row) => row.createdMs)
    .one(
      'organization',
      () => organizationModel,
      (row) => row.organization,
    )
}

export const credentialModel: Model = resourceColumns<Credential>().build('Credential', {
  secret: ['inputs'],
  order: 'name',
})

export const executionEnvironmentModel: Model = resourceColumns<ExecutionEnvironment>()
  .string('image', (row) => row.spec.image)
  .build('ExecutionEnvironment', { order: 'name' })

export const instanceGroupModel: Model = resourceColumns<InstanceGroup>().build('InstanceGroup', {
  order: 'name',
})

export const tokenModel: Model = new ModelBuilder<Token>()
  .integer('id', (row) => row.id)
  .string('description', (row) => row.description)
  .string('scope', (row) => row.scope)
  .datetime('created', (row) => row.createdMs)
  .datetime('expires', (row) => row.expiresAtMs)
  .one(
    'user',
    () => userModel,
    (row) => row.user,
  )
  .build('OAuth2AccessToken', { searched: ['description'], secret: ['token', 'refresh_token'] })

export const eventModel: Model = new ModelBuilder<JobEvent>()
  .integer('id', (row) => row.id)
  .integer('counter', (row) => row.counter)
  .string('event', (row) => row.event)
  .boolean('failed', (row) => row.failed)
  .boolean('changed', (row) => row.changed)
  .string('uuid', (row) => row.uuid)
  .string('parent_uuid', (row) => row.parentUuid)
  .string('host_name', (row) => row.host)
  .string('play', (row) => row.play)
  .string('task', (row) => row.task)
  .string('role', (row) => row.role)
  .string('playbook', (row) => row.playbook)
  .string('stdout', (row) => row.stdout)
  .integer('event_level', (row) => row.level)
  .integer('start_line', (row) => row.startLine)
  .integer('end_line', (row) => row.endLine)
  .integer('verbosity', () => 0)
  .datetime('created', (row) => row.atMs)
  .datetime('modified', (row) => row.atMs)
  .one(
    'job',
    () => jobModel,
    (row) => row.run,
  )
  .build('JobEvent', { searched: ['stdout'] })
