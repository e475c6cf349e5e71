import { Menu as Base } from '@base-ui/react/menu'
import { clsx } from 'clsx'
import { Check, ChevronDown, X } from 'lucide-react'
import type { ReactElement } from 'react'
import { chipValueText } from '@renderer/ui/chip-value'
import { usePortalContainer } from '@renderer/ui/portal-container'

/** A filter: its name and a chevron; while it is active its name, its value and a cross. */
export function FilterChip<T extends string>(props: {
  readonly label: string
  readonly options: readonly {
    readonly value: T
    readonly label: string
    readonly count?: number | undefined
  }[]
  readonly selected: readonly T[]
  readonly onChange: (selected: readonly T[]) => void
  /** Choosing one puts out the other. */
  readonly single?: boolean | undefined
}): ReactElement {
  const container = usePortalContainer()
  const active = props.selected.length > 0
  const labels = props.options
    .filter((option) => props.selected.includes(option.value))
    .map((option) => option.label)

  function toggle(value: T, on: boolean): void {
    if (props.single === true) props.onChange(on ? [value] : [])
    else props.onChange(on ? [...props.selected, value] : props.selected.filter((other) => other !== value))
  }

  return (
    <span
      className={clsx(
        'inline-flex h-7 flex-none items-center rounded-md border text-xs whitespace-nowrap transition-colors',
        active
          ? 'border-accent-line bg-accent-soft text-accent-ink'
          : 'border-line-2 bg-surface text-ink-2 hover:bg-hover',
      )}
    >
      <Base.Root>
        <Base.Trigger
          className={clsx('inline-flex h-full items-center gap-1.5 rounded-md pl-2', !active && 'pr-2')}
        >
          {active ? (
            <span>
              {props.label} <span className="font-medium">{chipValueText(labels)}</span>
            </span>
          ) : (
            <>
              {props.label}
              <ChevronDown size={12} strokeWidth={2.2} aria-hidden />
            </>
          )}
        </Base.Trigger>
        <Base.Portal container={container}>
          <Base.Positioner align="start" sideOffset={4} collisionPadding={8} className="z-50">
            <Base.Popup
              aria-label={props.label}
              className="max-h-(--available-height) min-w-44 popup-motion overflow-y-auto rounded-lg bg-raised p-1 text-ink shadow-pop outline-none edge-forced"
            >
              {props.options.map((option) => {
                const on = props.selected.includes(option.value)
                return (
                  <Base.CheckboxItem
                    key={option.value}
                    checked={on}
                    closeOnClick={props.single === true}
                    onCheckedChange={(checked) => {
                      toggle(option.value, checked)
                    }}
                    className="flex h-7 items-center gap-2 rounded-sm px-2 text-sm outline-none select-none data-highlighted:bg-accent-soft"
                  >
                    <Check
                      size={14}
                      strokeWidth={2}
                      aria-hidden
                      className={on ? 'text-accent-ink' : 'invisible'}
                    />
                    <span className="min-w-0 flex-1 truncate">{option.label}</span>
                    {option.count === undefined ? null : (
                      <span className="ml-4 text-xs text-ink-3 tnum">{option.count}</span>
                    )}
                  </Base.CheckboxItem>
                )
              })}
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
      {active ? (
        <button
          type="button"
          aria-label={`Clear filter ${props.label}`}
          className="-mr-px flex h-7 w-[26px] flex-none items-center justify-center rounded-md pr-0.5"
          onClick={() => {
            props.onChange([])
          }}
        >
          <X size={12} strokeWidth={2.2} aria-hidden />
        </button>
      ) : null}
    </span>
  )
}
