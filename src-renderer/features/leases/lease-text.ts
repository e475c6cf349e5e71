import type { HostSummary } from '@shared/domain/host'
import { leaseBarPercent, leaseLevel, type Lease } from '@shared/domain/lease'
import { durationText, momentText } from '@shared/lib/time-text'
import type { LeaseBarLevel } from '@renderer/ui/LeaseBar'

/** A lease as its cell shows and says it. */
export interface LeaseWords {
  readonly level: LeaseBarLevel
  readonly widthPercent: number
  /** "12 min", "Ended 20 min ago", "Step 4 of 6, boot". */
  readonly text: string
  /** "today 14:12". */
  readonly end?: string
  readonly fullEnd?: string
  /** When the person wants to be reminded of a host without an end: "Fri 09:00". */
  readonly reminder?: string
  /** A later end that was asked for: "Asked to Fri 14:12, not confirmed yet". */
  readonly unconfirmed?: string
  /** The whole in one sentence, for readers. */
  readonly spoken: string
}

/** What of a host its lease cell needs. */
export type LeaseHost = Pick<HostSummary, 'state' | 'lease' | 'step'>

/** When a host's lease ends, as its provider or its instance's default says. A person's own moment is no end. */
export function endOf({ lease }: Pick<LeaseHost, 'lease'>): number | undefined {
  return lease === undefined || lease.source === 'user' ? undefined : lease.endsAtMs
}

/** When the person wants to be reminded of a host that has no end. */
export function reminderAt({ lease }: Pick<LeaseHost, 'lease'>): number | undefined {
  return lease?.source === 'user' ? lease.endsAtMs : undefined
}

/** A host's lease at a moment; of one that is being made or given back, how far that is. */
export function leaseWords(host: LeaseHost, nowMs: number): LeaseWords {
  const progress = progressWords(host)
  if (progress !== undefined) return progress
  const endsAtMs = endOf(host)
  const level = leaseLevel(endsAtMs, nowMs)
  if (endsAtMs === undefined) {
    const none = { level, widthPercent: 0, text: 'No end' }
    const atMs = reminderAt(host)
    if (atMs === undefined) return { ...none, spoken: 'The lease has no end' }
    const reminder = momentText(atMs, nowMs)
    return { ...none, reminder, spoken: `The lease has no end. You are reminded ${reminder}` }
  }
  const leftMs = endsAtMs - nowMs
  const end = momentText(endsAtMs, nowMs)
  const fullEnd = fullMoment(endsAtMs)
  const unconfirmed = unconfirmedText(host.lease, nowMs)
  const also = unconfirmed === undefined ? {} : { unconfirmed }
  const spokenToo = unconfirmed === undefined ? '' : `. ${unconfirmed}`
  if (level === 'ended') {
    const ago = `Ended ${durationText(-leftMs)} ago`
    return {
      level,
      widthPercent: 0,
      text: ago,
      fullEnd,
      ...also,
      spoken: `Ended ${spell(durationText(-leftMs))} ago, ${end}${spokenToo}`,
    }
  }
  const left = durationText(leftMs)
  return {
    level,
    widthPercent: leaseBarPercent(leftMs),
    text: left,
    end,
    fullEnd,
    ...also,
    spoken: `${spell(left)} left, ends ${end}${spokenToo}`,
  }
}

/** That a later end was asked for and not told since: "Asked to Fri 14:12, not confirmed yet". */
export function unconfirmedText(
  lease: Pick<Lease, 'unconfirmed'> | undefined,
  nowMs: number,
): string | undefined {
  const asked = lease?.unconfirmed
  if (asked === undefined) return undefined
  const until = asked.endsAtMs === undefined ? 'for a later end' : `to ${momentText(asked.endsAtMs, nowMs)}`
  return `Asked ${until}, not confirmed yet`
}

function progressWords({ state, step }: LeaseHost): LeaseWords | undefined {
  if (state !== 'requested' && state !== 'making' && state !== 'releasing') return undefined
  if (step === undefined) {
    const text = state === 'requested' ? 'Waiting to start' : 'Working'
    return { level: 'making', widthPercent: 0, text, spoken: text }
  }
  const text = `Step ${step.index + 1} of ${step.count}, ${step.name}`
  // The middle of the running step: at its start nothing of it is done, and nobody knows how long it takes.
  return { level: 'making', widthPercent: ((step.index + 0.5) / step.count) * 100, text, spoken: text }
}

// Making one costs more than a hundred uses of it.
const FULL = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' })

/** A moment with everything that there is to it: "Thursday 12 November 2026 at 14:12:00 CET". */
export function fullMoment(atMs: number): string {
  return FULL.format(atMs)
}

const UNITS: Readonly<Record<string, string>> = { s: 'second', min: 'minute', h: 'hour', d: 'day' }

/** A duration as it is read out: "1 hour 35 minutes" for "1 h 35 min". */
export function spell(duration: string): string {
  return duration.replaceAll(/(\d+)\u00a0(s|min|h|d)\b/gu, (_, digits: string, unit: string) => {
    const name = UNITS[unit] ?? unit
    return digits === '1' ? `1 ${name}` : `${digits} ${name}s`
  })
}

/** How often a lease has to be looked at: each second only around its last minute. */
export function ticksEachSecond(host: LeaseHost, nowMs: number): boolean {
  const left = (endOf(host) ?? Infinity) - nowMs
  return left > -60_000 && left < 2 * 60_000
}
