import { Select as Base } from '@base-ui/react/select'
import { ChevronsUpDown } from 'lucide-react'
import type { ReactElement } from 'react'
import { choicePopup, choiceRow, SEARCH_FROM, type ChoiceControlProps } from '@renderer/ui/choice'
import { ChoiceRow } from '@renderer/ui/ChoiceRow'
import { ChoiceValue } from '@renderer/ui/ChoiceValue'
import { Combobox } from '@renderer/ui/Combobox'
import { fieldBox } from '@renderer/ui/field-box'
import { useFieldControl } from '@renderer/ui/field-context'
import { usePortalContainer } from '@renderer/ui/portal-container'

function ShortSelect<T extends string>(props: ChoiceControlProps<T>): ReactElement {
  const control = useFieldControl(props.label)
  const container = usePortalContainer()
  const current = props.options.find((option) => option.value === props.value)
  return (
    <Base.Root<T>
      items={props.options}
      value={props.value ?? null}
      onValueChange={(value) => {
        if (value !== null) props.onChange(value)
      }}
      disabled={props.disabled}
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
        <Base.Positioner sideOffset={4} collisionPadding={8} alignItemWithTrigger={false} className="z-50">
          <Base.Popup className={choicePopup}>
            <Base.List className="min-h-0 flex-1 overflow-y-auto p-1">
              {props.options.map((option) => (
                <Base.Item
                  key={option.value}
                  value={option.value}
                  label={option.label}
                  disabled={option.disabled}
                  className={choiceRow}
                >
                  <ChoiceRow choice={option} selected={option.value === props.value} mono={props.mono} />
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

/** One of several choices. A long list gets a search by itself. */
export function Select<T extends string>(props: ChoiceControlProps<T>): ReactElement {
  return props.options.length >= SEARCH_FROM ? <Combobox {...props} /> : <ShortSelect {...props} />
}
