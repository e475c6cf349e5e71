import type { Json, JsonObject } from '@shared/lib/json'
import { notFound, take, type Api } from '@main/testing/awx/api'
import { forbidden, invalid, methodNotAllowed, ok, type Answer } from '@main/testing/awx/http/answer'
import { bodyOf, userOf, type Ask } from '@main/testing/awx/http/ask'
import type { Handler, Router } from '@main/testing/awx/http/router'
import type { Model } from '@main/testing/awx/query/model'
import { jobModel, labelModel, runModel, workflowRunModel } from '@main/testing/awx/query/models'
import { list } from '@main/testing/awx/query/page'
import { showLabel } from '@main/testing/awx/resources/labels'
import { checkLicense, recordLaunch, start } from '@main/testing/awx/resources/launch'
import { eventsAreIn, runShape, showRun } from '@main/testing/awx/resources/run-shape'
import { RUN_PATHS, runPath } from '@main/testing/awx/resources/summaries'
import { eventsOf } from '@main/testing/awx/runs/events'
import { mayCancel, mayDelete, mayRead, mayStart } from '@main/testing/awx/store/access'
import { isFinal, type Run, type RunKind } from '@main/testing/awx/store/records'

const MODEL_NAMES: Readonly<Record<RunKind, string>> = {
  job: 'Job',
  workflow_job: 'WorkflowJob',
  project_update: 'ProjectUpdate',
  workflow_approval: 'WorkflowApproval',
}

export function findRun(api: Api, ask: Ask, kind: RunKind): Run {
  const run = take(api, userOf(ask), MODEL_NAMES[kind], ask.params['id'], { byId: api.store.runs })
  if (run.kind !== kind) throw notFound(api, MODEL_NAMES[kind])
  return run
}

/** Jobs of all kinds: lists, details, and what one can do with them. */
export function addRuns(api: Api, router: Router): void {
  const models: Readonly<Record<RunKind, Model>> = {
    job: jobModel,
    workflow_job: workflowRunModel,
    project_update: runModel,
    workflow_approval: runModel,
  }
  for (const kind of ['job', 'workflow_job', 'project_update', 'workflow_approval'] as const) {
    const path = `/${RUN_PATHS[kind]}/`
    const one: Record<string, Handler> = {
      GET: (ask) => ok(showRun(api, userOf(ask), findRun(api, ask, kind), true)),
    }
    if (kind !== 'project_update') one['DELETE'] = (ask) => remove(api, ask, findRun(api, ask, kind))
    router.add(
      path,
      { GET: (ask) => listRuns(api, ask, models[kind], (run) => run.kind === kind) },
      { model: models[kind] },
    )
    router.add(`${path}:id/`, one)
    router.add(`${path}:id/cancel/`, {
      GET: (ask) => ok({ can_cancel: !isFinal(findRun(api, ask, kind)) }),
      POST: (ask) => cancel(api, ask, findRun(api, ask, kind)),
    })
    router.add(`${path}:id/labels/`, {
      GET: (ask) =>
        list(api, ask, labelModel, [...findRun(api, ask, kind).labels], (row) => showLabel(api, row)),
    })
    for (const empty of ['notifications', 'activity_stream', 'job_host_summaries']) {
      router.add(`${path}:id/${empty}/`, { GET: (ask) => list(api, ask, runModel, [], () => ({})) })
    }
  }
  router.add('/jobs/:id/create_schedule/', {
    GET: (ask) => ok({ can_schedule: findRun(api, ask, 'job').template !== undefined, prompts: {} }),
  })
  for (const kind of ['job', 'workflow_job'] as const) {
    router.add(`/${RUN_PATHS[kind]}/:id/relaunch/`, {
      GET: (ask) => ok(whatRelaunchAsks(api, findRun(api, ask, kind))),
      POST: (ask) => relaunch(api, ask, findRun(api, ask, kind)),
    })
  }
  for (const [name, approved] of [
    ['approve', true],
    ['deny', false],
  ] as const) {
    router.add(`/workflow_approvals/:id/${name}/`, {
      GET: (ask) => ok(showRun(api, userOf(ask), findRun(api, ask, 'workflow_approval'), true)),
      POST: (ask) => {
        const done = api.engine.decide(findRun(api, ask, 'workflow_approval'), approved, api.now())
        if (!done) throw invalid({ error: 'This workflow step has already been approved or denied.' })
        return { status: 204 }
      },
    })
  }
  router.add(
    '/unified_jobs/',
    { GET: (ask) => listRuns(api, ask, runModel, () => true) },
    { model: runModel },
  )
}

