import { hostTitle, type HostSummary } from '@shared/domain/host'
import { instanceText } from '@shared/domain/provider'
import type { Task } from '@shared/domain/task'
import { dateText } from '@shared/lib/time-text'
import { count, nameSome } from '@shared/lib/words'
import { shortNames } from '@renderer/features/hosts/short-names'
import type { ToastTone } from '@renderer/ui/toast-manager'

/** What of an extended host its outcome is told from. */
export type ExtendedHost = Pick<
  HostSummary,
  'id' | 'hostname' | 'name' | 'offering' | 'provider' | 'instance' | 'lease'
>

/** How an extension went, as a notice tells it. */
export interface ExtensionOutcomeWords {
  readonly tone: ToastTone
  readonly title: string
  readonly description: string | undefined
}

/**
 * What a finished extension did, in facts: the new ends that the provider reports, what it has not confirmed, and what
 * failed. `hosts` are those of its lines, as they are after it.
 */
export function outcomeWords(
  task: Task,
  hosts: readonly ExtendedHost[],
  nowMs: number,
): ExtensionOutcomeWords {
  const of = (id: string | undefined): ExtendedHost | undefined => hosts.find((host) => host.id === id)
  const done = task.lines.flatMap((line) =>
    line.status.state === 'succeeded' ? (of(line.hostId) ?? []) : [],
  )
  const failures = task.lines.flatMap(({ status }) => (status.state === 'failed' ? status.error.message : []))
  const cancelled = task.lines.filter(({ status }) => status.state === 'cancelled').length
  const unconfirmed = done.filter((host) => host.lease?.unconfirmed !== undefined)
  const told = done.filter((host) => host.lease?.unconfirmed === undefined)
  const sentences = [
    told.length === 0 ? '' : endsText(told, nowMs),
    unconfirmed.length === 0 ? '' : unconfirmedSentence(unconfirmed, nowMs),
    failures[0] ?? '',
    cancelled === 0 ? '' : `${count(cancelled, 'host')} cancelled`,
  ].filter((text) => text !== '')
  const [first = 'Nothing was extended', ...rest] =
    failures.length === 0 || task.lines.length === 1
      ? sentences
      : [`${failures.length} of ${count(task.lines.length, 'host')} not extended`, ...sentences]
  return {
    tone: failures.length > 0 ? 'danger' : unconfirmed.length > 0 || cancelled > 0 ? 'warn' : 'ok',
    title: first,
    description: rest.length === 0 ? undefined : rest.map(withStop).join(' '),
  }
}

function withStop(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}

/** "rhel-9-4-kx3 now ends Fri 13 Nov 14:12"; of several each with its end. */
function endsText(hosts: readonly ExtendedHost[], nowMs: number): string {
  const names = shortNames(hosts.map(hostTitle))
  const ends = hosts.map(({ lease }) => (lease === undefined ? undefined : dateText(lease.endsAtMs, nowMs)))
  const [end] = ends
  if (hosts.length === 1) {
    return end === undefined
      ? `${nameSome(names)} is extended, its end is not told`
      : `${nameSome(names)} now ends ${end}`
  }
  if (new Set(ends).size === 1) {
    return end === undefined
      ? `${nameSome(names)} are extended, their ends are not told`
      : `${nameSome(names)} now end ${end}`
  }
  const each = names.map((name, index) => {
    const own = ends[index]
    return own === undefined ? `${name} without a told end` : `${name} ends ${own}`
  })
  return `${count(hosts.length, 'host')} extended: ${nameSome(each)}`
}

function unconfirmedSentence(hosts: readonly ExtendedHost[], nowMs: number): string {
  const names = nameSome(shortNames(hosts.map(hostTitle)))
  const place = nameSome([...new Set(hosts.map((host) => instanceText(host)))])
  const wanted = new Set(hosts.map((host) => host.lease?.unconfirmed?.endsAtMs))
  const [end] = wanted
  const until = wanted.size === 1 && end !== undefined ? ` to ${dateText(end, nowMs)}` : ''
  return `Asked ${place} to extend ${names}${until}, not confirmed yet`
}
