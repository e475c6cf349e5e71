import type { Notice } from '@shared/domain/notice'
import type { DataPaths } from '@main/app/paths'
import type { SettingsStore } from '@main/settings/store'

/** What is wrong with the settings file, if anything is. */
export function settingsNotices(settings: SettingsStore, paths: DataPaths): readonly Notice[] {
  const [first] = settings.problems()
  if (first === undefined) return []
  return [
    {
      id: 'settings-problem',
      level: 'warn',
      title: 'The settings file has a mistake',
      detail: `${first.message} Your file is not changed.`,
      path: paths.settingsFile,
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
