import type { JsonObject } from '@shared/lib/json'
import { draftsOf, type Draft } from '@main/testing/awx/runs/event-drafts'
import { isFinal, type Run } from '@main/testing/awx/store/records'

/** A row of a job's events. */
export interface JobEvent {
  readonly id: number
  readonly run: Run
  readonly counter: number
  readonly event: string
  readonly display: string
  readonly level: 0 | 1 | 2 | 3
  readonly failed: boolean
  readonly changed: boolean
  readonly uuid: string
  readonly parentUuid: string
  readonly host: string
  readonly play: string
  readonly task: string
  readonly role: string
  readonly playbook: string
  /** With ANSI codes; lines of the output are numbered through. */
  readonly stdout: string
  readonly startLine: number
  readonly endLine: number
  readonly data: JsonObject
  readonly atMs: number
}

const IDS_A_JOB = 10_000
export function eventId(run: Run, counter: number): number {
  return run.id * IDS_A_JOB + counter
}

export function runOfEvent(id: number): number {
  return Math.floor(id / IDS_A_JOB)
}

/** What a job has told so far; the rows that a failure is propagated to are marked when it has ended. */
export function eventsOf(run: Run, nowMs: number): readonly JobEvent[] {
  const { plan, startedMs } = run
  if (plan === undefined || startedMs === undefined) return []
  const over = isFinal(run)
  const endedMs = run.finishedMs ?? startedMs + plan.durationMs
  const playbook =
    run.template?.kind === 'job_template' ? (run.template.spec.playbook ?? 'site.yml') : 'site.yml'
  const drafts = draftsOf(run, plan, playbook, over)
  const events: JobEvent[] = []
  let line = 0
  for (const [index, made] of drafts.entries()) {
    const atMs = startedMs + made.at * plan.durationMs
    // What a cancel cut short was never said.
    if (atMs > (over ? endedMs : nowMs)) break
    const lines = made.stdout === '' ? 0 : made.stdout.split('\n').length
    events.push({
      id: eventId(run, index + 1),
      run,
      counter: index + 1,
      event: made.event,
      display: made.display,
      level: made.level,
      failed:
        made.failed === true || (made.level < 3 && over && run.status === 'failed' && leadsTo(drafts, made)),
      changed: made.changed ?? false,
      uuid: made.uuid,
      parentUuid: made.parent,
      host: made.host ?? '',
      play: made.play ?? '',
      task: made.task ?? '',
      role: made.role ?? '',
      playbook,
      stdout: made.stdout,
      startLine: line,
      endLine: line + lines,
      data: made.data,
      atMs,
    })
    line += lines
  }
  return events
}

/** True when a failing event is below it. */
function leadsTo(drafts: readonly Draft[], above: Draft): boolean {
  const byUuid = new Map(drafts.map((each) => [each.uuid, each]))
  return drafts
    .filter((each) => each.failed === true)
    .some((each) => {
      for (let up = byUuid.get(each.parent); up !== undefined; up = byUuid.get(up.parent)) {
        if (up === above) return true
      }
      return false
    })
}
