import {
  Bell,
  Bookmark,
  CircleDashed,
  FileCode,
  FolderInput,
  Plug,
  ScrollText,
  SlidersHorizontal,
  SunMoon,
  type LucideIcon,
} from 'lucide-react'
import type { Nick } from '@shared/domain/nick'
import { instanceText, type Action, type InstanceId, type ProviderKindInfo } from '@shared/domain/provider'
import type { InstanceView } from '@shared/domain/settings'
import type { Task } from '@shared/domain/task'
import { goTo, paths } from '@renderer/app/navigation'
import { canDo } from '@renderer/features/checkout/selection'
import { mostUsedFirst, nickText, usesText } from '@renderer/features/nicks/nick-words'
import { openCheckout, openRun } from '@renderer/features/providers/open-order'
import { matching } from '@renderer/features/providers/search'
import type { Entry } from '@renderer/features/providers/use-entries'
import type { PaletteItem } from '@renderer/features/palette/palette-item'
import { settingsPaths } from '@renderer/features/settings/place'
import { stateBadge } from '@renderer/features/tasks/task-state'
import { taskSummary } from '@renderer/features/tasks/task-summary'

/** More of an instance's thousands are not looked at closely: what fits best is not told apart from them anyway. */
const OFFERINGS_LOOKED_AT = 100

/** Each nick that can be used, to check out by. */
export function nickItems(nicks: readonly Nick[]): readonly PaletteItem[] {
  return mostUsedFirst(nicks.filter(({ problem }) => problem === undefined)).map((nick) => ({
    id: `nick/${nick.name}`,
    group: 'Nicks',
    look: nick.order.provider ?? Bookmark,
    name: nick.name,
    detail: nickText(nick),
    end: usesText(nick.uses),
    words: [nick.order.offering ?? '', 'check out', 'nick'],
    run() {
      goTo(paths.checkoutNick(nick.name))
    },
  }))
}

/** Each task, to be looked at. */
export function taskItems(tasks: readonly Task[], nowMs: number): readonly PaletteItem[] {
  return tasks.map((task) => ({
    id: `task/${task.id}`,
    group: 'Tasks',
    look: stateBadge(task).icon ?? CircleDashed,
    name: task.title,
    detail: taskSummary(task, nowMs),
    end: `Task ${task.id}`,
    // What a host of it is called, and what it failed for: the main process has found it by these.
    words: [String(task.id), task.instance ?? '', ...task.lines.map((line) => line.title)],
    run() {
      goTo(paths.task(task.id))
    },
  }))
}

/** What an instance offers by one of its actions, as far as it fits. */
export function offeringItems(
  target: InstanceId,
  action: Action,
  offerings: readonly Entry[],
  words: readonly string[],
): readonly PaletteItem[] {
  return matching(offerings, words.join(' '))
    .slice(0, OFFERINGS_LOOKED_AT)
    .map((entry) => ({
      id: `offering/${target.provider}/${target.instance}/${action.name}/${entry.name}`,
      group: 'Offerings',
      look: target.provider,
      name: entry.name,
      detail: entry.description,
      end: `${action.offeringNoun}, ${target.instance}`,
      words: [entry.title ?? '', entry.description ?? '', ...(entry.labels ?? [])],
      run() {
        const selection = { target, action: action.name, offering: entry.name }
        if (canDo(action, 'checkout')) openCheckout(selection)
        else openRun(selection)
      },
    }))
}

const PAGES: readonly {
  readonly name: string
  readonly path: string
  readonly look: LucideIcon
  readonly words?: readonly string[]
}[] = [
  {
    name: 'General',
    path: settingsPaths.general,
    look: SlidersHorizontal,
    words: ['window', 'tray', 'keys'],
  },
  { name: 'Providers and instances', path: settingsPaths.providers, look: Plug },
  { name: 'Nicks', path: paths.nicks, look: Bookmark },
  { name: 'Reminders', path: settingsPaths.reminders, look: Bell, words: ['quiet hours', 'notifications'] },
  { name: 'Appearance', path: settingsPaths.appearance, look: SunMoon, words: ['theme', 'dark', 'light'] },
  { name: 'YAML file', path: settingsPaths.file, look: FileCode, words: ['settings file', 'backups'] },
  { name: 'Import a Broker configuration', path: settingsPaths.import, look: FolderInput },
  { name: 'Log', path: settingsPaths.log, look: ScrollText },
]

/** The pages of the settings, each instance, and what is said of it. */
export function settingItems(
  instances: readonly InstanceView[],
  kinds: readonly ProviderKindInfo[],
): readonly PaletteItem[] {
  const item = (
    id: string,
    path: string,
    rest: Pick<PaletteItem, 'look' | 'name' | 'words' | 'detail'>,
  ): PaletteItem => ({
    ...rest,
    id: `setting/${id}`,
    group: 'Settings',
    end: 'Setting',
    run() {
      goTo(path)
    },
  })
  return [
    ...PAGES.map(({ path, ...page }) => item(path, path, page)),
    ...instances.flatMap((id) => {
      const path = settingsPaths.instance(id)
      const fields = kinds.find(({ kind }) => kind === id.provider)?.configFields ?? []
      return [
        item(path, path, { look: id.provider, name: instanceText(id), words: ['instance'] }),
        ...fields.map((field) =>
          item(`${path}/${field.name}`, path, {
            look: id.provider,
            name: `${instanceText(id)}: ${field.label ?? field.name}`,
            detail: field.label === undefined ? undefined : field.name,
            words: [field.name],
          }),
        ),
      ]
    }),
  ]
}
