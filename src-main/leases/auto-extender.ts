import { toErrorData } from '@shared/domain/error'
import { AUTO_EXTEND, type LeasedHost, type ReminderKey } from '@main/ports/leases'
import { isSameEnd } from '@shared/domain/lease'
import { decideAutoExtend } from '@main/leases/auto-extend'
import type { LeaseDeps } from '@main/leases/deps'

type ExtenderDeps = Pick<LeaseDeps, 'inventory' | 'clock' | 'extend' | 'logger' | 'publisher'>

/** Extends the hosts that have a rule for it, once for each end, and writes every step into their history. */
export class AutoExtender {
  readonly #deps: ExtenderDeps

  constructor(deps: ExtenderDeps) {
    this.#deps = deps
  }

  /** Begins what is due; answers the hosts that it did something with, and when to come again. */
  run(
    hosts: Iterable<LeasedHost>,
    claimed: ReadonlyMap<string, readonly ReminderKey[]>,
    nowMs: number,
  ): { readonly changed: readonly string[]; readonly nextAtMs: number | undefined } {
    const changed: string[] = []
    let nextAtMs = Infinity
    for (const host of hosts) {
      if (host.autoExtend === undefined || host.source === 'user') continue
      const decision = decideAutoExtend(host.autoExtend, host.endsAtMs, nowMs)
      if (decision.kind === 'wait') nextAtMs = Math.min(nextAtMs, decision.untilMs)
      else if (decision.kind === 'extend' && !wasDone(claimed.get(host.hostId), host)) {
        if (this.#extend(host, decision)) changed.push(host.hostId)
      }
    }
    return { changed, nextAtMs: Number.isFinite(nextAtMs) ? nextAtMs : undefined }
  }

  #extend(
    { hostId, endsAtMs }: LeasedHost,
    { extension, text }: Extract<ReturnType<typeof decideAutoExtend>, { kind: 'extend' }>,
  ): boolean {
    const { inventory, clock, logger } = this.#deps
    const key: ReminderKey = { hostId, endsAtMs, thresholdMs: AUTO_EXTEND }
    const isOurs = inventory.transaction(() => {
      if (inventory.leases.claim([key], clock.now()).length === 0) return false
      inventory.leases.countAutoExtend(hostId)
      return inventory.hosts.change(hostId, ['ready'], {}, { kind: 'auto_extend', text }, clock.now())
    })
    if (!isOurs) return false
    try {
      this.#deps.extend([hostId], extension)
    } catch (error) {
      const { message } = toErrorData(error)
      logger.warn('A host could not be extended by itself.', { hostId, error: message })
      // The event makes its reminders new again, so that the person hears of it at once.
      const failed = { kind: 'extend_failed', text: `Not extended: ${message}` } as const
      inventory.hosts.change(hostId, ['ready'], {}, failed, clock.now())
    }
    inventory.leases.told([key], clock.now())
    this.#deps.publisher.publish('hosts.changed', { hostIds: [hostId] })
    return true
  }
}

function wasDone(claimed: readonly ReminderKey[] | undefined, host: LeasedHost): boolean {
  return (claimed ?? []).some(
    (key) => key.thresholdMs === AUTO_EXTEND && isSameEnd(key.endsAtMs, host.endsAtMs),
  )
}
