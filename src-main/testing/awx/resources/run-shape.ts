import type { Json, JsonObject } from '@shared/lib/json'
import { credentialSummary, environmentSummary } from '@main/testing/awx/resources/resources'
import { present, stamp, stampOrNull, type Api } from '@main/testing/awx/api'
import {
  elapsedOf,
  inventorySummaryFor,
  labelsSummary,
  organizationSummary,
  runPath,
  runSummary,
  templatePath,
  templateSummary,
  unifiedTemplateSummary,
  userSummary,
} from '@main/testing/awx/resources/summaries'
import { mayDelete, mayStart } from '@main/testing/awx/store/access'
import { hasFailed, isFinal, isSliced, type Run, type User } from '@main/testing/awx/store/records'

/** Where it is shown: a detail has more than a row of a list, and the answer to a launch a little less. */
export type Depth = 'list' | 'detail' | 'launched'

export function showRun(api: Api, reader: User, run: Run, isDetail: boolean): JsonObject {
  return runShape(api, reader, run, isDetail ? 'detail' : 'list')
}

export function runShape(api: Api, reader: User, run: Run, depth: Depth): JsonObject {
  const full = depth !== 'list'
  const { flavour } = api
  const template = run.template ?? run.project
  const user = api.link(`/users/${run.createdBy.id}/`)
  return present({
    id: run.id,
    type: run.kind,
    url: api.link(runPath(run)),
    related: relatedOf(api, run),
    summary_fields: summaryOf(api, reader, run, full),
    created: stamp(api, run.createdMs),
    modified: stamp(api, run.modifiedMs),
    name: run.name,
    description: run.description,
    unified_job_template: template?.id ?? null,
    launch_type: run.launchType,
    status: run.status,
    failed: hasFailed(run),
    started: stampOrNull(api, run.startedMs),
    finished: stampOrNull(api, run.finishedMs),
    canceled_on: stampOrNull(api, run.canceledOnMs),
    elapsed: elapsedOf(run, api.now()),
    job_args: full ? jobArgs(run) : undefined,
    job_cwd: full ? (run.kind === 'job' && run.startedMs !== undefined ? '/runner/project' : '') : undefined,
    job_env: full
      ? run.kind === 'job' && run.startedMs !== undefined
        ? { ANSIBLE_FORCE_COLOR: 'True', AWX_TOKEN: '**********' }
        : {}
      : undefined,
    job_explanation: run.explanation,
    result_traceback: full ? run.traceback : undefined,
    ...(flavour.executionEnvironments
      ? {
          launched_by: { id: run.createdBy.id, name: run.createdBy.spec.username, type: 'user', url: user },
          work_unit_id: null,
        }
      : {}),
    ...ownFields(api, run, depth),
  })
}

/** `$encrypted$` for what came from password questions. */
export function shownVars(run: Run): string {
  return JSON.stringify(
    Object.fromEntries(
      Object.entries(run.vars).map(([name, value]) => [
        name,
        run.secretVars.has(name) ? '$encrypted$' : value,
      ]),
    ),
  )
}

function ownFields(api: Api, run: Run, depth: Depth): Record<string, Json | undefined> {
  if (run.kind === 'workflow_job') return workflowFields(api, run)
  if (run.kind === 'job') return jobFields(api, run, depth)
  if (run.kind === 'workflow_approval') {
    return { can_approve_or_deny: !isFinal(run), approval_expiration: null, timed_out: false }
  }
  return {
    project: run.project?.id ?? null,
    scm_type: 'git',
    job_type: 'check',
    event_processing_finished: isFinal(run),
  }
}

function workflowFields(api: Api, run: Run): Record<string, Json | undefined> {
  const { prompts } = run
  return {
    workflow_job_template: isSliced(run) ? null : (run.template?.id ?? null),
    extra_vars: shownVars(run),
    allow_simultaneous: run.template?.spec.allowSimultaneous ?? true,
    job_template: isSliced(run) ? (run.template?.id ?? null) : null,
    is_sliced_job: isSliced(run),
    inventory: run.inventory?.id ?? null,
    limit: prompts.limit,
    scm_branch: prompts.scmBranch,
    webhook_service: '',
    webhook_credential: null,
    webhook_guid: '',
    ...(api.flavour.asksLabels ? { skip_tags: prompts.skipTags, job_tags: prompts.tags } : {}),
  }
}

function jobFields(api: Api, run: Run, depth: Depth): Record<string, Json | undefined> {
  const template = run.template?.kind === 'job_template' ? run.template : undefined
  const { prompts } = run
  const { job } = prompts
  const stats = run.plan?.tasks.length ?? 0
  const hasStats = isFinal(run) && run.startedMs !== undefined && run.status !== 'error'
  return {
    ...(api.flavour.executionEnvironments
      ? { execution_environment: job?.executionEnvironment?.id ?? null }
      : { custom_virtualenv: null }),
    execution_node: run.startedMs === undefined ? '' : 'ctl1.example.com',
    controller_node: run.startedMs === undefined ? '' : 'ctl1.example.com',
    event_processing_finished: depth === 'list' ? undefined : eventsAreIn(api, run),
    job_type: job?.jobType ?? 'run',
    inventory: run.inventory?.id ?? null,
    project: template?.project?.id ?? null,
    playbook: template?.spec.playbook ?? 'site.yml',
    scm_branch: prompts.scmBranch ?? '',
    scm_revision: run.startedMs === undefined ? '' : '5a0c8bd04c1b45c0d2a6c0a0d7b1a2c3d4e5f607',
    forks: job?.forks ?? 0,
    limit: prompts.limit ?? '',
    verbosity: job?.verbosity ?? 0,
    extra_vars: shownVars(run),
    job_tags: prompts.tags ?? '',
    force_handlers: false,
    skip_tags: prompts.skipTags ?? '',
    start_at_task: '',
    timeout: job?.timeout ?? 0,
    use_fact_cache: template?.spec.useFactCache ?? false,
    organization: template?.organization.id ?? null,
    job_template: template?.id ?? null,
    passwords_needed_to_start: [],
    allow_simultaneous: template?.spec.allowSimultaneous ?? true,
    artifacts: run.artifacts,
    instance_group: run.startedMs === undefined ? null : 1,
    diff_mode: job?.diffMode ?? false,
    ...sliceOf(run),
    webhook_service: '',
    webhook_credential: null,
    webhook_guid: '',
    host_status_counts: depth === 'detail' ? (hasStats ? statusCounts(run, stats) : null) : undefined,
    playbook_counts:
      depth === 'detail' ? { play_count: hasStats ? 1 : 0, task_count: hasStats ? stats : 0 } : undefined,
  }
}

