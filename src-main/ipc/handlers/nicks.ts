import type { InstanceId } from '@shared/domain/provider'
import type { Nick } from '@shared/domain/nick'
import type { EngineDeps } from '@main/engine/deps'
import { checkNick } from '@main/engine/nick-check'
import type { Nicks } from '@main/engine/nicks'
import type { Offerings } from '@main/engine/offerings'
import type { Handlers } from '@main/ipc/register'
import { changeLeaseRules } from '@main/settings/lease-rules'
import type { SettingsStore } from '@main/settings/store'

type NickCalls = Extract<keyof Handlers, `nicks.${string}`>

/** The calls about nicks. */
export function nickHandlers(
  deps: EngineDeps,
  settings: SettingsStore,
  offerings: Offerings,
  nicks: Nicks,
): Pick<Handlers, NickCalls> {
  /** What is said of a nick's leases is said under its name. */
  const renameRules = (from: string, to: string | undefined): void => {
    const isChanged = changeLeaseRules(settings, (rule) => {
      if (!('nick' in rule) || rule.nick !== from) return rule
      return to === undefined ? undefined : { ...rule, nick: to }
    })
    if (isChanged) deps.publisher.publish('settings.changed', {})
  }
  return {
    'nicks.list': () => {
      const problem = nicks.problem()
      return { nicks: [...nicks.list()], ...(problem === undefined ? {} : { problem }) }
    },
    'nicks.get': ({ name }) => nicks.get(name),
    'nicks.check': ({ name }) => {
      const nick = nicks.get(name)
      return checkNick(deps, offerings, nick, targetOf(nick, settings))
    },
    'nicks.save': (draft) => {
      const saved = nicks.save(draft)
      if (draft.previousName !== undefined && draft.previousName !== saved.name)
        renameRules(draft.previousName, saved.name)
      return saved
    },
    'nicks.saveHost': ({ hostId, name }) => nicks.saveHost(hostId, name),
    'nicks.duplicate': ({ name }) => nicks.duplicate(name),
    'nicks.remove': ({ name }) => {
      nicks.remove(name)
      renameRules(name, undefined)
      return {}
    },
    'nicks.move': ({ name, before }) => {
      nicks.move(name, before)
      return {}
    },
  }
}

/** The instance that a nick means: the one it names, else the default one of its provider. */
function targetOf({ order }: Nick, settings: SettingsStore): InstanceId | undefined {
  const ofKind = settings.instances().filter((each) => each.provider === order.provider)
  const meant =
    order.instance === undefined
      ? ofKind.find((each) => each.isDefault)
      : ofKind.find((each) => each.instance === order.instance)
  return meant === undefined ? undefined : { provider: meant.provider, instance: meant.instance }
}
