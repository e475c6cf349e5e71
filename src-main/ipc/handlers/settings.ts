import type { Preferences } from '@shared/domain/settings'
import type { InstanceId } from '@shared/domain/provider'
import type { EngineDeps } from '@main/engine/deps'
import type { Offerings } from '@main/engine/offerings'
import type { Handlers } from '@main/ipc/register'
import { changeLeaseRules } from '@main/settings/lease-rules'
import type { SettingsStore } from '@main/settings/store'

type SettingsCalls = Extract<keyof Handlers, `settings.${string}`>

/** The calls about settings; every change is told to all windows and to the live providers. */
export function settingsHandlers(
  deps: EngineDeps,
  settings: SettingsStore,
  offerings: Offerings,
  onPreferences?: (preferences: Preferences) => void,
): Pick<Handlers, SettingsCalls> {
  const changed = (id: InstanceId): void => {
    deps.registry.reset()
    offerings.forget(id)
    deps.publisher.publish('settings.changed', {})
  }
  /** What is known of the hosts and tasks of an instance, and said of its leases, goes by its name. */
  const renamed = ({ provider, instance }: InstanceId, from: string): void => {
    const { inventory, clock, publisher } = deps
    const hostIds = inventory.instances.rename(provider, from, instance, clock.now())
    changeLeaseRules(settings, (rule) => {
      const isOfIt = 'instance' in rule && rule.provider === provider && rule.instance === from
      return isOfIt ? { ...rule, instance } : rule
    })
    publisher.publish('hosts.changed', { hostIds: [...hostIds] })
  }
  return {
    'settings.preferences': () => settings.preferences(),
    'settings.savePreferences': (patch) => {
      const saved = settings.savePreferences(patch)
      onPreferences?.(saved)
      deps.publisher.publish('settings.changed', {})
      return saved
    },
    'settings.origins': () => settings.origins(),
    'settings.instances': () => ({ instances: [...settings.instances()] }),
    'settings.saveInstance': (draft) => {
      const saved = settings.saveInstance(draft)
      const { provider, instance, previousName = instance } = draft
      if (previousName !== instance) renamed({ provider, instance }, previousName)
      changed({ provider, instance: previousName })
      offerings.forget(saved)
      return saved
    },
    'settings.removeInstance': (id) => {
      settings.removeInstance(id)
      changed(id)
      return {}
    },
  }
}
