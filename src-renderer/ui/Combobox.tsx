import { Combobox as Base } from '@base-ui/react/combobox'
import { ChevronsUpDown, Search } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import {
  choicePopup,
  choiceRow,
  matchesQuery,
  type Choice,
  type ChoiceControlProps,
} from '@renderer/ui/choice'
import { ChoiceRow } from '@renderer/ui/ChoiceRow'
import { ChoiceValue } from '@renderer/ui/ChoiceValue'
import { bareInput, fieldBox } from '@renderer/ui/field-box'
import { useFieldControl } from '@renderer/ui/field-context'
import { usePortalContainer } from '@renderer/ui/portal-container'

/** A long list is narrowed by typing, not by scrolling; more rows than this only cost time. */
const SHOWN_AT_MOST = 200

/** Props of `Combobox`. */
export interface ComboboxProps<T extends string> extends ChoiceControlProps<T> {
  /** A name that is not in the list may be used. */
  readonly allowCustom?: boolean | undefined
  readonly searchPlaceholder?: string | undefined
  readonly emptyText?: string | undefined
}

function customChoice<T extends string>(props: ComboboxProps<T>, query: string): readonly Choice[] {
  const name = query.trim()
  if (props.allowCustom !== true || name === '') return []
  if (props.options.some((option) => option.value === name)) return []
  return [{ value: name, label: `Use "${name}"` }]
}

function currentChoice<T extends string>(props: ComboboxProps<T>): Choice | undefined {
  if (props.value === undefined || props.value === '') return undefined
  const known = props.options.find((option) => option.value === props.value)
  return known ?? { value: props.value, label: props.value }
}

/** A field with a searchable list of choices. */
export function Combobox<T extends string>(props: ComboboxProps<T>): ReactElement {
  const control = useFieldControl(props.label)
  const container = usePortalContainer()
  const [query, setQuery] = useState('')
  const current = currentChoice(props)
  const custom = customChoice(props, query)
  const shown: readonly Choice[] = [
    ...props.options.filter((option) => matchesQuery(option, query)),
    ...custom,
  ]

  return (
    <Base.Root<Choice>
      items={shown}
      filteredItems={shown}
      limit={SHOWN_AT_MOST}
      value={current ?? null}
      inputValue={query}
      onInputValueChange={setQuery}
      onValueChange={(choice) => {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- values come from `options`, or any text is one
        if (choice !== null) props.onChange(choice.value as T)
      }}
      isItemEqualToValue={(a, b) => a.value === b.value}
      itemToStringLabel={(choice) => choice.label}
      disabled={props.disabled}
      autoHighlight
    >
      <Base.Trigger
        {...control}
        onBlur={props.onBlur}
        className={fieldBox({
          invalid: control['aria-invalid'] === true,
          size: props.size,
          className: 'text-left',
        })}
      >
        <ChoiceValue choice={current} placeholder={props.placeholder} mono={props.mono} />
        <ChevronsUpDown size={14} strokeWidth={2} aria-hidden className="text-ink-3" />
      </Base.Trigger>
      <Base.Portal container={container}>
        <Base.Positioner sideOffset={4} collisionPadding={8} align="start" className="z-50">
          <Base.Popup className={choicePopup} aria-label={props.label ?? 'Choices'}>
            <div className="flex h-9 flex-none items-center gap-2 border-b border-line px-3">
              <Search size={14} strokeWidth={2} aria-hidden className="text-ink-3" />
              <Base.Input
                aria-label={props.searchPlaceholder ?? 'Search'}
                placeholder={props.searchPlaceholder ?? 'Search'}
                className={bareInput}
              />
            </div>
            <Base.Empty className="px-3 text-xs text-ink-3 not-empty:py-3">
              {props.emptyText ?? 'Nothing matches.'}
            </Base.Empty>
            <Base.List className="min-h-0 flex-1 overflow-y-auto p-1 empty:p-0">
              {(choice: Choice) => (
                <Base.Item key={choice.value} value={choice} disabled={choice.disabled} className={choiceRow}>
                  <ChoiceRow choice={choice} selected={choice.value === props.value} mono={props.mono} />
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
