import type { InstanceId } from '@shared/domain/provider'
import { Kept, useKept } from '@renderer/app/kept'
import { Favourites } from '@renderer/features/providers/favourites'
import type { HealthHistory } from '@renderer/features/providers/health-history'

/** One text for an instance, as the key of what is kept for it. */
export function instanceKey({ provider, instance }: InstanceId): string {
  return `${provider}/${instance}`
}

/** What the list of one tab was narrowed to, and what was chosen in it. */
export interface TabView {
  readonly search: string
  readonly onlyFavourites: boolean
  readonly selected: string | undefined
  /** More than `results_limit` of the settings. */
  readonly beyondLimit: boolean
}

/** What an instance's page shows. */
export interface InstanceView {
  /** The tab; undefined: the first. */
  readonly tab: string | undefined
  readonly tabs: Readonly<Record<string, TabView>>
}

const UNTOUCHED: InstanceView = { tab: undefined, tabs: {} }
/** A list as it is before anybody touched it. */
export const WHOLE_LIST: TabView = {
  search: '',
  onlyFavourites: false,
  selected: undefined,
  beyondLimit: false,
}

const views = new Kept<Readonly<Record<string, InstanceView>>>({})

/** The favourites of this computer. */
export const favourites = new Favourites(window.localStorage)

/** What the checks of this window have shown, by instance. */
export const histories = new Kept<Readonly<Record<string, HealthHistory>>>({})

/** The instance that was looked at last. */
export const lastInstance = new Kept<InstanceId | undefined>(undefined)

/** What an instance's page shows, and how to change it; still there when one comes back. */
export function useInstanceView(id: InstanceId): {
  readonly view: InstanceView
  readonly showTab: (tab: string) => void
  readonly changeTab: (tab: string, change: Partial<TabView>) => void
} {
  const key = instanceKey(id)
  const view = useKept(views)[key] ?? UNTOUCHED

  function update(next: (last: InstanceView) => InstanceView): void {
    views.update((all) => ({ ...all, [key]: next(all[key] ?? UNTOUCHED) }))
  }

  return {
    view,
    showTab(tab) {
      update((last) => ({ ...last, tab }))
    },
    changeTab(tab, change) {
      update((last) => ({
        ...last,
        tabs: { ...last.tabs, [tab]: { ...(last.tabs[tab] ?? WHOLE_LIST), ...change } },
      }))
    },
  }
}
