import { Fragment, type ReactElement, type ReactNode } from 'react'
import { CopyButton } from '@renderer/ui/CopyButton'

/** Facts as label and value. */
export function DefinitionList(props: {
  readonly items: readonly {
    readonly id?: string | undefined
    readonly label: string
    readonly value: ReactNode
    readonly mono?: boolean | undefined
    /** The label is a name of the provider's, verbatim. */
    readonly monoLabel?: boolean | undefined
    /** Makes the value copyable. */
    readonly copy?: string | undefined
  }[]
  readonly labelWidth?: number | undefined
}): ReactElement {
  return (
    <dl
      style={{ gridTemplateColumns: `${props.labelWidth ?? 136}px minmax(0, 1fr)` }}
      className="grid gap-x-3 gap-y-1"
    >
      {props.items.map((item) => (
        <Fragment key={item.id ?? item.label}>
          <dt
            className={
              item.monoLabel === true
                ? 'mono leading-5 break-words text-ink-2'
                : 'text-xs leading-5 text-ink-3'
            }
          >
            {item.label}
          </dt>
          <dd className="group flex min-w-0 items-center gap-1">
            <span
              className={
                item.mono === true
                  ? 'min-w-0 mono leading-5 break-words text-ink'
                  : 'min-w-0 break-words text-ink'
              }
            >
              {item.value}
            </span>
            {item.copy === undefined ? null : (
              <span className="-my-0.5 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
                <CopyButton text={item.copy} label={`Copy ${item.label}`} />
              </span>
            )}
          </dd>
        </Fragment>
      ))}
    </dl>
  )
}
