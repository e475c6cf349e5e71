import { clsx } from 'clsx'
import { CircleAlert, Plus, TriangleAlert, X } from 'lucide-react'
import { useEffect, useRef, type ReactElement } from 'react'
import { IconButton } from '@renderer/ui/IconButton'
import { newKeyValueRow, type KeyValueRow, type KeyValueType } from '@renderer/ui/key-value-row'
import { LinkButton } from '@renderer/ui/LinkButton'
import { PasswordInput } from '@renderer/ui/PasswordInput'
import { Select } from '@renderer/ui/Select'
import { TextInput } from '@renderer/ui/TextInput'

const AUTOMATIC = 'automatic'
const TYPES: readonly { readonly value: KeyValueType | typeof AUTOMATIC; readonly label: string }[] = [
  { value: AUTOMATIC, label: 'Automatic' },
  { value: 'text', label: 'Text' },
  { value: 'number', label: 'Number' },
  { value: 'boolean', label: 'Boolean' },
  { value: 'json', label: 'JSON' },
  { value: 'secret', label: 'Secret' },
]

/** Props of `KeyValueRows`. */
export interface KeyValueRowsProps {
  readonly rows: readonly KeyValueRow[]
  readonly onChange: (rows: readonly KeyValueRow[]) => void
  readonly title: string
  /** The title stands over the rows already; *Add* comes under them. */
  readonly hideTitle?: boolean | undefined
  readonly noun?: string | undefined
  /** Whether each row says what its value is meant as. */
  readonly typed?: boolean | undefined
  readonly addLabel?: string | undefined
  readonly namePlaceholder?: string | undefined
  readonly valuePlaceholder?: string | undefined
}

function Row(
  props: Omit<KeyValueRowsProps, 'rows' | 'onChange'> & {
    readonly row: KeyValueRow
    /** "argument 2", for readers while it has no name. */
    readonly place: string
    readonly noun: string
    readonly onChange: (patch: Partial<KeyValueRow>) => void
    readonly onRemove: () => void
  },
): ReactElement {
  const { row, noun, place, onChange } = props
  const called = row.name === '' ? place : row.name
  const ValueInput = row.type === 'secret' ? PasswordInput : TextInput
  return (
    <div data-row={row.id}>
      <div
        className={clsx(
          'grid items-center gap-2',
          props.typed === true ? 'grid-cols-[1fr_112px_1fr_28px]' : 'grid-cols-[1fr_1fr_28px]',
        )}
      >
        <TextInput
          mono
          label={`Name of ${place}`}
          placeholder={props.namePlaceholder ?? 'Name'}
          value={row.name}
          onChange={(name) => {
            onChange({ name })
          }}
        />
        {props.typed === true ? (
          <Select
            label={`Type of ${called}`}
            value={row.type ?? AUTOMATIC}
            options={TYPES}
            onChange={(type) => {
              onChange({ type: type === AUTOMATIC ? undefined : type })
            }}
          />
        ) : null}
        <ValueInput
          label={`Value of ${called}`}
          placeholder={row.type === 'boolean' ? 'true or false' : (props.valuePlaceholder ?? 'Value')}
          value={row.value}
          onChange={(value) => {
            onChange({ value })
          }}
        />
        <IconButton
          icon={X}
          label={`Remove ${row.name === '' ? noun : row.name}`}
          onClick={() => {
            props.onRemove()
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
  )
}

/** Names and values that the user adds freely: additional arguments, environment, labels. */
export function KeyValueRows(props: KeyValueRowsProps): ReactElement {
  const { rows, onChange, ...rest } = props
  const noun = props.noun ?? 'argument'
  const added = useRef<string>(undefined)
  const list = useRef<HTMLDivElement>(null)

  useEffect(() => {
    // A row that was just asked for is where the typing goes on.
    if (added.current === undefined) return
    list.current?.querySelector<HTMLInputElement>(`[data-row="${added.current}"] input`)?.focus()
    added.current = undefined
  })

  const add = (
    <LinkButton
      icon={Plus}
      onClick={() => {
        const row = newKeyValueRow()
        added.current = row.id
        onChange([...rows, row])
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
        {rows.map((row, index) => (
          <Row
            key={row.id}
            {...rest}
            row={row}
            noun={noun}
            place={`${noun} ${index + 1}`}
            onChange={(patch) => {
              onChange(rows.map((other) => (other.id === row.id ? { ...other, ...patch } : other)))
            }}
            onRemove={() => {
              onChange(rows.filter((other) => other.id !== row.id))
            }}
          />
        ))}
      </div>
      {props.hideTitle === true ? add : null}
    </div>
  )
}
