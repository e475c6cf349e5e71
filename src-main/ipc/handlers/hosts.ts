import { BrokerError } from '@shared/domain/error'
import { tagsOf } from '@shared/domain/host'
import type { HostDetail, HostSummary } from '@shared/domain/host'
import { fieldText } from '@shared/domain/inventory-field'
import { isJsonObject, type JsonObject } from '@shared/lib/json'
import { maskArguments } from '@main/engine/argument-secrets'
import { startCheckout } from '@main/engine/checkout'
import type { Checkins } from '@main/engine/checkin'
import type { EngineDeps } from '@main/engine/deps'
import { startExtend } from '@main/engine/extend'
import { extensionLimits } from '@main/engine/extension-limits'
import { forgetHosts } from '@main/engine/forget'
import { ordersOfHosts } from '@main/engine/host-orders'
import { keepLeftBehind } from '@main/engine/left-behind'
import type { Nicks } from '@main/engine/nicks'
import type { Handlers } from '@main/ipc/register'
import type { HostRecord } from '@main/ports/inventory'
import { brokerHost } from '@main/reports/broker-host'
import { cleanJson } from '@main/reports/clean'
import { at } from '@main/reports/moments'
import type { SettingsStore } from '@main/settings/store'

/** Under which a host's line of a list is asked for. */
const LINE = 'line'

type HostCalls = Exclude<
  Extract<keyof Handlers, `hosts.${string}`>,
  'hosts.remindAt' | 'hosts.autoExtend' | 'hosts.leaseHistory' | 'hosts.checkEnded'
>

/** The calls about hosts. */
export function hostHandlers(
  deps: EngineDeps,
  checkins: Checkins,
  nicks: Pick<Nicks, 'open'>,
  settings: Pick<SettingsStore, 'inventoryFields'>,
): Pick<Handlers, HostCalls> {
  const { hosts } = deps.inventory
  return {
    'hosts.page': (query) => {
      const nowMs = deps.clock.now()
      const page = hosts.page({ ...query, nowMs })
      const ids = page.rows.map(({ id }) => id)
      const values = hosts.fieldValues(ids, settings.inventoryFields().columns, nowMs)
      const fieldsOf = (id: string): Pick<HostSummary, 'fields'> => {
        const fields = values.get(id)
        return fields === undefined ? {} : { fields }
      }
      return { ...page, rows: page.rows.map((row) => ({ ...row, ...fieldsOf(row.id) })) }
    },
    'hosts.ids': (query) => ({ ids: [...hosts.ids({ ...query, nowMs: deps.clock.now() })] }),
    'hosts.count': ({ filters }) => ({ counts: [...hosts.count(filters, deps.clock.now())] }),
    'hosts.facets': () => hosts.facets(),
    'hosts.columns': () => {
      const { columns, list, problems } = settings.inventoryFields()
      return {
        columns: columns.map(({ title, field }) => ({ title, expression: field.text })),
        list: list.text,
        problems: problems.map(({ message }) => message),
      }
    },
    'hosts.list': ({ hostIds }) => {
      const column = { title: LINE, field: settings.inventoryFields().list }
      const values = hosts.fieldValues(hostIds, [column], deps.clock.now())
      const textOf = (id: string): readonly string[] => {
        const value = values.get(id)?.[LINE]
        return value === undefined ? [] : [fieldText(value, at)]
      }
      return { lines: hostIds.flatMap(textOf) }
    },
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
    'hosts.extensionLimits': async ({ hostIds }) => ({ limits: [...(await extensionLimits(deps, hostIds))] }),
    'hosts.forget': ({ hostIds }) => ({ forgotten: forgetHosts(deps, hostIds) }),
    'hosts.keep': async ({ hostId }) => ({ exists: await keepLeftBehind(deps, hostId) }),
  }
}

/** What a provider or a file says, without what stands under a name that says secret. */
function shown(value: JsonObject): JsonObject {
  const clean = cleanJson(value, (text) => text)
  return isJsonObject(clean) ? clean : {}
}

function detailOf(deps: EngineDeps, host: HostRecord): HostDetail {
  const { labels, facts, links, raw, ...rest } = host
  return {
    ...rest,
    ...(raw === undefined ? {} : { raw: shown(raw) }),
    record: shown(brokerHost(host)),
    arguments: maskArguments(host.arguments),
    tags: tagsOf(labels),
    facts: [...facts],
    links: [...links],
    events: [...deps.inventory.hosts.events(host.id)],
  }
}
