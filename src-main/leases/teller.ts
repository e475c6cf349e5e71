import { toErrorData } from '@shared/domain/error'
import type { DesktopNotification } from '@main/ports/notifier'
import type { Due } from '@main/leases/schedule'
import type { Away } from '@main/leases/grouping'
import { reminderNotification } from '@main/leases/grouping'
import type { LeaseDeps } from '@main/leases/deps'

type TellerDeps = Pick<LeaseDeps, 'inventory' | 'clock' | 'notifier' | 'notices' | 'logger' | 'publisher'>

/** Tells what is due, once over all processes: it is claimed first, and written down as told when it was shown. */
export class Teller {
  readonly #deps: TellerDeps

  constructor(deps: TellerDeps) {
    this.#deps = deps
  }

  /** Answers the hosts that were told of here; others were faster with the rest. */
  tell(due: readonly Due[], away: Away | undefined): readonly string[] {
    const { inventory, clock } = this.#deps
    const nowMs = clock.now()
    const won = new Set(
      inventory.leases
        .claim(
          due.flatMap((one) => one.claims),
          nowMs,
        )
        .map((key) => `${key.hostId} ${key.thresholdMs}`),
    )
    const ours = due.filter((one) => {
      const last = one.claims.at(-1)
      return last !== undefined && won.has(`${last.hostId} ${last.thresholdMs}`)
    })
    if (ours.length === 0) return []
    this.show(reminderNotification(ours, nowMs, away), () => {
      inventory.transaction(() => {
        inventory.leases.told(
          ours.flatMap((one) => one.claims),
          clock.now(),
        )
        this.#endOwn(ours)
      })
    })
    return ours.map((one) => one.host.hostId)
  }

  /** Shows a notification on the desktop, or in the window where the desktop shows none. */
  show(notification: DesktopNotification, shown: () => void = () => undefined): void {
    const { notifier, logger } = this.#deps
    const settle = (isShown: boolean): void => {
      try {
        if (!isShown) this.#showInWindow(notification)
        shown()
      } catch (error) {
        // Not told, as far as anybody knows: the next start tells it.
        logger.error('A reminder could not be written down as told.', { error })
      }
    }
    if (!notifier.available()) {
      settle(false)
      return
    }
    notifier.show(notification).then(settle, (error: unknown) => {
      logger.warn('A notification could not be shown.', { error: toErrorData(error).message })
      settle(false)
    })
  }

  #showInWindow({ id, title, body, urgency, hostIds }: DesktopNotification): void {
    this.#deps.notices.add({
      id: `reminder-${id}`,
      level: urgency === 'critical' ? 'warn' : 'info',
      title,
      detail: body,
      hostIds: [...hostIds],
    })
  }

  /** A moment of one's own has passed with its reminder: the host is again one without an end. */
  #endOwn(due: readonly Due[]): void {
    const { inventory, clock, publisher } = this.#deps
    const own = due.filter((one) => one.kind === 'own').map((one) => one.host.hostId)
    for (const hostId of own) {
      const event = { kind: 'reminder_set', text: 'Reminded at the moment you chose' } as const
      inventory.hosts.change(hostId, ['ready'], { lease: null }, event, clock.now())
    }
    if (own.length > 0) publisher.publish('hosts.changed', { hostIds: own })
  }
}
