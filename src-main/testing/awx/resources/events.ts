import type { JsonObject } from '@shared/lib/json'
import { notFound, stamp, type Api } from '@main/testing/awx/api'
import { forbidden, ok, type Answer } from '@main/testing/awx/http/answer'
import { userOf, type Ask } from '@main/testing/awx/http/ask'
import type { Router } from '@main/testing/awx/http/router'
import { filtered } from '@main/testing/awx/query/filter'
import { eventModel } from '@main/testing/awx/query/leaf-models'
import { list, page } from '@main/testing/awx/query/page'
import { findRun } from '@main/testing/awx/resources/runs'
import { eventsOf, runOfEvent, type JobEvent } from '@main/testing/awx/runs/events'
import { mayRead } from '@main/testing/awx/store/access'
import { hasFailed } from '@main/testing/awx/store/records'

const LIST_BYTES = 1024

export function addEvents(api: Api, router: Router): void {
  router.add('/jobs/:id/job_events/', { GET: (ask) => listEvents(api, ask) }, { model: eventModel })
  router.add('/job_events/:id/', { GET: (ask) => ok(showEvent(api, findEvent(api, ask), true)) })
  router.add('/job_events/:id/children/', {
    GET: (ask) => {
      const { run, uuid } = findEvent(api, ask)
      const children = eventsOf(run, api.now()).filter(({ parentUuid }) => parentUuid === uuid)
      return list(api, ask, eventModel, children, (event) => showEvent(api, event, false))
    },
  })
}

function findEvent(api: Api, ask: Ask): JobEvent {
  const id = Number(ask.params['id'])
  const run = api.store.runs.get(runOfEvent(id))
  const event = run === undefined ? undefined : eventsOf(run, api.now()).find((each) => each.id === id)
  if (run === undefined || event === undefined) throw notFound(api, 'JobEvent')
  if (!mayRead(userOf(ask), run)) throw forbidden()
  return event
}

/** Ordered by their first line unless said otherwise; `limit` gives so many without pages. */
function listEvents(api: Api, ask: Ask): Answer {
  const headers = { 'X-UI-Max-Events': '4000' }
  const all = eventsOf(findRun(api, ask, 'job'), api.now())
  const rows = filtered(eventModel, all, ask.query, api.settings.clockSkewMs)
  const whole = ask.query.get('no_truncate') === '1'
  const show = (event: JobEvent): JsonObject => showEvent(api, event, whole)
  const limit = ask.query.get('limit')
  if (limit !== null && /^\d+$/.test(limit)) {
    return ok({ results: rows.slice(0, Number(limit)).map(show) }, headers)
  }
  return page(api, ask, rows, show, headers)
}

function showEvent(api: Api, event: JobEvent, whole: boolean): JsonObject {
  const { run } = event
  const url = `/job_events/${event.id}/`
  const stdout =
    whole || event.event.startsWith('playbook_on_') || event.stdout.length <= LIST_BYTES
      ? event.stdout
      : `${event.stdout.slice(0, LIST_BYTES)}…`
  return {
    id: event.id,
    type: 'job_event',
    url: api.link(url),
    related: { job: api.link(`/jobs/${run.id}/`), children: api.link(`${url}children/`) },
    summary_fields: {
      job: {
        id: run.id,
        name: run.name,
        description: run.description,
        status: run.status,
        failed: hasFailed(run),
        type: 'job',
        job_template_id: run.template?.id ?? null,
        job_template_name: run.template?.name ?? '',
      },
      role: {},
    },
    created: stamp(api, event.atMs),
    modified: stamp(api, event.atMs),
    job: run.id,
    event: event.event,
    counter: event.counter,
    event_display: event.display,
    event_data: event.data,
    event_level: event.level,
    failed: event.failed,
    changed: event.changed,
    uuid: event.uuid,
    parent_uuid: event.parentUuid,
    host: null,
    host_name: event.host,
    playbook: event.playbook,
    play: event.play,
    task: event.task,
    role: event.role,
    stdout,
    start_line: event.startLine,
    end_line: event.endLine,
    verbosity: 0,
  }
}
