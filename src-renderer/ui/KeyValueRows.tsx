import { CircleAlert, Plus, TriangleAlert, X } from 'lucide-react'
import { useEffect, useRef, type ReactElement } from 'react'
import { IconButton } from '@renderer/ui/IconButton'
import { newKeyValueRow, type KeyValueRow } from '@renderer/ui/key-value-row'
import { LinkButton } from '@renderer/ui/LinkButton'
import { TextInput } from '@renderer/ui/TextInput'

/** Names and values that the user adds freely: additional arguments, environment, labels. */
export function KeyValueRows(props: {
  readonly rows: readonly KeyValueRow[]
  readonly onChange: (rows: readonly KeyValueRow[]) => void
  readonly title: string
  /** The title stands over the rows already; *Add* comes under them. */
  readonly hideTitle?: boolean | undefined
  readonly noun?: string | undefined
  readonly addLabel?: string | undefined
  readonly namePlaceholder?: string | undefined
  readonly valuePlaceholder?: string | undefined
}): ReactElement {
  const noun = props.noun ?? 'argument'
  const added = useRef<string>(undefined)
  const list = useRef<HTMLDivElement>(null)

  useEffect(() => {
    // A row that was just asked for is where the typing goes on.
    if (added.current === undefined) return
    list.current?.querySelector<HTMLInputElement>(`[data-row="${added.current}"] input`)?.focus()
    added.current = undefined
  })

  function change(row: KeyValueRow, patch: Partial<KeyValueRow>): void {
    props.onChange(props.rows.map((other) => (other.id === row.id ? { ...other, ...patch } : other)))
  }

  const add = (
    <LinkButton
      icon={Plus}
      onClick={() => {
        const row = newKeyValueRow()
        added.current = row.id
        props.onChange([...props.rows, row])
      }}
    >
      {props.addLabel ?? `Add ${noun}`}
    </LinkButton>
  )

  return (
    <div role="group" aria-label={props.title}>
      {props.hideTitle === true ? null : (
        <div className="flex h-6 items-center gap-2">
          <h3 className="text-xs font-semibold text-ink">{props.title}</h3>
          <span className="flex-1" />
          {add}
        </div>
      )}
      <div ref={list} className="mt-1 flex flex-col gap-2 empty:hidden">
        {props.rows.map((row, index) => (
          <div key={row.id} data-row={row.id}>
            <div className="grid grid-cols-[1fr_1fr_28px] items-center gap-2">
              <TextInput
                mono
                label={`Name of ${noun} ${index + 1}`}
                placeholder={props.namePlaceholder ?? 'Name'}
                value={row.name}
                onChange={(name) => {
                  change(row, { name })
                }}
              />
              <TextInput
                label={`Value of ${row.name === '' ? `${noun} ${index + 1}` : row.name}`}
                placeholder={props.valuePlaceholder ?? 'Value'}
                value={row.value}
                onChange={(value) => {
                  change(row, { value })
                }}
              />
              <IconButton
                icon={X}
                label={`Remove ${row.name === '' ? noun : row.name}`}
                onClick={() => {
                  props.onChange(props.rows.filter((other) => other.id !== row.id))
                }}
              />
            </div>
            {row.error === undefined ? null : (
              <p role="alert" className="mt-1 flex items-center gap-1 text-xs text-danger-ink">
                <CircleAlert size={12} strokeWidth={2} aria-hidden />
                {row.error}
              </p>
            )}
            {row.error !== undefined || row.note === undefined ? null : (
              <p className="mt-1 flex items-center gap-1 text-xs text-warn-ink">
                <TriangleAlert size={12} strokeWidth={2} aria-hidden />
                {row.note}
              </p>
            )}
          </div>
        ))}
      </div>
      {props.hideTitle === true ? add : null}
    </div>
  )
}
