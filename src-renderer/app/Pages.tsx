import { useQuery } from '@tanstack/react-query'
import { Suspense, type ReactElement } from 'react'
import type { AppInfo } from '@shared/ipc/contract'
import { DEFAULT_PREFERENCES } from '@shared/domain/settings'
import { AppFrame } from '@renderer/app/AppFrame'
import { CheckinNotices } from '@renderer/features/hosts'
import { DuplicateDialog } from '@renderer/features/duplicate/DuplicateDialog'
import { ExtendNotices } from '@renderer/features/leases/ExtendNotices'
import { ExportDialog } from '@renderer/features/reports/ExportDialog'
import { ReplaceDialog } from '@renderer/features/reports/ReplaceDialog'
import { Palette } from '@renderer/features/palette'
import { ErrorBoundary } from '@renderer/app/ErrorBoundary'
import { KeyMapDialog } from '@renderer/app/KeyMapDialog'
import { goTo, paths, usePlace } from '@renderer/app/navigation'
import { Notices } from '@renderer/app/Notices'
import { pageAt } from '@renderer/app/page-at'
import { focusNextPane } from '@renderer/app/panes'
import { preferencesQuery } from '@renderer/app/queries'
import { FirstRun, HOME, PAGES } from '@renderer/app/routes'
import { useShortcut, useShortcutListener } from '@renderer/app/shortcuts'
import { useTheme } from '@renderer/app/theme'
import { useEvent } from '@renderer/bridge/use-event'

function useNavigation(): void {
  useShortcut('goHosts', () => {
    goTo(paths.hosts)
  })
  useShortcut('goCheckout', () => {
    goTo(paths.checkout)
  })
  useShortcut('goTasks', () => {
    goTo(paths.tasks)
  })
  useShortcut('goProviders', () => {
    goTo(paths.providers)
  })
  useShortcut('goReports', () => {
    goTo(paths.reports)
  })
  useShortcut('goSettings', () => {
    goTo(paths.settings)
  })
  useShortcut('checkout', () => {
    goTo(paths.checkout)
  })
  useShortcut('nextPane', () => {
    focusNextPane()
  })
  useShortcut('previousPane', () => {
    focusNextPane(true)
  })
  useEvent('app.navigated', ({ to }) => {
    goTo(to)
  })
}

/** The window while all is well: the frame, the page that the location names, and what lies over every page. */
export function Pages({ info }: { readonly info: AppInfo }): ReactElement | null {
  const known = useQuery(preferencesQuery)
  const preferences = known.data ?? DEFAULT_PREFERENCES
  const place = usePlace()
  const pages = PAGES.filter((page) => info.development || page.development !== true)
  const current = pageAt(pages, place) ?? HOME
  useTheme(preferences.theme)
  useShortcutListener(preferences.letterShortcuts)
  useNavigation()
  // Whether it is the first run is not known yet: neither page is shown, so that none gives way to the other.
  if (current === HOME && known.isPending) return null
  const isFirstRun = current === HOME && known.data?.firstRunDone === false
  const Page = isFirstRun ? FirstRun : current.page
  const page = (
    <ErrorBoundary key={isFirstRun ? 'first-run' : current.id}>
      <Suspense fallback={null}>
        <Page />
      </Suspense>
    </ErrorBoundary>
  )
  if (isFirstRun || current.development === true) return page
  return (
    <>
      <AppFrame pages={pages} currentId={current.id}>
        {/* A page begins with its title bar, where the system's window buttons lie: notices stand below it. */}
        <div className="flex min-h-0 flex-1 flex-col [&>header]:-order-2">
          <div className="-order-1 flex-none">
            <Notices notices={info.notices} />
          </div>
          {page}
        </div>
      </AppFrame>
      <CheckinNotices />
      <ExtendNotices />
      <ExportDialog />
      <DuplicateDialog />
      <ReplaceDialog />
      <Palette />
      <KeyMapDialog letters={preferences.letterShortcuts} />
    </>
  )
}
