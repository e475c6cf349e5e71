import type { FailureCause } from '@shared/domain/error'
import { isJsonObject, type Json } from '@shared/lib/json'
import { stripAnsi } from '@main/providers/kit/ansi'
import type { TowerApi } from '@main/providers/ansible-tower/api'
import { jobLink } from './links'
import type { Job, JobEvent } from './schemas'
import { textOf, variablesOf } from './values'

/** Where in the whole a failed job ran. */
export type Place = NonNullable<FailureCause['node']>

/** A failed job with what the server has about its failure. */
export interface FailedJob {
  readonly job: Job
  /** Its failed events, in the order in which they happened; parents of them may be among them. */
  readonly events: readonly JobEvent[]
  /** Its place in a workflow. */
  readonly node?: Place | undefined
  /** The end of its output, where its events tell nothing. */
  readonly output?: string | undefined
}

/** What AWX says of a workflow that failed because one of its nodes did: true, and no reason. */
const NO_REASON = /^No error handling paths? found/i
const LONGEST_OUTPUT = 2000

/**
 * Why a job failed: the traceback or explanation of one that broke (`error`), else the message of each failed event,
 * else the explanation, else the end of its output. At least one cause.
 */
export function causesOf(api: TowerApi, failed: FailedJob): readonly FailureCause[] {
  const { job, node } = failed
  const about: Omit<FailureCause, 'reason'> = {
    job: { name: job.name, id: String(job.id), link: jobLink(api, job) },
    ...(node === undefined ? {} : { node }),
  }
  const broke = firstText(job.result_traceback, job.job_explanation)
  if (job.status === 'error' && broke !== undefined) return [{ reason: broke, ...about }]
  const told = causesOfEvents(failed.events)
  if (told.length > 0) return told.map((cause) => ({ ...cause, ...about }))
  const reason = firstText(explanationOf(job), job.result_traceback)
  if (reason !== undefined) return [{ reason, ...about }]
  if (job.status === 'canceled')
    return [{ reason: 'The job was cancelled at the server.', ours: true, ...about }]
  if (job.type === 'workflow_approval') return [{ reason: 'The approval was denied.', ours: true, ...about }]
  const output = firstText(fatalIn(failed.output), tailOf(failed.output))
  return [output === undefined ? { ...unknownCause(api, job), ...about } : { reason: output, ...about }]
}

/** What the server itself says of a job's end, unless it says no more than that something in it failed. */
function explanationOf(job: Job): string | undefined {
  const said = job.job_explanation ?? ''
  return said === '' || NO_REASON.test(said) ? undefined : said
}

/** What is said where the server tells nothing. */
export function unknownCause(api: TowerApi, job: Job): Pick<FailureCause, 'reason' | 'ours'> {
  return { reason: `Why ${job.name} failed cannot be told: ${jobLink(api, job).url}`, ours: true }
}

type EventCause = Pick<FailureCause, 'reason' | 'play' | 'task' | 'host'>

/** Failed events with a message; what a loop's items say stands once, though the loop and each item tell it. */
function causesOfEvents(events: readonly JobEvent[]): readonly EventCause[] {
  const seen = new Set<string>()
  return events
    .flatMap((event) => reasonsOf(event).map((reason) => causeOf(event, reason)))
    .filter((cause) => {
      const key = JSON.stringify([cause.reason, cause.task, cause.host])
      if (seen.has(key)) return false
      seen.add(key)
      return true
    })
}

function causeOf(event: JobEvent, reason: string): EventCause {
  const play = firstText(event.event_data.play, event.play)
  const task = firstText(event.event_data.task, event.task)
  const host = firstText(event.event_data.host, event.host_name)
  return {
    reason,
    ...(play === undefined ? {} : { play }),
    ...(task === undefined ? {} : { task }),
    ...(host === undefined ? {} : { host }),
  }
}

function reasonsOf({ event, event_data: { res } }: JobEvent): readonly string[] {
  if (res === null || res === undefined) return []
  const items = (res.results ?? []).flatMap(failedItem)
  if (items.length > 0) return items
  const message = messageOf(res.msg)
  if (message !== undefined) {
    const { _ansible_item_label: label, item } = res
    return [labelled(message, label, event === 'runner_item_on_failed' ? item : undefined)]
  }
  // A task with no_log: the server says that it hides the reason, and that is all that can be known.
  return res.censored === undefined ? [] : [res.censored]
}

function failedItem(item: Json): readonly string[] {
  if (!isJsonObject(item) || item['failed'] !== true) return []
  const message = messageOf(item['msg'])
  if (message === undefined) return []
  return [labelled(message, item['_ansible_item_label'], item['item'])]
}

/** What is said of one item of a loop, after what Ansible calls that. */
function labelled(message: string, ...names: readonly (Json | undefined)[]): string {
  const label = names.map(textOf).find((text) => text !== undefined)
  return label === undefined ? message : `${label}: ${message}`
}

/** `msg` is a text by custom; a playbook may fail with a list or an object. */
function messageOf(msg: Json | undefined): string | undefined {
  if (msg === undefined || msg === null || msg === '') return undefined
  return typeof msg === 'string' ? msg : JSON.stringify(msg)
}

function firstText(...texts: readonly (string | null | undefined)[]): string | undefined {
  return texts.find((text): text is string => text !== undefined && text !== null && text.trim() !== '')
}

/** The message of the last task that failed, where the output tells it as Ansible prints it. */
function fatalIn(output: string | undefined): string | undefined {
  const [, result] = [...stripAnsi(output ?? '').matchAll(/^fatal: .*? => (\{.*\})\s*$/gm)].at(-1) ?? []
  return result === undefined ? undefined : messageOf(variablesOf(result)['msg'])
}

function tailOf(output: string | undefined): string | undefined {
  const text = stripAnsi(output ?? '').trim()
  return text.length <= LONGEST_OUTPUT ? text : text.slice(-LONGEST_OUTPUT)
}
