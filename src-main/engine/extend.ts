import { BrokerError } from '@shared/domain/error'
import type { ErrorData } from '@shared/domain/error'
import { hostTitle } from '@shared/domain/host'
import type { Extension } from '@shared/domain/lease'
import type { Task } from '@shared/domain/task'
import { durationText, momentText } from '@shared/lib/time-text'
import { count } from '@shared/lib/words'
import type { HostRecord } from '@main/ports/inventory'
import type { EngineDeps } from '@main/engine/deps'
import { notSupported } from '@main/engine/not-supported'
import { extendJob } from '@main/engine/extend-line'
import type { TakenUp } from '@main/engine/taken-up'

/**
 * Starts an extension of hosts and answers its task at once. Each host is a line and a job of its own (the original
 * extends the last one only). A host that cannot be extended says so in its line and hinders no other.
 *
 * Throws what stands in the way when that is so for every host: a second press of a button is refused, because every
 * host of it is being extended already.
 */
export function startExtend(
  deps: EngineDeps,
  hostIds: readonly string[],
  extension: Extension,
  retryOf?: number,
  taken: TakenUp = new Map(),
): Task {
  const nowMs = deps.clock.now()
  const task = deps.inventory.transaction(() => {
    const hosts = [...new Set(hostIds)].flatMap((id) => deps.inventory.hosts.get(id) ?? [])
    const underWay = deps.inventory.tasks.hostsBeingExtended()
    const checked = hosts.map((host) => ({
      host,
      problem: underWay.has(host.id) ? beingExtended(host) : problemOf(deps, host, extension, nowMs),
    }))
    const [first] = checked
    if (first === undefined) throw noHosts()
    if (checked.every((one) => one.problem !== undefined))
      throw new BrokerError(first.problem ?? noHosts().data)
    const instances = new Set(hosts.map((host) => `${host.provider}/${host.instance}`))
    return deps.inventory.tasks.create(
      {
        title: `Extend ${hosts.length === 1 ? hostTitle(first.host) : count(hosts.length, 'host')}${amountText(extension)}`,
        ...(instances.size === 1 ? { provider: first.host.provider, instance: first.host.instance } : {}),
        request: { kind: 'extend', hostIds: hosts.map((host) => host.id), extension },
        ...(retryOf === undefined ? {} : { retryOf }),
        lines: checked.map(({ host, problem }) => ({
          title: hostTitle(host),
          hostId: host.id,
          ...(taken.has(host.id) ? { mark: taken.get(host.id) ?? {} } : {}),
          status:
            problem === undefined
              ? { state: 'queued' as const }
              : { state: 'failed' as const, error: { ...problem, retryable: false } },
        })),
      },
      nowMs,
    )
  })
  deps.publisher.publish('tasks.changed', { taskIds: [task.id] })
  deps.publisher.publish('hosts.changed', { hostIds: task.lines.flatMap((line) => line.hostId ?? []) })
  deps.runner.enqueue(
    task.lines.flatMap((line) =>
      line.hostId === undefined || line.status.state !== 'queued'
        ? []
        : extendJob(deps, { taskId: task.id, line: line.line, hostId: line.hostId }, extension),
    ),
  )
  return task
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** " by 1 day", " until 23 Nov 2026 14:00", or nothing for what the provider does by itself. */
function amountText(extension: Extension): string {
  switch (extension.kind) {
    case 'by':
      return ` by ${extension.ms % DAY === 0 ? count(extension.ms / DAY, 'day') : durationText(extension.ms)}`
    case 'until':
      // With its year: a title is read for long.
      return ` until ${momentText(extension.atMs, 0)}`
    case 'default':
      return ''
  }
}

type Problem = Omit<ErrorData, 'retryable'>

/** Why a host cannot be extended so, if it cannot. */
function problemOf(
  deps: EngineDeps,
  host: HostRecord,
  extension: Extension,
  nowMs: number,
): Problem | undefined {
  const { capabilities, extension: support } = deps.registry.definition(host.provider)
  const at = { provider: host.provider, instance: host.instance }
  if (!capabilities.extend) return notSupported(host, 'cannot extend hosts').data
  if (support !== undefined && !support.kinds.includes(extension.kind)) {
    return notSupported(host, 'cannot be asked to extend so').data
  }
  if (host.state !== 'ready') {
    const message =
      host.state === 'checking_in' || host.state === 'releasing'
        ? 'The host is being checked in.'
        : 'Only a host that is ready can be extended.'
    return { code: 'INVALID_INPUT', message, ...at }
  }
  if (extension.kind !== 'until') return undefined
  if (extension.atMs <= nowMs) return { code: 'INVALID_INPUT', message: 'This moment is over.', ...at }
  if (host.lease !== undefined && host.lease.endsAtMs >= extension.atMs) {
    return { code: 'INVALID_INPUT', message: 'Its lease does not end before that.', ...at }
  }
  return undefined
}

function beingExtended(host: HostRecord): Problem {
  return {
    code: 'INVALID_INPUT',
    message: `${hostTitle(host)} is being extended already.`,
    hint: 'Wait until that is done.',
    provider: host.provider,
    instance: host.instance,
  }
}

function noHosts(): BrokerError {
  return new BrokerError({ code: 'NOT_FOUND', message: 'None of these hosts is in the inventory.' })
}
