import type { Notice } from '@shared/domain/notice'
import type { SettingsStore } from '@main/settings/store'

/** The id of what is wrong with the settings file. */
export const SETTINGS_PROBLEM = 'settings-problem'

/** What is wrong with the settings file, if anything is. */
export function settingsNotices(settings: SettingsStore): readonly Notice[] {
  const [first] = settings.problems()
  if (first === undefined) return []
  return [
    {
      id: SETTINGS_PROBLEM,
      level: 'warn',
      title: 'The settings file has a mistake',
      detail: `${first.message} Your file is not changed.`,
      path: settings.files.used.path,
    },
  ]
}

/** A damaged inventory was set aside. */
export function setAsideNotice(setAside: { readonly path: string; readonly reason: string }): Notice {
  return {
    id: 'inventory-set-aside',
    level: 'error',
    title: 'Your inventory was damaged, and a new one was begun',
    detail: `${setAside.reason} The damaged file is kept as ${setAside.path}. Hosts that you hold still exist at their providers.`,
    path: setAside.path,
  }
}
