import type { Extension, Lease } from '@shared/domain/lease'
import type { LeaseRule, ReminderSettings } from '@shared/domain/reminder'
import type { Clock } from '@main/ports/clock'
import type { HostRecord, Inventory } from '@main/ports/inventory'
import type { Logger } from '@main/ports/logger'
import type { Notices } from '@main/ports/notices'
import type { Notifier } from '@main/ports/notifier'
import type { Publisher } from '@main/ports/publisher'

/** What a provider says of a host whose lease has ended. */
export type Looked = { readonly kind: 'gone' } | { readonly kind: 'there'; readonly lease?: Lease }

/** What the leases room needs; the composition root makes it once. */
export interface LeaseDeps {
  readonly inventory: Inventory
  readonly clock: Clock
  /** Milliseconds of a clock that is never set and may stand still while the computer sleeps. */
  readonly elapsed: () => number
  /** The person's time zone, by its IANA name; asked each time, because people travel. */
  readonly timeZone: () => string
  readonly settings: () => {
    readonly reminders: ReminderSettings
    readonly leaseRules: readonly LeaseRule[]
  }
  readonly notifier: Notifier
  readonly notices: Notices
  readonly publisher: Publisher
  readonly logger: Logger
  /** Asks the provider of a host whether it is still there; throws when it cannot be asked. */
  readonly look: (host: HostRecord) => Promise<Looked>
  /** Starts a task that extends hosts; throws when none of them can be. */
  readonly extend: (hostIds: readonly string[], extension: Extension) => void
}
