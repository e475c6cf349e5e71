import { quietUntilMs, thresholdsOf, type ReminderState } from '@shared/domain/reminder'
import type { LeasedHost, Pause } from '@main/ports/leases'
import { wakeAfter } from '@main/ports/wake'
import { Alarm } from '@main/leases/alarm'
import { AutoExtender } from '@main/leases/auto-extender'
import { LeaseBoard } from '@main/leases/board'
import { applyDefaultLeases } from '@main/leases/default-lease'
import type { LeaseDeps } from '@main/leases/deps'
import { FollowUps } from '@main/leases/follow-up-runner'
import { type Away, weekendNotification } from '@main/leases/grouping'
import { schedule, type Schedule } from '@main/leases/schedule'
import { Teller } from '@main/leases/teller'
import { endingIn, weekendAhead } from '@main/leases/weekend-guard'

/** Changes come in bursts; one look follows them. */
const SETTLE_MS = 200
const PUT_BACK_MS = 60_000
/** For how long what was told stays known after the lease has ended and its host was given back. */
const KEEP_MS = 30 * 24 * 60 * 60_000

/** A time in which nothing was told. What came due in it is told as a summary. */
interface Absence {
  readonly why: Away
  readonly sinceMs: number
}

/** Why nothing is told for now. */
interface Hold {
  readonly pause: Pause | undefined
  readonly quietMs: number | undefined
  readonly untilMs: number | undefined
}

/**
 * Sees to it that what is due is done in time: reminders, the weekend's notice, what became of ended leases, extensions
 * by rule, default ends. It sleeps until the next moment that matters, and looks again when hosts or settings change,
 * when the computer wakes, and when the clock was set.
 */
export class LeaseWatcher {
  readonly #deps: LeaseDeps
  readonly #board: LeaseBoard
  readonly #alarm: Alarm
  readonly #teller: Teller
  readonly #followUps: FollowUps
  readonly #autoExtender: AutoExtender
  readonly #stale = new Set<string>()
  #settling: AbortController | undefined
  #state: 'loaded' | 'running' | 'stopped' = 'loaded'
  #absence: Absence | undefined
  #held: Absence | undefined
  #schedule: Schedule = { due: [], waiting: 0, nextAtMs: undefined, nextHosts: 0 }
  #saidState = ''

