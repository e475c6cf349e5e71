import type { Handlers } from '@main/ipc/register'
import type { Leases } from '@main/leases/service'

type LeaseCalls =
  | Extract<keyof Handlers, `reminders.${string}`>
  | 'hosts.remindAt'
  | 'hosts.autoExtend'
  | 'hosts.leaseHistory'
  | 'hosts.checkEnded'

/** The calls about reminders and about leases beside extending them. */
export function leaseHandlers(leases: Leases): Pick<Handlers, LeaseCalls> {
  return {
    'reminders.state': () => leases.state(),
    'reminders.snooze': ({ hostIds, minutes }) => ({ snoozed: leases.snooze(hostIds, minutes) }),
    'reminders.pause': ({ choice }) => leases.pause(choice),
    'reminders.resume': () => leases.resume(),
    'hosts.remindAt': ({ hostIds, atMs }) => ({ changed: leases.remindAt(hostIds, atMs) }),
    'hosts.autoExtend': ({ hostIds, rule }) => ({ changed: leases.autoExtend(hostIds, rule) }),
    'hosts.checkEnded': async ({ hostId }) => ({ exists: await leases.watcher.check(hostId) }),
    'hosts.leaseHistory': ({ hostId }) => leases.detail(hostId),
  }
}
