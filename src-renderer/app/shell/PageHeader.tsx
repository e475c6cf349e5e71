import type { ReactElement, ReactNode } from 'react'

/** The title bar of a page: it moves the window, so whatever can be pressed in it opts out of that. */
export function PageHeader(props: {
  readonly title: string
  /** "26", "2 running". */
  readonly count?: string | number | undefined
  /** Beside the title: the switch between views. */
  readonly view?: ReactNode
  readonly actions?: ReactNode
}): ReactElement {
  return (
    <header className="flex h-11 flex-none items-center gap-3 border-b border-line bg-surface titlebar-inset-end pl-4 drag-region">
      <h1 className="text-sm font-semibold whitespace-nowrap">{props.title}</h1>
      {props.count === undefined ? null : (
        <span className="-ml-1 text-sm whitespace-nowrap text-ink-3 tnum">{props.count}</span>
      )}
      {props.view === undefined ? null : (
        <div className="ml-2 flex items-center gap-2 no-drag">{props.view}</div>
      )}
      <span className="flex-1" />
      {props.actions === undefined ? null : (
        <div className="flex items-center gap-2 no-drag">{props.actions}</div>
      )}
    </header>
  )
}
