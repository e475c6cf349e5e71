import { Checkbox as Base } from '@base-ui/react/checkbox'
import { clsx } from 'clsx'
import { useId, type ReactElement, type ReactNode } from 'react'
import { CheckMark } from '@renderer/ui/CheckMark'
import { useFieldControl } from '@renderer/ui/field-context'

/** A tick, or the dash of "some of them". */
export function Checkbox(props: {
  readonly checked: boolean | 'indeterminate'
  readonly onChange: (checked: boolean) => void
  readonly onBlur?: (() => void) | undefined
  readonly children?: ReactNode
  readonly disabled?: boolean | undefined
  readonly label?: string | undefined
}): ReactElement {
  const control = useFieldControl(props.label)
  const textId = useId()
  // In a field both are its name: "register, Yes, register with the content host".
  const names = clsx(
    control['aria-labelledby'],
    props.children !== undefined && props.label === undefined && textId,
  )
  return (
    <label className={clsx('inline-flex items-center gap-2', props.children !== undefined && 'min-h-6')}>
      <Base.Root
        {...control}
        aria-labelledby={names === '' ? undefined : names}
        checked={props.checked === true}
        indeterminate={props.checked === 'indeterminate'}
        onCheckedChange={props.onChange}
        onBlur={props.onBlur}
        disabled={props.disabled}
        className="relative inline-flex flex-none rounded-sm before:absolute before:-inset-[5px] data-disabled:opacity-50"
      >
        <CheckMark checked={props.checked} />
      </Base.Root>
      {props.children === undefined ? null : (
        <span id={textId} className="text-ink">
          {props.children}
        </span>
      )}
    </label>
  )
}
