import { clsx } from 'clsx'
import type { ReactElement, ReactNode } from 'react'

/** The row under a page header: search, chips, view buttons. */
export function Toolbar(props: {
  readonly children: ReactNode
  readonly label?: string | undefined
}): ReactElement {
  return (
    <div
      {...(props.label === undefined ? {} : { role: 'group', 'aria-label': props.label })}
      className="flex h-11 flex-none items-center gap-2 border-b border-line px-4"
    >
      {props.children}
    </div>
  )
}

/** The row at the bottom of a form: ghost and secondary at the left, the primary action at the right. */
export function FooterBar({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <div className="flex h-14 flex-none items-center gap-2 border-t border-line bg-surface px-5">
      {children}
    </div>
  )
}

/** The thin line at the bottom of the window. */
export function StatusBar(props: { readonly start?: ReactNode; readonly end?: ReactNode }): ReactElement {
  return (
    <footer className="flex h-7 flex-none items-center gap-4 border-t border-line bg-canvas px-4 text-xs whitespace-nowrap text-ink-3 tnum">
      {props.start}
      <span className="flex-1" />
      {props.end}
    </footer>
  )
}

/** Panes side by side; each scrolls by itself. */
export function SplitPane({ children }: { readonly children: ReactNode }): ReactElement {
  return <div className="flex min-h-0 min-w-0 flex-1">{children}</div>
}

/** A pane at the side that pushes the rest. */
export function SidePanel(props: {
  readonly label: string
  readonly width?: number | undefined
  readonly tone?: 'surface' | 'sunken' | undefined
  readonly children: ReactNode
}): ReactElement {
  return (
    <aside
      aria-label={props.label}
      style={{ width: props.width ?? 400 }}
      className={clsx(
        'flex min-h-0 flex-none flex-col border-l border-line',
        props.tone === 'sunken' ? 'bg-sunken' : 'bg-surface',
      )}
    >
      {props.children}
    </aside>
  )
}

/** A titled part of a side panel. */
export function PanelSection(props: {
  readonly title: string
  readonly aside?: ReactNode
  readonly children: ReactNode
}): ReactElement {
  return (
    <section className="border-b border-line px-4 py-3 last:border-0">
      <div className="flex h-6 items-center gap-2">
        <h3 className="text-xs font-semibold text-ink">{props.title}</h3>
        <span className="flex-1" />
        {props.aside === undefined ? null : <span className="text-2xs text-ink-3">{props.aside}</span>}
      </div>
      <div className="mt-1">{props.children}</div>
    </section>
  )
}
