import { clsx } from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { KeyboardEvent, ReactElement, ReactNode, Ref } from 'react'
import { bareInput, fieldBox } from '@renderer/ui/field-box'
import { useFieldControl } from '@renderer/ui/field-context'

/** What every text-like control takes. */
export interface TextControlProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onBlur?: (() => void) | undefined
  readonly onKeyDown?: ((event: KeyboardEvent) => void) | undefined
  readonly placeholder?: string | undefined
  readonly disabled?: boolean | undefined
  readonly readOnly?: boolean | undefined
  /** Outside a `Field`: the name for screen readers. */
  readonly label?: string | undefined
  readonly name?: string | undefined
  /** Only for a field that appears because it was asked for. */
  readonly autoFocus?: boolean | undefined
}

/** Props of `TextInput`. */
export interface TextInputProps extends TextControlProps {
  readonly ref?: Ref<HTMLInputElement> | undefined
  readonly type?: 'text' | 'url' | 'email' | undefined
  readonly mono?: boolean | undefined
  readonly size?: 32 | 28 | undefined
  readonly icon?: LucideIcon | undefined
  readonly suffix?: ReactNode
}

/** One line of text. */
export function TextInput({ ref, ...props }: TextInputProps): ReactElement {
  const control = useFieldControl(props.label)
  const { icon: Icon } = props
  return (
    <div className={fieldBox({ invalid: control['aria-invalid'] === true, size: props.size })}>
      {Icon === undefined ? null : <Icon size={14} strokeWidth={2} aria-hidden className="text-ink-3" />}
      <input
        {...control}
        ref={ref}
        type={props.type ?? 'text'}
        name={props.name}
        value={props.value}
        placeholder={props.placeholder}
        disabled={props.disabled}
        readOnly={props.readOnly}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- for a field that appears because it was asked for
        autoFocus={props.autoFocus}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          props.onChange(event.target.value)
        }}
        onBlur={props.onBlur}
        onKeyDown={props.onKeyDown}
        className={clsx(bareInput, props.mono === true && 'mono')}
      />
      {props.suffix === undefined ? null : (
        <span className="flex-none text-xs text-ink-3">{props.suffix}</span>
      )}
    </div>
  )
}
