import type { AutoExtend, AutoExtendState } from '@shared/domain/auto-extend'
import type { FollowUp, LeaseChange } from '@shared/domain/lease-history'
import type { Lease } from '@shared/domain/lease'
import type { ProviderKind } from '@shared/domain/provider'

/** A host that is held and has an end, as far as reminders and the tray are concerned. */
export interface LeasedHost {
  readonly hostId: string
  readonly title: string
  readonly provider: ProviderKind
  readonly instance: string
  readonly pretend: boolean
  /** The nick that it was checked out by: it may have thresholds of its own. */
  readonly nick?: string
  readonly endsAtMs: number
  readonly source: Lease['source']
  /**
   * Reminders of this end that would have come until then are left out, because the person saw the end at that moment
   * (a check out, an extension). Absent: nobody saw it, and what has passed is told.
   */
  readonly seenAtMs?: number
  readonly autoExtend?: AutoExtendState
  readonly followUp?: FollowUp
}

/**
 * One reminder of one end: its threshold in milliseconds before the end, `ENDED` for the end itself, or `AUTO_EXTEND`
 * for what is done instead of told.
 */
export interface ReminderKey {
  readonly hostId: string
  readonly endsAtMs: number
  readonly thresholdMs: number
}
export const ENDED = 0
export const AUTO_EXTEND = -1

/** A reminder that a person has put off. */
export interface Snooze {
  readonly hostId: string
  readonly endsAtMs: number
  /** When that was asked for: a clock that shows an earlier time since has been put back. */
  readonly atMs: number
  readonly untilMs: number
}

/** Reminders are paused; without `untilMs` until a person resumes them. */
export interface Pause {
  readonly atMs: number
  readonly untilMs?: number
}

/** A host without an end, which may get one from the default of its nick or its instance. */
export interface EndlessHost {
  readonly hostId: string
  readonly provider: ProviderKind
  readonly instance: string
  readonly checkedOutAtMs: number
  readonly nick?: string
}

/** What the inventory keeps about leases. Every method is synchronous: SQLite in the same process. */
export interface LeaseStore {
  /** Hosts that are ready and have an end, the soonest first; only these ones where ids are given. */
  leased(hostIds?: readonly string[]): readonly LeasedHost[]
  /** Hosts that are ready and have no end. */
  endless(): readonly EndlessHost[]
  /** Reminders that were claimed, of hosts that are ready; those that a process claimed and died over are left out. */
  claimed(hostIds?: readonly string[]): readonly ReminderKey[]
  /**
   * Claims reminders for this process; answers those that it got, because no process had them, or one that died before
   * it told them.
   */
  claim(reminders: readonly ReminderKey[], nowMs: number): readonly ReminderKey[]
  /** Writes down that claimed reminders were told: they are never told again. Snoozes that are told are over. */
  told(reminders: readonly ReminderKey[], nowMs: number): void
  snoozes(): readonly Snooze[]
  /**
   * Puts off the reminders of hosts whose end is to come, at most until then; answers how many these are. The reminder
   * at the end of a snooze has the threshold of that moment.
   */
  snooze(hostIds: readonly string[], untilMs: number, nowMs: number): number
  pause(): Pause | undefined
  setPause(pause: Pause | undefined): void
  /** Claims something that is told once, by name; false when it was claimed before. */
  claimNotice(name: string, nowMs: number): boolean
  /** Newest first. */
  changes(hostId: string): readonly LeaseChange[]
  autoExtend(hostId: string): AutoExtendState | undefined
  /** Sets or takes away the rule of a host; its count begins anew. */
  setAutoExtend(hostId: string, rule: AutoExtend | undefined): void
  countAutoExtend(hostId: string): void
  followUp(hostId: string): FollowUp | undefined
  /**
   * Writes a follow-up if the one that is there is still `from`; false when another process was faster.
   */
  setFollowUp(hostId: string, from: FollowUp | undefined, to: FollowUp): boolean
  /** Forgets what is about ends before a moment. */
  prune(beforeMs: number): void
}
