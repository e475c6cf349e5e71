import { thresholdsOf, pauseUntilMs, type PauseChoice, type ReminderState } from '@shared/domain/reminder'
import type { AutoExtend } from '@shared/domain/auto-extend'
import { BrokerError } from '@shared/domain/error'
import type { LeaseDetail } from '@shared/domain/lease-history'
import { momentText } from '@shared/lib/time-text'
import type { LeaseDeps } from '@main/leases/deps'
import { LeaseWatcher } from '@main/leases/watcher'

/** What a person can do about reminders and leases beside extending them. */
export class Leases {
  readonly #deps: LeaseDeps
  readonly watcher: LeaseWatcher

  constructor(deps: LeaseDeps) {
    this.#deps = deps
    this.watcher = new LeaseWatcher(deps)
  }

  state(): ReminderState {
    return this.watcher.state()
  }

  /** Puts the reminders of hosts off; answers how many of them have an end to come. */
  snooze(hostIds: readonly string[], minutes: number): number {
    const nowMs = this.#deps.clock.now()
    const snoozed = this.#deps.inventory.leases.snooze(hostIds, nowMs + minutes * 60_000, nowMs)
    this.#tell()
    return snoozed
  }

  /** Nothing is told until the pause is over, and then what came due in it as a summary. */
  pause(choice: PauseChoice): ReminderState {
    const { inventory, clock, settings, timeZone } = this.#deps
    const nowMs = clock.now()
    const untilMs = pauseUntilMs(choice, settings().reminders.workingHours, nowMs, timeZone())
    inventory.leases.setPause({ atMs: nowMs, ...(untilMs === undefined ? {} : { untilMs }) })
    this.#tell()
    return this.state()
  }

  resume(): ReminderState {
    this.#deps.inventory.leases.setPause(undefined)
    this.#tell()
    return this.state()
  }

  /**
   * Sets the moment at which the person wants to be reminded of hosts, or takes it away with `null`. Throws
   * `INVALID_INPUT` for one that has passed. Answers how many hosts it is for: a provider's own end stays.
   */
  remindAt(hostIds: readonly string[], atMs: number | null): number {
    const { inventory, clock, publisher } = this.#deps
    const nowMs = clock.now()
    if (atMs !== null && atMs <= nowMs) {
      throw new BrokerError({
        code: 'INVALID_INPUT',
        message: `${momentText(atMs, nowMs)} has passed.`,
        hint: 'Choose a moment that is to come.',
        fieldErrors: { atMs: 'Choose a moment that is to come.' },
      })
    }
    // With its year: a history is read for long.
    const text = atMs === null ? 'Reminder taken away' : `To be reminded ${momentText(atMs, 0)}`
    const changed = inventory.transaction(() =>
      hostIds.filter((id) => {
        const source = inventory.hosts.get(id)?.lease?.source
        if (source === 'provider' || (source === undefined && atMs === null)) return false
        const lease = atMs === null ? null : { endsAtMs: atMs, source: 'user' as const, confirmedAtMs: nowMs }
        return inventory.hosts.change(id, ['ready'], { lease }, { kind: 'reminder_set', text }, nowMs)
      }),
    )
    if (changed.length > 0) publisher.publish('hosts.changed', { hostIds: changed })
    return changed.length
  }

  /**
   * Sets the rule by which hosts are extended by themselves, or takes it away with `null`. Throws `INVALID_INPUT` for
   * one that ends in the past. Answers how many hosts it is for.
   */
  autoExtend(hostIds: readonly string[], rule: AutoExtend | null): number {
    const { inventory, clock, publisher } = this.#deps
    const nowMs = clock.now()
    if (rule?.untilMs !== undefined && rule.untilMs <= nowMs) {
      throw new BrokerError({
        code: 'INVALID_INPUT',
        message: `The rule would end ${momentText(rule.untilMs, nowMs)}, which has passed.`,
        hint: 'Choose a moment that is to come.',
        fieldErrors: { untilMs: 'Choose a moment that is to come.' },
      })
    }
    const text = rule === null ? 'No longer extended by itself' : `To be extended by itself: ${rule.reason}`
    const changed = inventory.transaction(() =>
      hostIds.filter((id) => {
        if (!inventory.hosts.change(id, ['ready'], {}, { kind: 'auto_extend', text }, nowMs)) return false
        inventory.leases.setAutoExtend(id, rule ?? undefined)
        return true
      }),
    )
    if (changed.length > 0) publisher.publish('hosts.changed', { hostIds: changed })
    return changed.length
  }

  /** Everything about the lease of a host beside its end. Throws `NOT_FOUND` for a host that is not in the inventory. */
  detail(hostId: string): LeaseDetail {
    const { inventory, settings } = this.#deps
    const host = inventory.hosts.get(hostId)
    if (host === undefined) {
      throw new BrokerError({ code: 'NOT_FOUND', message: 'This host is not in the inventory.' })
    }
    const { reminders, leaseRules } = settings()
    const autoExtend = inventory.leases.autoExtend(hostId)
    const followUp = inventory.leases.followUp(hostId)
    const snooze = inventory.leases.snoozes().find((each) => each.hostId === hostId)
    return {
      changes: [...inventory.leases.changes(hostId)],
      ...(autoExtend === undefined ? {} : { autoExtend }),
      ...(followUp === undefined ? {} : { followUp }),
      ...(snooze === undefined ? {} : { snoozedUntilMs: snooze.untilMs }),
      thresholdsMinutes: thresholdsOf(reminders, leaseRules, host).map((ms) => ms / 60_000),
    }
  }

  #tell(): void {
    this.watcher.settingsChanged()
    this.#deps.publisher.publish('reminders.changed', {})
  }
}
