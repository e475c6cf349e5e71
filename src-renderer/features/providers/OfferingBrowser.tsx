import { useQueries } from '@tanstack/react-query'
import { useDeferredValue, useMemo, type ReactElement } from 'react'
import type { InstanceId, ProviderKindInfo } from '@shared/domain/provider'
import { useKept } from '@renderer/app/kept'
import { offeringsQuery } from '@renderer/features/checkout/queries'
import { canDo } from '@renderer/features/checkout/selection'
import { browserTabs, type BrowserTab } from '@renderer/features/providers/browser-tabs'
import { EntryList } from '@renderer/features/providers/EntryList'
import { isFavourite } from '@renderer/features/providers/favourites'
import { ListedPane } from '@renderer/features/providers/ListedPane'
import { OfferingPane } from '@renderer/features/providers/OfferingPane'
import { openCheckout, openRun } from '@renderer/features/providers/open-order'
import { listQuery } from '@renderer/features/providers/queries'
import { inListOrder, matching } from '@renderer/features/providers/search'
import { useAskedEarly, useEntries, type Entry } from '@renderer/features/providers/use-entries'
import { favourites, useInstanceView, WHOLE_LIST } from '@renderer/features/providers/view-store'
import { Tabs } from '@renderer/ui/Tabs'

/** How many entries each tab has, as far as it is known; what is only looked up waits for what is offered. */
function useCounts(
  id: InstanceId,
  kind: ProviderKindInfo,
  current: BrowserTab,
): readonly (number | undefined)[] {
  const offered = useQueries({
    queries: kind.actions.map((action) => offeringsQuery(id, action.name)),
    combine: (results) => results.map((result) => result.data?.offerings.length),
  })
  const isOffered = offered.every((number) => number !== undefined)
  const listed = useQueries({
    queries: kind.listings.map((listing) => ({
      ...listQuery(id, listing.name),
      enabled:
        (isOffered && listing.startsWork !== true) ||
        (current.kind === 'listing' && current.listing.name === listing.name),
    })),
    combine: (results) => results.map((result) => result.data?.entries.length),
  })
  return [...offered, ...listed]
}

function Browser(props: {
  readonly id: InstanceId
  readonly kind: ProviderKindInfo
  readonly limit: number | undefined
  readonly tabs: readonly BrowserTab[]
  readonly current: BrowserTab
}): ReactElement {
  const { id, current } = props
  useAskedEarly(id, current)
  const { view, showTab, changeTab } = useInstanceView(id)
  const counts = useCounts(id, props.kind, current)
  const list = useEntries(id, current)
  const marked = useKept(favourites.kept)
  const tabView = view.tabs[current.id] ?? WHOLE_LIST
  const { search, onlyFavourites } = tabView
  const place = current.kind === 'offerings' ? { target: id, action: current.action.name } : undefined
  const placeKey = JSON.stringify(place)

  const found = useMemo(() => {
    if (list.entries === undefined || place === undefined) {
      return list.entries === undefined ? undefined : matching(list.entries, search)
    }
    const has = (name: string): boolean => isFavourite(marked, place, name)
    const all = matching(list.entries, search)
    return inListOrder(onlyFavourites ? all.filter((entry) => has(entry.name)) : all, has)
    // oxlint-disable-next-line react/exhaustive-deps -- `placeKey` says all of `place`
  }, [list.entries, search, onlyFavourites, marked, placeKey])

  const rows = tabView.beyondLimit ? found : found?.slice(0, props.limit)
  // What was chosen stays beside the list, also while a search hides it; before anything was, the first is shown.
  const chosen = list.entries?.find((entry) => entry.name === tabView.selected) ?? rows?.[0]
  // The list is painted first: what stands beside it takes as long again. An entry is shown as what it is of: the list
  // may be another one by now.
  const pane = useMemo(() => chosen && { of: current, entry: chosen }, [current, chosen])
  const beside = useDeferredValue(pane, undefined)

  function open(entry: Entry): void {
    if (place === undefined || current.kind !== 'offerings') return
    const selection = { ...place, offering: entry.name }
    if (canDo(current.action, 'checkout')) openCheckout(selection)
    else openRun(selection)
  }

  return (
    <div className="flex min-h-0 flex-1 border-t border-line">
      <Tabs
        label="What it offers"
        className="w-[clamp(256px,29vw,404px)] flex-none! border-r border-line pt-1"
        panelClassName="flex flex-col overflow-hidden!"
        value={current.id}
        onChange={showTab}
        tabs={props.tabs.map((tab, index) => ({
          id: tab.id,
          label: tab.label,
          count: counts[index],
          panel:
            tab === current ? (
              <EntryList
                label={tab.label}
                list={list}
                rows={rows}
                found={found?.length ?? 0}
                view={tabView}
                selected={chosen?.name}
                onChange={(change) => {
                  changeTab(current.id, change)
                }}
                onOpen={place === undefined ? undefined : open}
                favourites={
                  place === undefined
                    ? undefined
                    : {
                        has: (name) => isFavourite(marked, place, name),
                        toggle: (name) => {
                          favourites.toggle(place, name)
                        },
                      }
                }
              />
            ) : null,
        }))}
      />
      <div data-pane className="flex min-h-0 min-w-0 flex-1 flex-col">
        {beside === undefined ? null : beside.of.kind === 'offerings' ? (
          <OfferingPane id={id} action={beside.of.action} entry={beside.entry} />
        ) : (
          <ListedPane id={id} listing={beside.of.listing} entry={beside.entry} />
        )}
      </div>
    </div>
  )
}

/** What an instance offers and what can be looked up there: a list for each, and beside it one of its entries. */
export function OfferingBrowser(props: {
  readonly id: InstanceId
  readonly kind: ProviderKindInfo
  /** How many entries of a list are shown unless more are asked for; undefined: all. */
  readonly limit: number | undefined
}): ReactElement {
  const tabs = useMemo(() => browserTabs(props.kind), [props.kind])
  const { view } = useInstanceView(props.id)
  const current = tabs.find((tab) => tab.id === view.tab) ?? tabs[0]
  if (current === undefined) {
    return <p className="border-t border-line px-5 py-4 text-ink-3">Nothing is offered here.</p>
  }
  return <Browser {...props} tabs={tabs} current={current} />
}
