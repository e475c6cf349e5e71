import { BrokerError } from '@shared/domain/error'
import { tagsOf } from '@shared/domain/host'
import type { HostDetail } from '@shared/domain/host'
import { maskArguments } from '@main/engine/argument-secrets'
import { startCheckout } from '@main/engine/checkout'
import type { Checkins } from '@main/engine/checkin'
import type { EngineDeps } from '@main/engine/deps'
import { startExtend } from '@main/engine/extend'
import { forgetHosts } from '@main/engine/forget'
import { ordersOfHosts } from '@main/engine/host-orders'
import { keepLeftBehind } from '@main/engine/left-behind'
import type { Nicks } from '@main/engine/nicks'
import type { Handlers } from '@main/ipc/register'
import type { HostRecord } from '@main/ports/inventory'

type HostCalls = Exclude<
  Extract<keyof Handlers, `hosts.${string}`>,
  'hosts.remindAt' | 'hosts.autoExtend' | 'hosts.leaseHistory' | 'hosts.checkEnded'
>

/** The calls about hosts. */
export function hostHandlers(
  deps: EngineDeps,
  checkins: Checkins,
  nicks: Pick<Nicks, 'open'>,
): Pick<Handlers, HostCalls> {
  const { hosts } = deps.inventory
  return {
    'hosts.page': (query) => {
      const page = hosts.page({ ...query, nowMs: deps.clock.now() })
      return { ...page, rows: [...page.rows] }
    },
    'hosts.ids': (query) => ({ ids: [...hosts.ids({ ...query, nowMs: deps.clock.now() })] }),
    'hosts.count': ({ filters }) => ({ counts: [...hosts.count(filters, deps.clock.now())] }),
    'hosts.facets': () => hosts.facets(),
    'hosts.get': ({ hostId }) => {
      const host = hosts.get(hostId)
      if (host !== undefined) return detailOf(deps, host)
      throw new BrokerError({
        code: 'NOT_FOUND',
        message: 'This host is not in the inventory.',
        hint: 'It may have been checked in. Choose another one.',
      })
    },
    'hosts.orders': ({ hostIds }) => {
      const { orders, without } = ordersOfHosts(deps, hostIds)
      return { orders: [...orders], without: [...without] }
    },
    'hosts.checkout': (request) => ({
      taskId: startCheckout(deps, { ...request, arguments: nicks.open(request.arguments) }).id,
    }),
    'hosts.checkin': ({ hostIds }) => ({ taskId: checkins.start(hostIds).id }),
    'hosts.undoCheckin': ({ taskId, hostIds }) => {
      checkins.undo(taskId, hostIds)
      return {}
    },
    'hosts.sendCheckin': ({ taskId }) => {
      checkins.sendNow(taskId)
      return {}
    },
    'hosts.holdCheckin': ({ taskId, held }) => {
      checkins.hold(taskId, held)
      return {}
    },
    'hosts.extend': ({ hostIds, extension }) => ({ taskId: startExtend(deps, hostIds, extension).id }),
    'hosts.forget': ({ hostIds }) => ({ forgotten: forgetHosts(deps, hostIds) }),
    'hosts.keep': async ({ hostId }) => ({ exists: await keepLeftBehind(deps, hostId) }),
  }
}

function detailOf(deps: EngineDeps, host: HostRecord): HostDetail {
  const { labels, facts, links, ...rest } = host
  return {
    ...rest,
    arguments: maskArguments(host.arguments),
    tags: tagsOf(labels),
    facts: [...facts],
    links: [...links],
    events: [...deps.inventory.hosts.events(host.id)],
  }
}
