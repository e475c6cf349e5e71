import { useId, type ReactElement, type ReactNode } from 'react'

/** A page of settings that hold at once: a title, and what stands under it. */
export function SettingsBody(props: {
  readonly title: string
  readonly text?: string | undefined
  readonly actions?: ReactNode
  readonly children: ReactNode
}): ReactElement {
  const id = useId()
  return (
    <section aria-labelledby={id} data-pane className="min-h-0 flex-1 overflow-y-auto px-6 py-4">
      <div className="max-w-[640px]">
        <div className="flex min-h-7 items-center gap-2">
          <h2 id={id} className="min-w-0 flex-1 text-md font-semibold">
            {props.title}
          </h2>
          {props.actions}
        </div>
        {props.text === undefined ? null : <p className="mt-1 text-ink-2">{props.text}</p>}
        {props.children}
      </div>
    </section>
  )
}

/** Settings that belong together. */
export function SettingsGroup(props: { readonly title: string; readonly children: ReactNode }): ReactElement {
  const id = useId()
  return (
    <div role="group" aria-labelledby={id} className="mt-4 border-t border-line pt-4">
      <h3 id={id} className="mb-3 text-xs font-semibold">
        {props.title}
      </h3>
      {props.children}
    </div>
  )
}
