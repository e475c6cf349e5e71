import type { HostSummary } from '@shared/domain/host'
import type { ProviderKindInfo } from '@shared/domain/provider'
import { dateText, durationText } from '@shared/lib/time-text'
import { fieldText, FIRST_CHOICE, localMoment, type ExtensionChoice } from '@renderer/features/leases/amounts'
import { extendProblem, supportOf } from '@renderer/features/leases/extension-plan'
import { endOf } from '@renderer/features/leases/lease-text'
import type { Zoom } from '@renderer/features/timeline/scale'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A moved end lands on quarters of an hour; with Alt on minutes. */
export const SNAP_MS = 15 * MINUTE
export const FINE_MS = MINUTE

/** What of a host decides whether its end can be moved. */
export type MovableHost = Pick<HostSummary, 'state' | 'lease' | 'provider'>

/** The end that can be moved; undefined for a host without one, or whose provider takes neither a date nor an amount. */
export function movableEnd(host: MovableHost, kinds: readonly ProviderKindInfo[]): number | undefined {
  if (extendProblem(host, kinds) !== undefined) return undefined
  const support = supportOf(host, kinds)
  return support?.kinds.includes('until') === true || support?.kinds.includes('by') === true
    ? endOf(host)
    : undefined
}

/** Why a host has no end that can be moved. */
export function whyFixed(host: MovableHost, kinds: readonly ProviderKindInfo[]): string {
  const problem = extendProblem(host, kinds)
  return `${problem ?? (endOf(host) === undefined ? 'It has no end' : `${host.provider} takes neither a date nor an amount`)}.`
}

/** The earliest end that extending can give: the one there is, or for one that has passed the moment now. */
function lowest(endMs: number, nowMs: number): number {
  return Math.max(endMs, nowMs)
}

/**
 * The end at a moment that was pointed to, on a full step. Steps are counted in UTC: every zone of today lies a multiple
 * of 15 minutes beside it. Extending never gives an earlier end than there is, nor a
 * later one than the provider's limit.
 */
export function pointedEnd(
  endMs: number,
  toMs: number,
  nowMs: number,
  stepMs: number,
  limitMs?: number,
): number {
  const snapped = limited(sayable(Math.round(toMs / stepMs) * stepMs), limitMs)
  return snapped <= lowest(endMs, nowMs) ? endMs : snapped
}

/** Never beyond the latest end that the provider gives, on the minute before it: a date field says no seconds. */
function limited(atMs: number, limitMs: number | undefined): number {
  return limitMs === undefined || atMs <= limitMs ? atMs : Math.floor(limitMs / MINUTE) * MINUTE
}

/** The end one step later (1) or earlier (-1), on a quarter of an hour. */
export function steppedEnd(
  endMs: number,
  currentMs: number,
  nowMs: number,
  direction: -1 | 1,
  stepMs: number,
  limitMs?: number,
): number {
  const least = lowest(endMs, nowMs)
  const from = Math.max(currentMs, least)
  // The smallest step goes to the next quarter; a longer one begins at the nearest, so that an hour is about one.
  const quarters = from / SNAP_MS
  const begin =
    stepMs > SNAP_MS ? Math.round(quarters) : direction === 1 ? Math.floor(quarters) : Math.ceil(quarters)
  const said = sayable(begin * SNAP_MS + direction * stepMs)
  // In the hour that comes twice a step may be said as one before: go on until the clocks show another time.
  if (direction === 1 && said <= from) {
    return steppedEnd(endMs, from + HOUR, nowMs, direction, stepMs, limitMs)
  }
  const given = limited(said, limitMs)
  return given <= least ? endMs : given
}

/** How far a key moves an end: what can be seen in the zoom; with Shift a day. */
export function keyStep(zoom: Zoom, byDay: boolean): number {
  if (byDay) return DAY
  switch (zoom) {
    case 'day':
      return SNAP_MS
    case 'week':
      return HOUR
    case 'month':
      return 6 * HOUR
  }
}

/** The moment that the dialog's date field can say: of an hour that comes twice it says the first. */
function sayable(atMs: number): number {
  return localMoment(fieldText(atMs)) ?? atMs
}

/** What the dialog is filled in with for a moved end: the date, or where the provider takes none the amount. */
export function movedChoice(
  host: MovableHost,
  kinds: readonly ProviderKindInfo[],
  newEndMs: number,
): ExtensionChoice {
  if (supportOf(host, kinds)?.kinds.includes('until') === true) {
    return { ...FIRST_CHOICE, id: 'until', until: fieldText(newEndMs) }
  }
  const minutes = Math.ceil((newEndMs - (endOf(host) ?? newEndMs)) / MINUTE)
  return { ...FIRST_CHOICE, id: 'custom', custom: { value: minutes, unit: 'min' } }
}

/** What stands beside an end while it is moved. */
export interface MovedWords {
  readonly newEnd: string
  readonly fromNow: string
  readonly was: string
  /** Undefined while the end is where it was. */
  readonly adds: string | undefined
  /** The latest end that the provider gives, where it tells one. */
  readonly limit: string | undefined
  /** The same in a sentence, for readers. */
  readonly spoken: string
}

/** The words for an end that is moved from one moment to another. */
export function movedWords(endMs: number, newEndMs: number, nowMs: number, limitMs?: number): MovedWords {
  const newEnd = dateText(newEndMs, nowMs)
  const fromNow =
    newEndMs > nowMs ? `${durationText(newEndMs - nowMs)} from now` : `${durationText(nowMs - newEndMs)} ago`
  const adds = newEndMs > endMs ? durationText(newEndMs - endMs) : undefined
  return {
    newEnd,
    fromNow,
    was: dateText(endMs, nowMs),
    adds,
    limit: limitMs === undefined ? undefined : dateText(limitMs, nowMs),
    spoken:
      adds === undefined
        ? `The end is where it was, ${newEnd}.`
        : `New end ${newEnd}, adds ${adds}. Enter reviews it, Escape leaves it.`,
  }
}
