import { Tabs as Base } from '@base-ui/react/tabs'
import { clsx } from 'clsx'
import type { ReactElement, ReactNode } from 'react'

/** Views of the same thing, one at a time. */
export function Tabs<T extends string>(props: {
  readonly tabs: readonly {
    readonly id: T
    readonly label: string
    readonly count?: number | undefined
    readonly panel: ReactNode
  }[]
  readonly value: T
  readonly onChange: (id: T) => void
  readonly label: string
  readonly className?: string | undefined
  readonly panelClassName?: string | undefined
  /** Views that are not shown go on with what they do. */
  readonly keepMounted?: boolean | undefined
}): ReactElement {
  return (
    <Base.Root
      value={props.value}
      onValueChange={(id: T) => {
        props.onChange(id)
      }}
      className={clsx('flex min-h-0 flex-1 flex-col', props.className)}
    >
      <div className="flex-none px-4">
        <Base.List
          aria-label={props.label}
          activateOnFocus
          className="flex flex-wrap gap-x-4 border-b border-line"
        >
          {props.tabs.map((tab) => (
            <Base.Tab
              key={tab.id}
              value={tab.id}
              className="-mb-px h-8 border-b-2 border-transparent text-sm text-ink-2 transition-colors hover:text-ink focus-visible:-outline-offset-2 data-active:border-ink data-active:font-medium data-active:text-ink"
            >
              {tab.label}
              {tab.count === undefined ? null : (
                <span className="ml-1.5 text-xs font-normal text-ink-3 tnum">{tab.count}</span>
              )}
            </Base.Tab>
          ))}
        </Base.List>
      </div>
      {props.tabs.map((tab) => (
        <Base.Panel
          key={tab.id}
          value={tab.id}
          keepMounted={props.keepMounted ?? false}
          className={clsx(
            'min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2',
            props.panelClassName,
          )}
        >
          {tab.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  )
}
