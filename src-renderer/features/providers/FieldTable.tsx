import type { ReactElement } from 'react'
import type { Field } from '@shared/domain/form'
import { defaultText, fieldText, typeText } from '@renderer/features/providers/field-words'

function FieldRow({ field }: { readonly field: Field }): ReactElement {
  const taken = defaultText(field)
  return (
    <div
      role="row"
      className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-baseline gap-x-2 border-b border-line px-5 py-1.5 select-text"
    >
      <span role="rowheader" className="mono font-medium wrap-anywhere text-ink">
        {field.name}
      </span>
      <span role="cell" className="text-xs text-ink-2">
        {typeText(field)}
      </span>
      <span
        role="cell"
        className={
          field.required ? 'w-[62px] text-right text-xs text-ink' : 'w-[62px] text-right text-xs text-ink-3'
        }
      >
        {field.required ? 'required' : 'optional'}
      </span>
      <span role="cell" className="min-w-0 text-xs break-words text-ink-3">
        {fieldText(field)}
      </span>
      <span role="cell" className="col-span-2 max-w-48 min-w-0 text-right text-xs text-ink-3">
        {taken === undefined ? (
          'no default'
        ) : (
          <span title={taken} className="line-clamp-2 break-all">
            default <span className="mono text-2xs text-ink-2">{taken}</span>
          </span>
        )}
      </span>
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
