import type { ErrorCode, ErrorData } from '@shared/domain/error'
import type { Extension } from '@shared/domain/lease'
import type { Task, TaskLine } from '@shared/domain/task'
import type { Json, JsonObject } from '@shared/lib/json'
import { maskArguments } from '@main/engine/argument-secrets'
import type { HostRecord } from '@main/ports/inventory'
import type { AuthType } from './auth-type'
import type { Subject } from './subject'

/** The exit codes of the `broker` command, by what went wrong. */
const RETURN_CODES: Readonly<Record<ErrorCode, number>> = {
  AUTH: 5,
  PERMISSION: 6,
  PROVIDER: 7,
  NOT_FOUND: 7,
  TIMEOUT: 7,
  CONFIG: 8,
  NOT_SUPPORTED: 9,
  INVALID_INPUT: 13,
  CANCELLED: 1,
  INTERRUPTED: 1,
  INTERNAL: 1,
}

/** What Broker calls its own method for an action; others have the action's name. */
const METHODS: Readonly<Record<string, string>> = {
  workflow: 'execute',
  job_template: 'execute',
  container_app: 'execute',
  container_host: 'run_container',
  job_xml: 'submit_job',
  job_id: 'submit_job',
}

/** What is written: some keys, and under one more a record for each of these hosts (`brokerHost`). */
export interface BrokerOutput {
  readonly head: JsonObject
  readonly list?: { readonly key: 'hosts' | 'inventory'; readonly hosts: readonly HostRecord[] }
}

/**
 * The keys of what the `broker` command writes with `--output-file`: of a task those of the command that does the same,
 * of hosts those of `broker inventory`. Later values of a key take the place of earlier ones there, so of several hosts
 * the addresses and the failure are those of the last.
 */
export function brokerOutput(subject: Subject, authType: AuthType | undefined): BrokerOutput {
  const hosts = subject.hosts.map(({ host }) => host)
  const { task } = subject
  if (task === undefined) return { head: { return_code: 0 }, list: { key: 'inventory', hosts } }
  const head = {
    ...actionOf(task, hosts),
    ...(authType === undefined ? {} : { auth_type: authType }),
    ...addressesOf(task),
    ...endOf(task),
  }
  switch (task.kind) {
    case 'checkout': {
      // Only what came to be is a result; what is left behind or gone is told by the failure.
      const made = new Set(
        task.lines.flatMap((line) => (line.status.state === 'succeeded' ? (line.hostId ?? []) : [])),
      )
      return { head, list: { key: 'hosts', hosts: hosts.filter((host) => made.has(host.id)) } }
    }
    case 'extend':
      return { head, list: { key: 'hosts', hosts } }
    case 'execute':
      return { head: { ...head, ...outputOf(task) } }
    case 'sync':
      return { head, list: { key: 'inventory', hosts } }
    case 'checkin':
      return { head }
  }
}

/** As the original writes it: four spaces, keys in order. */
export function brokerText(output: JsonObject): string {
  return `${JSON.stringify(sorted(output), undefined, 4)}\n`
}

function sorted(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((entry) => sorted(entry))
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}

function actionOf(task: Task, hosts: readonly HostRecord[]): JsonObject {
  const { request } = task
  const last = hosts.at(-1)
  const provider = task.provider ?? last?.provider
  const by = provider === undefined ? {} : { provider }
  switch (request.kind) {
    case 'checkout':
    case 'execute': {
      const { action, offering, arguments: args, labels } = request.request
      const named = Object.keys(labels).length === 0 ? {} : { provider_labels: labels }
      return {
        ...by,
        action: METHODS[action] ?? action,
        arguments: { [action]: offering, ...maskArguments(args), ...named },
      }
    }
    case 'extend':
      return {
        ...by,
        action: 'extend',
        arguments: { target_vm: last?.name ?? null, ...timeOf(request.extension) },
      }
    case 'checkin':
      return {
        ...by,
        action: 'release',
        arguments: last === undefined ? {} : { source_vm: last.name ?? null },
      }
    case 'sync':
      return by
  }
}

/** The time to add ("+172800") or the moment, in seconds; nothing where the configured one was meant. */
function timeOf(extension: Extension): JsonObject {
  if (extension.kind === 'default') return {}
  return {
    new_expire_time:
      extension.kind === 'by'
        ? `+${Math.ceil(extension.ms / 1000)}`
        : String(Math.floor(extension.atMs / 1000)),
  }
}

/** The pages of the last job: in the API, and for people. */
function addressesOf(task: Task): JsonObject {
  if (task.provider !== 'AnsibleTower') return {}
  const links = task.lines.findLast((line) => line.links.length > 0)?.links ?? []
  const api = links.find(({ url }) => isOfApi(url))?.url
  const ui = links.find(({ url }) => !isOfApi(url))?.url
  return { ...(api === undefined ? {} : { api_url: api }), ...(ui === undefined ? {} : { ui_url: ui }) }
}

function isOfApi(url: string): boolean {
  return /^https?:\/\/[^/]+\/(?:[^#]*\/)?api\//.test(url)
}

function endOf(task: Task): JsonObject {
  const failed = task.lines.findLast((line) => line.status.state === 'failed')
  if (failed?.status.state === 'failed') return failureOf(task, failed, failed.status.error)
  const cancelled = task.lines.findLast((line) => line.status.state === 'cancelled')
  if (cancelled?.status.state === 'cancelled') {
    return { return_code: RETURN_CODES.CANCELLED, error_message: cancelled.status.reason }
  }
  // A task that still runs has no outcome yet.
  return task.state === 'succeeded' ? { return_code: 0 } : {}
}

function failureOf(task: Task, line: TaskLine, error: ErrorData): JsonObject {
  const provider = error.provider ?? task.provider ?? 'The provider'
  const code = RETURN_CODES[error.code]
  const words = error.said ?? error.message
  return {
    return_code: code,
    error_message:
      code === RETURN_CODES.PROVIDER
        ? `${provider} encountered the following error: ${words}`
        : error.message,
    ...(task.provider === 'AnsibleTower' ? jobFailureOf(line, error) : {}),
  }
}

/** Why a job failed, by the keys that Broker prints; one reason stands alone, several are a list, newest first. */
function jobFailureOf(line: TaskLine, { causes = [] }: ErrorData): JsonObject {
  const [newest] = causes
  if (newest === undefined) return {}
  const url = newest.job?.link?.url ?? line.links[0]?.url
  return {
    'Workflow Status': 'failed',
    'Reason(s)': causes.length === 1 ? newest.reason : causes.map((cause) => cause.reason),
    ...(url === undefined ? {} : { URL: url }),
  }
}

/** The artifacts where they were asked for, else the job itself; of a container what it printed. */
function outputOf(task: Task): JsonObject {
  const result = task.lines[0]?.result
  if (result === undefined) return {}
  if (result.artifacts !== undefined) return { output: result.artifacts }
  return { output: task.provider === 'AnsibleTower' ? (result.raw ?? result.output) : result.output }
}
