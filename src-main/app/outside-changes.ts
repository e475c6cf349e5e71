import type { InstanceView, Preferences } from '@shared/domain/settings'
import type { Offerings } from '@main/engine/offerings'
import type { Publisher } from '@main/ports/publisher'
import type { ProviderRegistry } from '@main/providers/registry'
import type { SettingsStore } from '@main/settings/store'
import { watchFiles } from '@main/settings/watch'

/** What has to hear of settings that changed as a whole. */
export interface SettingsListeners {
  readonly settings: SettingsStore
  readonly registry: ProviderRegistry
  readonly offerings: Offerings
  readonly publisher: Publisher
  readonly onPreferences?: ((preferences: Preferences) => void) | undefined
  /** What is wrong in the file now is told in the window. */
  readonly onProblems?: (() => void) | undefined
}

/**
 * Tells all that live by the settings that anything of them may be another: the file was changed outside, written as a
 * whole, or another one is used. What instances offer is forgotten only of those that changed.
 */
export function settingsTeller(listeners: SettingsListeners): () => void {
  const { settings, registry, offerings, publisher } = listeners
  let before = byId(settings.instances())
  return () => {
    const now = byId(settings.instances())
    for (const [key, view] of [...before, ...now]) {
      if (now.get(key)?.revision !== before.get(key)?.revision) offerings.forget(view)
    }
    before = now
    registry.reset()
    listeners.onPreferences?.(settings.preferences())
    listeners.onProblems?.()
    publisher.publish('settings.changed', {})
    publisher.publish('nicks.changed', {})
  }
}

/** Calls `changed` when somebody else changed a settings file; answers how to stop it. */
export function watchSettings(settings: SettingsStore, changed: () => void): () => void {
  return watchFiles({
    files: () => settings.files.all().map(({ path }) => path),
    look: () => {
      if (settings.files.hasNews()) changed()
    },
  })
}

function byId(instances: readonly InstanceView[]): ReadonlyMap<string, InstanceView> {
  return new Map(instances.map((view) => [`${view.provider}/${view.instance}`, view]))
}
