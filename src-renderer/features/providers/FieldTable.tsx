import { clsx } from 'clsx'
import type { ReactElement } from 'react'
import type { Field } from '@shared/domain/form'
import { defaultText, fieldText, typeText } from '@renderer/features/providers/field-words'

function FieldRow({ field }: { readonly field: Field }): ReactElement {
  const taken = defaultText(field)
  return (
    <div role="row" className="border-b border-line px-5 py-1.5 select-text">
      <div className="flex items-baseline gap-2">
        <span role="rowheader" className="min-w-0 flex-1 mono font-medium wrap-anywhere text-ink">
          {field.name}
        </span>
        <span role="cell" className="text-xs text-ink-2">
          {typeText(field)}
        </span>
        <span
          role="cell"
          className={clsx('w-[62px] text-right text-xs', field.required ? 'text-ink' : 'text-ink-3')}
        >
          {field.required ? 'required' : 'optional'}
        </span>
      </div>
      <div className="flex items-baseline gap-4 text-xs text-ink-3">
        <span role="cell" className="min-w-0 flex-1 break-words">
          {fieldText(field)}
        </span>
        <span role="cell" className="max-w-[45%] flex-none text-right">
          {taken === undefined ? (
            'no default'
          ) : (
            <span title={taken} className="line-clamp-2 break-all">
              default <span className="mono text-2xs text-ink-2">{taken}</span>
            </span>
          )}
        </span>
      </div>
    </div>
  )
}

/** What an offering takes: a row for each field with its type, what may be said, and what is taken otherwise. */
export function FieldTable(props: {
  readonly label: string
  readonly fields: readonly Field[]
}): ReactElement {
  return (
    <div
      role="table"
      aria-label={props.label}
      className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long table scrolls: the keys must reach it
      tabIndex={0}
    >
      {props.fields.map((field) => (
        <FieldRow key={field.name} field={field} />
      ))}
    </div>
  )
}
