import { Switch as Base } from '@base-ui/react/switch'
import { clsx } from 'clsx'
import { useId, type ReactElement, type ReactNode } from 'react'
import { useFieldControl } from '@renderer/ui/field-context'

/** On or off, at once. */
export function Switch(props: {
  readonly checked: boolean
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
    <label className={clsx('inline-flex items-center gap-2', props.children !== undefined && 'min-h-8')}>
      <Base.Root
        {...control}
        aria-labelledby={names === '' ? undefined : names}
        checked={props.checked}
        onCheckedChange={props.onChange}
        onBlur={props.onBlur}
        disabled={props.disabled}
        className={clsx(
          'group relative inline-flex h-[18px] w-[30px] flex-none items-center rounded-full border border-ctl bg-surface transition-colors fill-forced',
          'before:absolute before:-inset-[5px] data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50',
        )}
      >
        <Base.Thumb className="absolute left-px size-[14px] rounded-full bg-ctl transition-[left,background-color] data-checked:left-[13px] data-checked:bg-on-fill" />
      </Base.Root>
      {props.children === undefined ? null : (
        <span id={textId} className="text-ink-2">
          {props.children}
        </span>
      )}
    </label>
  )
}
