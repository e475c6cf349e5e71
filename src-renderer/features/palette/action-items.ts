import {
  Bell,
  BellOff,
  ClockPlus,
  FileText,
  ListChecks,
  Moon,
  Play,
  Plug,
  Plus,
  RefreshCw,
  Server,
  Settings,
  Sun,
  SunMoon,
} from 'lucide-react'
import { instanceText, type ProviderKindInfo } from '@shared/domain/provider'
import type { InstanceView, Preferences } from '@shared/domain/settings'
import { goTo, paths } from '@renderer/app/navigation'
import { nickPaths } from '@renderer/features/nicks/nick-paths'
import type { PaletteItem } from '@renderer/features/palette/palette-item'
import { providerPaths } from '@renderer/features/providers/place'
import { settingsPaths } from '@renderer/features/settings/place'

/** What actions need beside places to go to. */
export interface ActionDeps {
  readonly instances: readonly InstanceView[]
  readonly kinds: readonly ProviderKindInfo[]
  readonly theme: Preferences['theme']
  readonly setTheme: (theme: Preferences['theme']) => void
  readonly isPaused: boolean
  readonly pauseReminders: () => void
  readonly resumeReminders: () => void
  readonly extendToday: () => void
}

const THEMES = [
  { theme: 'light', name: 'Light theme', look: Sun },
  { theme: 'dark', name: 'Dark theme', look: Moon },
  { theme: 'system', name: 'Theme of the system', look: SunMoon },
] as const

type Action = Omit<PaletteItem, 'group' | 'id'>

/** The pages, and what is done without choosing anything first. */
export function actionItems(deps: ActionDeps): readonly PaletteItem[] {
  const go = (path: string) => () => {
    goTo(path)
  }
  const actions: readonly Action[] = [
    { name: 'Check out', look: Plus, keys: 'C', words: ['new host'], run: go(paths.checkout) },
    { name: 'Hosts', look: Server, keys: 'Mod 1', run: go(paths.hosts) },
    { name: 'Tasks', look: ListChecks, keys: 'Mod 3', run: go(paths.tasks) },
    { name: 'Providers', look: Plug, keys: 'Mod 4', words: ['offerings'], run: go(paths.providers) },
    { name: 'Reports', look: FileText, keys: 'Mod 5', words: ['export'], run: go(paths.reports) },
    { name: 'Settings', look: Settings, keys: 'Mod ,', words: ['preferences'], run: go(paths.settings) },
    { name: 'Extend hosts that end today', look: ClockPlus, run: deps.extendToday },
    { name: 'Run an action', look: Play, words: ['execute', 'command'], run: go(paths.run) },
    { name: 'Add provider', look: Plug, words: ['instance', 'new'], run: go(settingsPaths.add) },
    { name: 'New nick', look: Plus, run: go(nickPaths.new) },
    deps.isPaused
      ? { name: 'Resume reminders', look: Bell, run: deps.resumeReminders }
      : { name: 'Pause reminders for an hour', look: BellOff, run: deps.pauseReminders },
    ...deps.instances.flatMap((id) => syncOf(id, deps.kinds)),
    ...THEMES.filter(({ theme }) => theme !== deps.theme).map(({ theme, name, look }) => ({
      name,
      look,
      words: ['appearance', 'theme'],
      run() {
        deps.setTheme(theme)
      },
    })),
  ]
  return actions.map((action) => ({ ...action, id: `action/${action.name}`, group: 'Actions' }))
}

function syncOf(id: InstanceView, kinds: readonly ProviderKindInfo[]): readonly Action[] {
  if (kinds.find(({ kind }) => kind === id.provider)?.syncScopes === undefined) return []
  return [
    {
      name: `Sync ${instanceText(id)}`,
      look: RefreshCw,
      words: ['inventory'],
      run() {
        goTo(providerPaths.sync(id))
      },
    },
  ]
}