  constructor(deps: LeaseDeps) {
    this.#deps = deps
    this.#board = new LeaseBoard(deps.inventory.leases)
    this.#board.reload()
    this.#teller = new Teller(deps)
    this.#followUps = new FollowUps(deps)
    this.#autoExtender = new AutoExtender(deps)
    this.#alarm = new Alarm({
      clock: deps.clock,
      elapsed: deps.elapsed,
      ring: () => {
        this.#look({ whole: true })
      },
    })
  }

  /** The hosts that are held and have an end, as they are now. */
  get hosts(): ReadonlyMap<string, LeasedHost> {
    this.#freshen()
    return this.#board.hosts
  }

  /** Begins; what came due while the application was closed is told as a summary. */
  start(): void {
    if (this.#state !== 'loaded') return
    this.#state = 'running'
    this.#absence = { why: 'closed', sinceMs: -Infinity }
    try {
      this.#deps.inventory.leases.prune(this.#deps.clock.now() - KEEP_MS)
    } catch (error) {
      this.#deps.logger.warn('What was told long ago could not be forgotten.', { error })
    }
    this.#look({ whole: true })
  }

  stop(): void {
    this.#state = 'stopped'
    this.#settling?.abort(new Error('Not needed any more.'))
    this.#alarm.stop()
    this.#followUps.stop()
  }

  /** Hosts have changed: they are looked at shortly after, together with what else changes meanwhile. */
  hostsChanged(hostIds: readonly string[]): void {
    for (const id of hostIds) this.#stale.add(id)
    if (this.#state !== 'running' || this.#settling !== undefined) return
    const settling = new AbortController()
    this.#settling = settling
    void wakeAfter(this.#deps.clock, SETTLE_MS, settling.signal, () => {
      this.#settling = undefined
      this.#look({})
    })
  }

  /**
   * Asks the provider now whether a host whose lease has ended is still there. One that is gone leaves the inventory.
   * Throws what hinders the provider from being asked.
   */
  async check(hostId: string): Promise<boolean> {
    const host = this.hosts.get(hostId)
    return host !== undefined && this.#followUps.ask(host, this.#deps.clock.now())
  }

  /** Settings, a pause or a snooze have changed. */
  settingsChanged(): void {
    this.#look({ whole: true })
  }

  /**
   * The computer goes to sleep. When it wakes, whichever comes first, a timer or `resumed`, tells what came due meanwhile
   * as a summary.
   */
  suspended(): void {
    if (this.#state !== 'running') return
    const { nowMs } = this.#alarm.step()
    this.#absence ??= { why: 'slept', sinceMs: nowMs }
  }

  /** The computer was woken, or its screen unlocked: what came due since is told as a summary. */
  resumed(): void {
    this.#look({ whole: true, woken: true })
  }

  /** Cheap, for whoever is awake anyway: looks only when the clock was set, or something is due. */
  noticeTime(): void {
    const { nextAtMs } = this.#schedule
    const { nowMs, beforeMs, hasJumped } = this.#alarm.step()
    if (hasJumped) this.#jumped(nowMs, beforeMs)
    if (hasJumped || (nextAtMs !== undefined && nextAtMs <= nowMs)) this.#look({ whole: true })
  }

  /** How reminders stand. */
  state(): ReminderState {
    const { clock, notifier } = this.#deps
    const nowMs = clock.now()
    this.#freshen()
    const { pause, quietMs, untilMs } = this.#holdAt(nowMs)
    const { due, waiting, nextAtMs, nextHosts } = this.#compute(nowMs, untilMs)
    return {
      ...(pause === undefined
        ? {}
        : { paused: pause.untilMs === undefined ? {} : { untilMs: pause.untilMs } }),
      ...(quietMs === undefined ? {} : { quietUntilMs: quietMs }),
      waiting: waiting + due.length,
      ...(nextAtMs === undefined ? {} : { next: { atMs: nextAtMs, hosts: nextHosts } }),
      shownBy: notifier.available() ? 'desktop' : 'window',
    }
  }

  #look(how: { readonly whole?: boolean; readonly woken?: boolean }): void {
    if (this.#state !== 'running') return
    let nextAtMs: number | undefined
    try {
      nextAtMs = this.#lookNow(how)
    } catch (error) {
      // The inventory is busy, or its disk is full: a reminder must not be lost over that.
      this.#deps.logger.error('Leases could not be looked at and are looked at again.', { error })
      nextAtMs = this.#deps.clock.now() + 60_000
    }
    this.#alarm.setFor(nextAtMs)
  }

  /** Answers when to look again. */
  #lookNow({
    whole = false,
    woken = false,
  }: {
    readonly whole?: boolean
    readonly woken?: boolean
  }): number | undefined {
    const { nowMs, beforeMs, hasJumped } = this.#alarm.step()
    if (woken) this.#absence ??= { why: 'slept', sinceMs: beforeMs }
    else if (hasJumped) this.#jumped(nowMs, beforeMs)
    const given = applyDefaultLeases(this.#deps)
    if (given.length > 0) this.#deps.publisher.publish('hosts.changed', { hostIds: [...given] })
    if (whole) this.#board.reload()
    else this.#freshen(given)
    const extended = this.#autoExtender.run(this.#board.hosts.values(), this.#board.claimed, nowMs)
    this.#board.refresh(extended.changed)
    const heldUntilMs = this.#heldUntil(nowMs)
    this.#tellDue(nowMs, heldUntilMs)
    const moments = [
      this.#schedule.nextAtMs,
      extended.nextAtMs,
      this.#followUps.run(this.#board.hosts.values(), nowMs),
      this.#guardWeekend(nowMs, heldUntilMs),
    ]
    this.#sayState()
    return moments.reduce((soonest, atMs) => Math.min(soonest ?? Infinity, atMs ?? Infinity), Infinity)
  }

  #freshen(besides: readonly string[] = []): void {
    this.#board.refresh([...this.#stale, ...besides])
    this.#stale.clear()
  }

  /** Forward it may as well have slept; backward nothing is told twice, and what is to come comes later. */
  #jumped(nowMs: number, beforeMs: number): void {
    if (nowMs > beforeMs) this.#absence ??= { why: 'clock', sinceMs: beforeMs }
  }

  #tellDue(nowMs: number, heldUntilMs: number | undefined): void {
    const first = this.#compute(nowMs, heldUntilMs)
    if (first.due.length === 0) {
      this.#schedule = first
    } else {
      // Another process may have extended, told or given back what is due here: the inventory has the last word.
      this.#board.refresh(first.due.map((one) => one.host.hostId))
      const { due } = this.#compute(nowMs, heldUntilMs)
      const since = this.#absence?.sinceMs ?? Infinity
      const missed = due.some((one) => one.sinceMs >= since && one.sinceMs < nowMs)
      this.#teller.tell(due, missed ? this.#absence?.why : undefined)
      this.#board.refresh(due.map((one) => one.host.hostId))
      this.#schedule = this.#compute(nowMs, heldUntilMs)
    }
    if (heldUntilMs === undefined) this.#absence = undefined
  }

  #compute(nowMs: number, heldUntilMs: number | undefined): Schedule {
    const { reminders, leaseRules } = this.#deps.settings()
    const known = new Map<string, readonly number[]>()
    return schedule({
      nowMs,
      hosts: this.#board.hosts.values(),
      claimed: this.#board.claimed,
      snoozes: this.#board.snoozes,
      thresholdsOf: (host) => {
        const id = JSON.stringify([host.provider, host.instance, host.nick])
        let thresholds = known.get(id)
        if (thresholds === undefined) known.set(id, (thresholds = thresholdsOf(reminders, leaseRules, host)))
        return thresholds
      },
      ...(heldUntilMs === undefined ? {} : { heldUntilMs }),
    })
  }

  /** Until when nothing is told, because of a pause or of quiet hours. */
  #holdAt(nowMs: number): Hold {
    const { inventory, settings, timeZone } = this.#deps
    const pause = activePause(inventory.leases.pause(), nowMs)
    const quietMs = quietUntilMs(settings().reminders.quietHours, nowMs, timeZone())
    if (pause === undefined) return { pause, quietMs, untilMs: quietMs }
    return { pause, quietMs, untilMs: Math.max(pause.untilMs ?? Infinity, quietMs ?? 0) }
  }

  /** Until when nothing is told; the end of such a time makes a summary of what came due in it. */
  #heldUntil(nowMs: number): number | undefined {
    const { pause, untilMs } = this.#holdAt(nowMs)
    if (untilMs === undefined) {
      this.#absence = this.#held ?? this.#absence
      this.#held = undefined
    } else {
      // What was missed before, while the computer slept, is part of the same summary.
      this.#held ??= {
        why: pause === undefined ? 'quiet' : 'paused',
        sinceMs: Math.min(pause?.atMs ?? nowMs, this.#absence?.sinceMs ?? nowMs),
      }
    }
    return untilMs
  }

  /** Answers when the notice comes next. */
  #guardWeekend(nowMs: number, heldUntilMs: number | undefined): number | undefined {
    const { inventory, settings, timeZone } = this.#deps
    const { weekendGuard, workingHours } = settings().reminders
    if (!weekendGuard) return undefined
    const weekend = weekendAhead(workingHours, nowMs, timeZone())
    if (weekend === undefined) return undefined
    const atMs = Math.max(weekend.noticeAtMs, heldUntilMs ?? 0)
    // On days off nobody is told of what they check out then.
    if (Math.max(nowMs, atMs) >= weekend.noticeUntilMs) return weekend.endsAtMs
    if (atMs > nowMs) return atMs
    const ending = endingIn(weekend, this.#board.hosts.values(), nowMs)
    if (ending.length > 0 && inventory.leases.claimNotice(weekend.name, nowMs)) {
      this.#teller.show(weekendNotification(ending, weekend.endsAtMs, nowMs))
    }
    return weekend.endsAtMs
  }

  #sayState(): void {
    const { waiting, nextAtMs, nextHosts } = this.#schedule
    const said = JSON.stringify([waiting, nextAtMs, nextHosts, this.#held?.why])
    if (said === this.#saidState) return
    this.#saidState = said
    this.#deps.publisher.publish('reminders.changed', {})
  }
}

/** A pause that still holds; a clock that shows an earlier time than when it began has been put back. */
function activePause(pause: Pause | undefined, nowMs: number): Pause | undefined {
  if (pause === undefined || nowMs < pause.atMs - PUT_BACK_MS) return undefined
  return pause.untilMs === undefined || pause.untilMs > nowMs ? pause : undefined
}
