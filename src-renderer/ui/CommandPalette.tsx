import { Dialog as Base } from '@base-ui/react/dialog'
import { clsx } from 'clsx'
import { Search } from 'lucide-react'
import {
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
} from 'react'
import { KeyHint } from '@renderer/ui/KeyHint'
import { usePortalContainer } from '@renderer/ui/portal-container'

/** One row of the palette. */
export interface PaletteRow {
  readonly id: string
  readonly mark: ReactNode
  /** What is read and shown first. */
  readonly label: ReactNode
  /** Pale beside it. */
  readonly detail?: string | undefined
  /** At the end of the row. */
  readonly end?: string | undefined
  readonly endTone?: 'warn' | 'danger' | undefined
  readonly keys?: string | undefined
}

/** Props of `CommandPalette`. */
export interface CommandPaletteProps<Row extends PaletteRow> {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  /** Whether these are the keys that opened it: they close it, too. */
  readonly isToggle?: ((press: KeyboardEvent['nativeEvent']) => boolean) | undefined
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly groups: readonly { readonly title: string; readonly rows: readonly Row[] }[]
  /** Enter or a press; with Ctrl it stays open. */
  readonly onRun: (row: Row, stay: boolean) => void
  /** In the place of the rows where there are none. */
  readonly empty: ReactNode
  /** At the end of the line at the bottom. */
  readonly hint: ReactNode
}

/** More than anything is called, and less than a search takes. */
const LONGEST = 200

const END_INKS = { warn: 'text-warn-ink', danger: 'text-danger-ink' } as const

/** A search over everything, in a dialog: the focus stays in the field, the arrows move through what it finds. */
export function CommandPalette<Row extends PaletteRow>(props: CommandPaletteProps<Row>): ReactElement {
  const { groups, value } = props
  const container = usePortalContainer()
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const rows = groups.flatMap((group) => group.rows)
  // Another search begins at the first row again.
  const [at, setAt] = useState({ value, index: 0 })
  const index = at.value === value ? Math.min(at.index, Math.max(0, rows.length - 1)) : 0
  const current = rows[index]

  useLayoutEffect(() => {
    const row = list.current?.querySelector('[aria-selected=true]')
    // The title of the first group comes into sight with its first row.
    if (index === 0) list.current?.scrollTo({ top: 0 })
    else row?.scrollIntoView({ block: 'nearest' })
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another search finds other rows
  }, [index, value])

  function keyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (rows.length === 0) return
      const step = event.key === 'ArrowDown' ? 1 : rows.length - 1
      setAt({ value, index: (index + step) % rows.length })
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (current !== undefined) props.onRun(current, event.ctrlKey || event.metaKey)
    } else if (props.isToggle?.(event.nativeEvent) === true) {
      event.preventDefault()
      props.onOpenChange(false)
    }
  }

  return (
    <Base.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Base.Portal container={container}>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          aria-label={props.label}
          initialFocus={input}
          className="fixed top-[112px] left-1/2 z-40 flex max-h-[min(560px,calc(100vh-128px))] w-[640px] max-w-[calc(100vw-32px)] -translate-x-1/2 flex-col overflow-hidden rounded-xl bg-raised text-ink shadow-dialog outline-none edge-forced no-drag"
        >
          <div className="flex h-12 flex-none items-center gap-2.5 border-b border-line px-4">
            <Search size={16} strokeWidth={2} aria-hidden className="flex-none text-ink-3" />
            <input
              ref={input}
              role="combobox"
              aria-label={props.label}
              aria-expanded={rows.length > 0}
              aria-controls={`${id}-list`}
              aria-autocomplete="list"
              aria-activedescendant={current === undefined ? undefined : `${id}-row-${index}`}
              value={value}
              maxLength={LONGEST}
              placeholder={props.label}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => {
                props.onChange(event.target.value)
              }}
              onKeyDown={keyDown}
              className="h-full min-w-0 flex-1 bg-transparent text-md outline-none placeholder:text-ink-3"
            />
            <KeyHint keys="Esc" />
          </div>
          <div
            ref={list}
            id={`${id}-list`}
            role="listbox"
            aria-label="Found"
            className="min-h-0 flex-1 overflow-y-auto px-1.5 pb-1.5 empty:hidden"
          >
            {groups.map((group, place) => (
              <div key={group.title} role="group" aria-labelledby={`${id}-group-${place}`}>
                <div id={`${id}-group-${place}`} className="px-3 pt-2.5 pb-1 text-xs font-medium text-ink-3">
                  {group.title}
                </div>
                {group.rows.map((row) => (
                  // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the focus stays in the field, which has the keys
                  <div
                    key={row.id}
                    id={`${id}-row-${rows.indexOf(row)}`}
                    role="option"
                    aria-selected={row === current}
                    onPointerMove={() => {
                      setAt({ value, index: rows.indexOf(row) })
                    }}
                    onMouseDown={(event) => {
                      // The focus stays where it is.
                      event.preventDefault()
                    }}
                    onClick={(event) => {
                      props.onRun(row, event.ctrlKey || event.metaKey)
                    }}
                    className={clsx(
                      'flex h-9 items-center gap-3 rounded-md px-3 forced-colors:aria-selected:outline-2',
                      row === current && 'bg-accent-soft',
                    )}
                  >
                    <span className="flex w-[18px] flex-none justify-center text-ink-2">{row.mark}</span>
                    <span className="max-w-[70%] flex-none truncate">{row.label}</span>
                    <span className="min-w-0 flex-1 truncate text-xs text-ink-3 tnum">{row.detail}</span>
                    {row.end === undefined ? null : (
                      <span
                        className={clsx(
                          'max-w-[45%] flex-none truncate text-xs tnum',
                          row.endTone === undefined ? 'text-ink-3' : END_INKS[row.endTone],
                        )}
                      >
                        {row.end}
                      </span>
                    )}
                    {row.keys === undefined ? null : <KeyHint keys={row.keys} />}
                  </div>
                ))}
              </div>
            ))}
          </div>
          {rows.length === 0 ? (
            <div role="status" className="px-4 py-4 text-sm text-ink-2">
              {props.empty}
            </div>
          ) : null}
          <div className="flex h-9 flex-none items-center gap-4 border-t border-line bg-sunken px-4 text-xs text-ink-3">
            <span className="flex items-center gap-1.5">
              <KeyHint keys="Up" />
              <KeyHint keys="Down" /> move
            </span>
            <span className="flex items-center gap-1.5">
              <KeyHint keys="Enter" /> run
            </span>
            <span className="flex items-center gap-1.5">
              <KeyHint keys="Mod Enter" /> run and stay
            </span>
            <span className="min-w-0 flex-1 truncate text-right">{props.hint}</span>
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
