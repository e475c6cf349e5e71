import type { Json, JsonObject } from '@shared/lib/json'
import { present, stamp, stampOrNull, type Api } from '@main/testing/awx/api'
import { credentialSummary, environmentSummary } from '@main/testing/awx/resources/resources'
import {
  inventorySummaryFor,
  labelsSummary,
  organizationSummary,
  runPath,
  templatePath,
  templateSummary,
  userSummary,
} from '@main/testing/awx/resources/summaries'
import { mayStart, mayUse } from '@main/testing/awx/store/access'
import { hasFailed, type JobTemplate, type Template, type User } from '@main/testing/awx/store/records'

const RECENT = 10

/** The prompts that a template may ask, by their names on the wire. */
export function asks(api: Api, template: Template): Readonly<Record<string, boolean>> {
  const { ask = {} } = template.spec
  const both = {
    ask_variables_on_launch: ask.variables ?? true,
    ask_inventory_on_launch: ask.inventory ?? true,
    ask_limit_on_launch: ask.limit ?? false,
    ask_scm_branch_on_launch: ask.scmBranch ?? false,
  }
  const since217 = {
    ask_labels_on_launch: ask.labels ?? true,
    ask_skip_tags_on_launch: ask.skipTags ?? false,
    ask_tags_on_launch: ask.tags ?? false,
  }
  if (template.kind === 'workflow_job_template')
    return api.flavour.asksLabels ? { ...both, ...since217 } : both
  const { ask_labels_on_launch: labels, ...tags } = since217
  return {
    ...both,
    ...tags,
    ask_diff_mode_on_launch: ask.diffMode ?? false,
    ask_job_type_on_launch: ask.jobType ?? false,
    ask_verbosity_on_launch: ask.verbosity ?? false,
    ask_credential_on_launch: ask.credential ?? false,
    ...(api.flavour.asksLabels
      ? {
          ask_labels_on_launch: labels,
          ask_forks_on_launch: ask.forks ?? false,
          ask_timeout_on_launch: ask.timeout ?? false,
          ask_execution_environment_on_launch: ask.executionEnvironment ?? false,
          ask_job_slice_count_on_launch: ask.jobSliceCount ?? false,
          ask_instance_groups_on_launch: ask.instanceGroups ?? false,
        }
      : {}),
  }
}

export function showTemplate(api: Api, reader: User, template: Template, isDetail: boolean): JsonObject {
  const path = templatePath(template)
  const to = (name: string): string => api.link(`${path}${name}/`)
  const last = template.runs.at(-1)
  const { inventory, organization } = template
  const seenInventory = inventory !== undefined && mayUse(reader, inventory) ? inventory : undefined
  const isWorkflow = template.kind === 'workflow_job_template'
  return present({
    id: template.id,
    type: template.kind,
    url: api.link(path),
    related: present({
      named_url: isDetail
        ? api.link(
            `${path.replace(/\d+\/$/, '')}${encodeURIComponent(template.name)}++${encodeURIComponent(organization.name)}/`,
          )
        : undefined,
      created_by: api.link(`/users/${template.createdBy.id}/`),
      [isWorkflow ? 'workflow_jobs' : 'jobs']: to(isWorkflow ? 'workflow_jobs' : 'jobs'),
      launch: to('launch'),
      workflow_nodes: isWorkflow ? to('workflow_nodes') : undefined,
      labels: to('labels'),
      survey_spec: to('survey_spec'),
      organization: api.link(`/organizations/${organization.id}/`),
      inventory: inventory === undefined ? undefined : api.link(`/inventories/${inventory.id}/`),
      project:
        template.kind === 'job_template' && template.project !== undefined
          ? api.link(`/projects/${template.project.id}/`)
          : undefined,
      last_job: last === undefined ? undefined : api.link(runPath(last)),
    }),
    summary_fields: present({
      organization: organizationSummary(organization),
      inventory: inventorySummaryFor(reader, seenInventory),
      project:
        template.kind === 'job_template' && template.project !== undefined
          ? {
              ...templateSummary(template.project),
              status: template.project.failed ? 'failed' : 'successful',
              scm_type: 'git',
            }
          : undefined,
      last_job:
        last === undefined
          ? undefined
          : {
              id: last.id,
              name: last.name,
              description: last.description,
              finished: stampOrNull(api, last.finishedMs),
              status: last.status,
              failed: hasFailed(last),
            },
      created_by: userSummary(template.createdBy),
      user_capabilities: {
        edit: reader.spec.superuser === true,
        delete: reader.spec.superuser === true,
        start: mayStart(reader, template),
        schedule: mayStart(reader, template),
        copy: reader.spec.superuser === true,
      },
      labels: labelsSummary(template.labels),
      survey: template.survey === undefined ? undefined : { title: '', description: '' },
      recent_jobs: template.runs
        .slice(-RECENT)
        .toReversed()
        .map((run) => ({
          id: run.id,
          status: run.status,
          finished: stampOrNull(api, run.finishedMs),
          canceled_on: stampOrNull(api, run.canceledOnMs),
          type: run.kind,
        })),
      credentials: template.kind === 'job_template' ? template.credentials.map(credentialSummary) : undefined,
      execution_environment:
        template.kind === 'job_template' && api.flavour.executionEnvironments
          ? environmentSummary(template.executionEnvironment)
          : undefined,
    }),
    created: stamp(api, template.createdMs),
    modified: stamp(api, template.modifiedMs),
    name: template.name,
    description: template.description,
    last_job_run: stampOrNull(api, last?.finishedMs),
    last_job_failed: last !== undefined && hasFailed(last),
    next_job_run: null,
    status: last?.status ?? 'never updated',
    extra_vars: template.extraVars,
    organization: organization.id,
    survey_enabled: template.surveyEnabled,
    allow_simultaneous: template.spec.allowSimultaneous ?? true,
    inventory: inventory?.id ?? null,
    limit: template.spec.limit ?? (isWorkflow ? null : ''),
    scm_branch: template.spec.scmBranch ?? (isWorkflow ? null : ''),
    webhook_service: '',
    webhook_credential: null,
    ...asks(api, template),
    ...(isWorkflow ? tagFields(api, template) : jobTemplateFields(api, template)),
  })
}

function tagFields(api: Api, template: Template): Record<string, Json | undefined> {
  if (!api.flavour.asksLabels) return {}
  return { skip_tags: template.spec.skipTags ?? null, job_tags: template.spec.tags ?? null }
}

function jobTemplateFields(
  api: Api,
  { spec, project, executionEnvironment }: JobTemplate,
): Record<string, Json | undefined> {
  return {
    job_type: 'run',
    project: project?.id ?? null,
    playbook: spec.playbook ?? 'site.yml',
    forks: 0,
    verbosity: 0,
    job_tags: spec.tags ?? '',
    skip_tags: spec.skipTags ?? '',
    start_at_task: '',
    timeout: 0,
    use_fact_cache: spec.useFactCache ?? false,
    force_handlers: false,
    host_config_key: '',
    become_enabled: false,
    diff_mode: false,
    job_slice_count: spec.slices ?? 1,
    ...(api.flavour.executionEnvironments
      ? { execution_environment: executionEnvironment?.id ?? null }
      : { custom_virtualenv: null }),
  }
}