function listRuns(api: Api, ask: Ask, model: Model, fits: (run: Run) => boolean): Answer {
  const reader = userOf(ask)
  const rows = candidates(api, ask).filter((run) => fits(run) && mayRead(reader, run))
  return list(api, ask, model, rows, (run) => showRun(api, reader, run, false))
}

/** With `id__in`, as pollers ask, only those rows are looked at. */
function candidates(api: Api, ask: Ask): readonly Run[] {
  const ids = ask.query.get('id__in')
  if (ids === null || !/^\d+(,\d+)*$/.test(ids)) return [...api.store.runs.values()]
  const wanted = new Set(ids.split(',').map(Number))
  return [...wanted]
    .toSorted((one, other) => one - other)
    .map((id) => api.store.runs.get(id))
    .filter((run) => run !== undefined)
}

/** The permission check has "is cancellable" in it: ordinary users get 403 where superusers get 405. */
function cancel(api: Api, ask: Ask, run: Run): Answer {
  const user = userOf(ask)
  const over = isFinal(run)
  if (user.spec.superuser !== true && (over || !mayCancel(user, run))) throw forbidden()
  if (over) throw methodNotAllowed('POST')
  api.engine.cancel(run, api.now())
  return { status: 202 }
}

function whatRelaunchAsks(api: Api, run: Run): JsonObject {
  if (run.kind !== 'job') return {}
  const over = isFinal(run)
  return {
    passwords_needed_to_start: [],
    retry_counts: over
      ? { all: hostsOf(api, run).size, failed: hostsOf(api, run, true).size }
      : 'Relaunch by host status not available until job finishes running.',
  }
}

/** The hosts that a job ran on, or those of them on which it failed. */
function hostsOf(api: Api, run: Run, failed = false): ReadonlySet<string> {
  const events = eventsOf(run, api.now()).filter((event) => event.host !== '' && (!failed || event.failed))
  return new Set(events.map(({ host }) => host))
}

/** What is wrong with a relaunch on some hosts only. */
function checkHosts(api: Api, run: Run, hosts: Json | undefined): void {
  if (hosts === undefined || hosts === null || hosts === 'all') return
  if (hosts !== 'failed') {
    throw invalid({
      hosts: [`"${typeof hosts === 'string' ? hosts : JSON.stringify(hosts)}" is not a valid choice.`],
    })
  }
  const problem = !isFinal(run)
    ? 'Wait until job finishes before retrying on failed hosts.'
    : !eventsOf(run, api.now()).some(({ event }) => event === 'playbook_on_stats')
      ? 'Cannot retry on failed hosts, playbook stats not available.'
      : hostsOf(api, run, true).size === 0
        ? 'Cannot relaunch because previous job had 0 failed hosts.'
        : undefined
  if (problem !== undefined) throw invalid({ hosts: problem })
}

function relaunch(api: Api, ask: Ask, run: Run): Answer {
  const user = userOf(ask)
  const { template } = run
  if (template === undefined || !mayStart(user, template)) throw forbidden()
  checkLicense(api)
  const payload = bodyOf(ask)
  if (run.kind === 'job') checkHosts(api, run, payload['hosts'])
  const again = start(api, template, {
    createdBy: user,
    vars: run.vars,
    inventory: run.inventory,
    labels: run.labels,
    prompts: run.prompts,
    launchType: 'relaunch',
  })
  recordLaunch(api, again, run.vars, payload, run.id)
  // Only the launch says what it ignored; the relaunch of a job says its id, that of a workflow does not.
  const { id, kind } = again
  return {
    status: 201,
    json: { ...(kind === 'job' ? { job: id } : {}), ...runShape(api, user, again, 'launched') },
    headers: { Location: api.link(runPath(again)) },
  }
}

function remove(api: Api, ask: Ask, run: Run): Answer {
  if (!mayDelete(userOf(ask))) throw forbidden()
  if (!isFinal(run)) throw forbidden('Cannot delete running job resource.')
  const workflow = run.node?.workflow
  if (workflow !== undefined && !isFinal(workflow)) {
    throw forbidden('Cannot delete job resource when associated workflow job is running.')
  }
  if (run.kind === 'job' && !eventsAreIn(api, run)) {
    throw invalid({ error: 'Job has not finished processing events.' })
  }
  api.store.removeRun(run)
  return { status: 204 }
}
