import type { Preferences } from '@shared/domain/settings'
import type { InstanceId } from '@shared/domain/provider'
import type { EngineDeps } from '@main/engine/deps'
import type { Offerings } from '@main/engine/offerings'
import type { Handlers } from '@main/ipc/register'
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
  return {
    'settings.preferences': () => settings.preferences(),
    'settings.savePreferences': (patch) => {
      const saved = settings.savePreferences(patch)
      onPreferences?.(saved)
      deps.publisher.publish('settings.changed', {})
      return saved
    },
    'settings.instances': () => ({ instances: [...settings.instances()] }),
    'settings.saveInstance': (draft) => {
      const saved = settings.saveInstance(draft)
      changed({ provider: draft.provider, instance: draft.previousName ?? draft.instance })
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
