import type { ReactElement, ReactNode } from 'react'
import { Sidebar, type SidebarProps } from '@renderer/app/shell/Sidebar'
import { StatusBar } from '@renderer/ui/Layout'

/** The frame of every page: sidebar, page, status bar. The page brings its own `PageHeader`. */
export function AppShell(
  props: SidebarProps & {
    readonly statusStart?: ReactNode
    readonly statusEnd?: ReactNode
    readonly children: ReactNode
  },
): ReactElement {
  const { statusStart, statusEnd, children, ...sidebar } = props
  const hasStatus = statusStart !== undefined || statusEnd !== undefined
  return (
    <div className="flex h-full min-h-0 overflow-hidden bg-canvas text-ink">
      <Sidebar {...sidebar} />
      <div className="flex min-w-0 flex-1 flex-col">
        <main className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface">{children}</main>
        {hasStatus ? <StatusBar start={statusStart} end={statusEnd} /> : null}
      </div>
    </div>
  )
}
