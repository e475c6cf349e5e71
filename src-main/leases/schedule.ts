import { isSameEnd } from '@shared/domain/lease'
import { AUTO_EXTEND, ENDED, type LeasedHost, type ReminderKey, type Snooze } from '@main/ports/leases'

/** A clock that shows this much less than when something was written has been put back. */
const PUT_BACK_MS = 60_000
const MINUTE = 60_000

/** What the schedule of reminders follows from. */
export interface ScheduleInput {
  /** UTC epoch milliseconds, as every time here. */
  readonly nowMs: number
  readonly hosts: Iterable<LeasedHost>
  /** How long before its end a host is told of: milliseconds, each once, the earliest reminder first. */
  readonly thresholdsOf: (host: LeasedHost) => readonly number[]
  /** What was claimed already, by host. */
  readonly claimed: ReadonlyMap<string, readonly ReminderKey[]>
  readonly snoozes: ReadonlyMap<string, Snooze>
  /** Nothing is told before: reminders are paused or it is quiet. `Infinity`: until a person resumes them. */
  readonly heldUntilMs?: number
}

/** Why a host is told of: its end comes near, its lease has ended, or the moment has come that the person chose. */
export type DueKind = 'ending' | 'ended' | 'own'

/** One host to tell of. */
export interface Due {
  readonly host: LeasedHost
  readonly kind: DueKind
  /** When the first reminder came due that is told with this one. */
  readonly sinceMs: number
  /** What is claimed with it: everything that has passed and was not told, the nearest to the end last. Never empty. */
  readonly claims: readonly ReminderKey[]
}

/** What is due, and when to look again. */
export interface Schedule {
  /** The soonest end first. Empty while reminders are held. */
  readonly due: readonly Due[]
  /** How many hosts are due but held. */
  readonly waiting: number
  /** The next moment at which something comes due (or is no longer held); undefined when nothing ever will. */
  readonly nextAtMs: number | undefined
  /** How many hosts come due within the minute of that moment. */
  readonly nextHosts: number
}

/**
 * What is due now. Each threshold of each end is told once. Of several that have passed unseen the last one is told and
 * the others count as told; those that passed before the person saw the end, or before a later one was told, are left
 * out. Pure, and linear in the number of hosts.
 */
export function schedule(input: ScheduleInput): Schedule {
  const { nowMs, heldUntilMs } = input
  const isHeld = heldUntilMs !== undefined && heldUntilMs > nowMs
  const due: Due[] = []
  const next = new Next()
  for (const host of input.hosts) {
    const of = forHost(input, host)
    if (of.due !== undefined) due.push(of.due)
    if (of.nextAtMs !== undefined) next.add(isHeld ? Math.max(of.nextAtMs, heldUntilMs) : of.nextAtMs)
  }
  if (!isHeld) {
    due.sort((a, b) => a.host.endsAtMs - b.host.endsAtMs)
    return { due, waiting: 0, nextAtMs: next.atMs, nextHosts: next.hosts }
  }
  for (let waiting = 0; waiting < due.length; waiting += 1) next.add(heldUntilMs)
  return { due: [], waiting: due.length, nextAtMs: next.atMs, nextHosts: next.hosts }
}

/** The earliest of many moments, and how many lie within a minute of it. */
class Next {
  #atMs: number | undefined
  readonly #within: number[] = []

  add(atMs: number): void {
    if (!Number.isFinite(atMs)) return
    if (this.#atMs === undefined || atMs < this.#atMs) this.#atMs = atMs
    if (atMs < this.#atMs + 60_000) this.#within.push(atMs)
  }

  get atMs(): number | undefined {
    return this.#atMs
  }

  get hosts(): number {
    const atMs = this.#atMs
    return atMs === undefined ? 0 : this.#within.filter((each) => each < atMs + 60_000).length
  }
}

interface ForHost {
  readonly due?: Due
  readonly nextAtMs?: number
}

const OWN: readonly number[] = []

function forHost(input: ScheduleInput, host: LeasedHost): ForHost {
  const { nowMs } = input
  const { endsAtMs } = host
  const last = lastTold(input.claimed.get(host.hostId), endsAtMs)
  if (last === ENDED) return {}
  const endedAtMs = Math.ceil(endsAtMs / MINUTE) * MINUTE
  const hasEnded = endedAtMs <= nowMs
  // Over, but not for a minute: told with the others of it.
  if (endsAtMs <= nowMs && !hasEnded) return { nextAtMs: endedAtMs }
  // A moment of one's own is no end: it is told when it has come, and not before.
  const thresholds = host.source === 'user' ? OWN : input.thresholdsOf(host)
  const passed: number[] = []
  let nextAtMs = endedAtMs
  for (const thresholdMs of thresholds) {
    if (thresholdMs >= last) continue
    const atMs = momentBefore(endsAtMs, thresholdMs)
    if (atMs > nowMs) {
      nextAtMs = atMs
      break
    }
    if (!wasSeen(host, atMs, nowMs)) passed.push(thresholdMs)
  }
  if (hasEnded) passed.push(ENDED)
  const snooze = snoozeOf(input.snoozes.get(host.hostId), endsAtMs, last)
  if (snooze !== undefined && !hasEnded) {
    if (isAsleep(snooze, nowMs)) return { nextAtMs: snooze.untilMs }
    // It is a reminder of its own, which takes along what passed while it slept.
    passed.push(endsAtMs - snooze.untilMs)
  }
  const [first] = passed
  if (first === undefined) return { nextAtMs }
  const due: Due = {
    host,
    kind: !hasEnded ? 'ending' : host.source === 'user' ? 'own' : 'ended',
    sinceMs: snooze?.untilMs ?? (first === ENDED ? endedAtMs : momentBefore(endsAtMs, first)),
    claims: passed.map((thresholdMs) => ({ hostId: host.hostId, endsAtMs, thresholdMs })),
  }
  return hasEnded ? { due } : { due, nextAtMs }
}

/** On the minute, so that all reminders of one minute are one notification. */
function momentBefore(endsAtMs: number, thresholdMs: number): number {
  return Math.floor((endsAtMs - thresholdMs) / MINUTE) * MINUTE
}

/** The person saw this end when its reminder had passed already; a clock that was put back since proves nothing. */
function wasSeen({ seenAtMs }: LeasedHost, atMs: number, nowMs: number): boolean {
  return seenAtMs !== undefined && atMs <= seenAtMs && seenAtMs <= nowMs + PUT_BACK_MS
}

/** The snooze of this end, unless it was told already. */
function snoozeOf(snooze: Snooze | undefined, endsAtMs: number, last: number): Snooze | undefined {
  if (snooze === undefined || !isSameEnd(snooze.endsAtMs, endsAtMs)) return undefined
  return endsAtMs - snooze.untilMs < last ? snooze : undefined
}

function isAsleep(snooze: Snooze, nowMs: number): boolean {
  return nowMs < snooze.untilMs && nowMs >= snooze.atMs - PUT_BACK_MS
}

/** The nearest threshold of this end that was told: what is farther from the end is over. */
function lastTold(claimed: readonly ReminderKey[] | undefined, endsAtMs: number): number {
  let last = Infinity
  for (const { endsAtMs: of, thresholdMs } of claimed ?? []) {
    if (thresholdMs !== AUTO_EXTEND && thresholdMs < last && isSameEnd(of, endsAtMs)) last = thresholdMs
  }
  return last
}
