import { FileText, ListChecks, Plug, Plus, Server, Settings, type LucideIcon } from 'lucide-react'
import { lazy, type ComponentType } from 'react'
import { paths } from '@renderer/app/navigation'
import type { ShortcutId } from '@renderer/app/shortcut-map'
import { HostsPage } from '@renderer/features/hosts'

/** A page of the window. */
export interface PageEntry {
  readonly id: string
  /** Its place behind the `#`; what stands below it belongs to it as well ("/tasks" takes "/tasks/12"). */
  readonly path: string
  /** Finds out by itself (`usePlaceBelow`) what below its path is meant. Pages but the first are `lazy`. */
  readonly page: ComponentType
  /** Where it stands in the sidebar; absent: nowhere. */
  readonly nav?: {
    readonly label: string
    readonly icon: LucideIcon
    readonly shortcut: ShortcutId
    readonly place: 'main' | 'footer'
  }
  /** Reachable only while the application is developed, and without the frame around it. */
  readonly development?: true
}

/** Where the window opens, and where a place leads that does not exist. */
export const HOME: PageEntry = {
  id: 'hosts',
  path: paths.hosts,
  page: HostsPage,
  nav: { label: 'Hosts', icon: Server, shortcut: 'goHosts', place: 'main' },
}

/** Stands in the place of the first page, without the frame, until the first run is done. */
export const FirstRun = lazy(async () => {
  const { FirstRunPage } = await import('@renderer/features/first-run')
  return { default: FirstRunPage }
})

/** Every page there is, in the order of the sidebar. */
export const PAGES: readonly PageEntry[] = [
  HOME,
  {
    id: 'checkout',
    path: paths.checkout,
    page: lazy(async () => {
      const { CheckoutPage } = await import('@renderer/features/checkout')
      return { default: CheckoutPage }
    }),
    nav: { label: 'Check out', icon: Plus, shortcut: 'goCheckout', place: 'main' },
  },
  {
    id: 'tasks',
    path: paths.tasks,
    page: lazy(async () => {
      const { TasksPage } = await import('@renderer/features/tasks')
      return { default: TasksPage }
    }),
    nav: { label: 'Tasks', icon: ListChecks, shortcut: 'goTasks', place: 'main' },
  },
  {
    id: 'providers',
    path: paths.providers,
    page: lazy(async () => {
      const { ProvidersPage } = await import('@renderer/features/providers')
      return { default: ProvidersPage }
    }),
    nav: { label: 'Providers', icon: Plug, shortcut: 'goProviders', place: 'main' },
  },
  {
    id: 'reports',
    path: paths.reports,
    page: lazy(async () => {
      const { ReportsPage } = await import('@renderer/features/reports')
      return { default: ReportsPage }
    }),
    nav: { label: 'Reports', icon: FileText, shortcut: 'goReports', place: 'main' },
  },
  {
    id: 'run',
    path: paths.run,
    page: lazy(async () => {
      const { RunPage } = await import('@renderer/features/execute')
      return { default: RunPage }
    }),
  },
  {
    id: 'settings',
    path: paths.settings,
    page: lazy(async () => {
      const { SettingsPage } = await import('@renderer/features/settings')
      return { default: SettingsPage }
    }),
    nav: { label: 'Settings', icon: Settings, shortcut: 'goSettings', place: 'footer' },
  },
  {
    id: 'components',
    path: paths.components,
    development: true,
    page: lazy(async () => {
      const { ComponentsPage } = await import('@renderer/features/components-page/ComponentsPage')
      return { default: ComponentsPage }
    }),
  },
]
