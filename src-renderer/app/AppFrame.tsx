import { useQuery } from '@tanstack/react-query'
import type { ReactElement, ReactNode } from 'react'
import { isEnded } from '@shared/domain/task'
import { count } from '@shared/lib/words'
import { beingMade } from '@renderer/app/being-made'
import { hrefTo } from '@renderer/app/navigation'
import { useNow } from '@renderer/app/now'
import { activeTasksQuery, facetsQuery } from '@renderer/app/queries'
import type { PageEntry } from '@renderer/app/routes'
import { AppShell } from '@renderer/app/shell/AppShell'
import type { NavItem } from '@renderer/app/shell/nav-item'
import { SHORTCUTS } from '@renderer/app/shortcut-map'
import { SavedFilters } from '@renderer/features/hosts'
import { openPalette } from '@renderer/features/palette'

const SEARCH = { label: 'Search or run', keyHint: SHORTCUTS.palette.keys[0], onOpen: openPalette }

interface NavCount {
  readonly count: number
  readonly countLabel: string
}

function navItem(
  page: PageEntry,
  counts: Readonly<Record<string, NavCount | undefined>>,
): readonly NavItem[] {
  if (page.nav === undefined) return []
  const { label, icon, shortcut } = page.nav
  const [keyHint] = SHORTCUTS[shortcut].keys
  return [{ id: page.id, label, icon, href: hrefTo(page.path), keyHint, ...counts[page.id] }]
}

/** The sidebar with its counts around a page. */
export function AppFrame(props: {
  readonly pages: readonly PageEntry[]
  readonly currentId: string
  readonly children: ReactNode
}): ReactElement {
  const facets = useQuery(facetsQuery).data
  const tasks = useQuery(activeTasksQuery).data
  const active = tasks?.tasks.some((task) => !isEnded(task.state) && task.kind === 'checkout') === true
  const now = useNow(active ? 'second' : 'minute')
  const counts = {
    hosts: facets && { count: facets.total, countLabel: `${count(facets.total, 'host')} held` },
    tasks:
      tasks === undefined || tasks.active === 0
        ? undefined
        : { count: tasks.active, countLabel: `${tasks.active} under way` },
  }
  const items = (place: 'main' | 'footer'): readonly NavItem[] =>
    props.pages.filter((page) => page.nav?.place === place).flatMap((page) => navItem(page, counts))
  return (
    <AppShell
      items={items('main')}
      footerItems={items('footer')}
      currentId={props.currentId}
      search={SEARCH}
      more={<SavedFilters />}
      beingMade={tasks === undefined ? [] : beingMade(tasks.tasks, now)}
    >
      {props.children}
    </AppShell>
  )
}