/** Which part of the hosts a job has, from 1 on; 0 where they are not shared. */
function sliceOf({ node }: Run): { readonly job_slice_number: number; readonly job_slice_count: number } {
  if (node === undefined || !isSliced(node.workflow)) return { job_slice_number: 0, job_slice_count: 1 }
  const { nodes, slices } = node.workflow
  return { job_slice_number: nodes.indexOf(node) + 1, job_slice_count: slices }
}

function statusCounts(run: Run, stats: number): JsonObject {
  return run.status === 'failed' ? { ok: Math.max(0, stats - 1), failures: 1 } : { ok: stats }
}

/** False while it runs and until every event is saved. */
export function eventsAreIn(api: Api, run: Run): boolean {
  if (!isFinal(run) || run.finishedMs === undefined) return false
  return run.startedMs === undefined || run.finishedMs + api.engine.real(api.settings.eventLagMs) <= api.now()
}

function jobArgs(run: Run): string {
  if (run.kind !== 'job' || run.startedMs === undefined) return ''
  const playbook =
    run.template?.kind === 'job_template' ? (run.template.spec.playbook ?? 'site.yml') : 'site.yml'
  return JSON.stringify([
    'ansible-playbook',
    '-u',
    'root',
    '-i',
    '/runner/inventory',
    '-e',
    '@/runner/env/extravars',
    playbook,
  ])
}

function relatedOf(api: Api, run: Run): JsonObject {
  const path = runPath(run)
  const to = (name: string): string => api.link(`${path}${name}/`)
  const template = run.template ?? run.project
  const isWorkflow = run.kind === 'workflow_job'
  const isJob = run.kind === 'job'
  return present({
    created_by: api.link(`/users/${run.createdBy.id}/`),
    unified_job_template: template === undefined ? undefined : api.link(templatePath(template)),
    workflow_job_template:
      isWorkflow && !isSliced(run) && template !== undefined ? api.link(templatePath(template)) : undefined,
    job_template:
      (isJob || isSliced(run)) && template !== undefined ? api.link(templatePath(template)) : undefined,
    inventory: run.inventory === undefined ? undefined : api.link(`/inventories/${run.inventory.id}/`),
    source_workflow_job: run.node === undefined ? undefined : api.link(runPath(run.node.workflow)),
    notifications: to('notifications'),
    workflow_nodes: isWorkflow ? to('workflow_nodes') : undefined,
    labels: to('labels'),
    activity_stream: to('activity_stream'),
    stdout: isJob || run.kind === 'project_update' ? to('stdout') : undefined,
    job_events: isJob ? to('job_events') : undefined,
    job_host_summaries: isJob ? to('job_host_summaries') : undefined,
    create_schedule: isJob ? to('create_schedule') : undefined,
    relaunch: isJob || isWorkflow ? to('relaunch') : undefined,
    cancel: run.kind === 'workflow_approval' ? undefined : to('cancel'),
    approve: run.kind === 'workflow_approval' ? to('approve') : undefined,
    deny: run.kind === 'workflow_approval' ? to('deny') : undefined,
  })
}

function summaryOf(api: Api, reader: User, run: Run, full: boolean): JsonObject {
  const template = run.template ?? run.project
  const source = run.node?.workflow
  return present({
    organization: template === undefined ? undefined : organizationSummary(template.organization),
    inventory: inventorySummaryFor(reader, run.inventory),
    workflow_job_template:
      run.kind === 'workflow_job' && !isSliced(run) && template !== undefined
        ? templateSummary(template)
        : undefined,
    job_template:
      (run.kind === 'job' || isSliced(run)) && template !== undefined ? templateSummary(template) : undefined,
    unified_job_template: template === undefined ? undefined : unifiedTemplateSummary(template),
    source_workflow_job: source === undefined ? undefined : runSummary(api, source),
    ancestor_job:
      source === undefined || !full
        ? undefined
        : { id: source.id, name: source.name, type: source.kind, url: api.link(runPath(source)) },
    created_by: userSummary(run.createdBy),
    user_capabilities: {
      delete: mayDelete(reader),
      start: run.template !== undefined && mayStart(reader, run.template),
    },
    labels: labelsSummary(run.labels),
    execution_environment: environmentSummary(run.prompts.job?.executionEnvironment),
    credentials: run.kind === 'job' ? (run.prompts.job?.credentials ?? []).map(credentialSummary) : undefined,
  })
}
