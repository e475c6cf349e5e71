import { Eye, EyeOff, Trash2 } from 'lucide-react'
import { useState, type ReactElement, type Ref } from 'react'
import { Button } from '@renderer/ui/Button'
import { bareInput, fieldBox } from '@renderer/ui/field-box'
import { useFieldControl } from '@renderer/ui/field-context'
import { IconButton } from '@renderer/ui/IconButton'
import type { TextControlProps } from '@renderer/ui/TextInput'

/** Always the same number of dots: the length of a stored secret is nobody's business. */
const STORED_DOTS = '\u2022'.repeat(16)

/** Props of `PasswordInput`. */
export interface PasswordInputProps extends TextControlProps {
  readonly ref?: Ref<HTMLInputElement> | undefined
  /** A secret is kept already; it cannot be read back, only replaced. */
  readonly stored?: boolean | undefined
  readonly onReplace?: (() => void) | undefined
  /** Takes the kept one away; absent: it cannot be done without. */
  readonly onRemove?: (() => void) | undefined
  /** It is taken away when the form is saved. */
  readonly removed?: boolean | undefined
  readonly onRestore?: (() => void) | undefined
}

/** A secret: dots with an eye button, or, when it is stored, dots with *Replace* and *Remove*. */
export function PasswordInput({ ref, ...props }: PasswordInputProps): ReactElement {
  const control = useFieldControl(props.label)
  const [shown, setShown] = useState(false)
  const box = fieldBox({
    invalid: control['aria-invalid'] === true,
    className: props.stored === true ? '' : 'pr-1',
  })

  if (props.removed === true) {
    return (
      <div className="flex items-center gap-2">
        <div className={box}>
          <input {...control} readOnly value="" placeholder="Removed when saved" className={bareInput} />
        </div>
        <Button
          size={32}
          onClick={props.onRestore}
          disabled={props.disabled}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- The button that was pressed has gone: the focus goes on here.
          autoFocus
        >
          Undo
        </Button>
      </div>
    )
  }
  if (props.stored === true) {
    return (
      <div className="flex items-center gap-2">
        <div className={box}>
          <input {...control} type="password" readOnly value={STORED_DOTS} className={bareInput} />
        </div>
        <Button size={32} onClick={props.onReplace} disabled={props.disabled}>
          Replace
        </Button>
        {props.onRemove === undefined ? null : (
          <IconButton icon={Trash2} label="Remove" onClick={props.onRemove} disabled={props.disabled} />
        )}
      </div>
    )
  }
  return (
    <div className={box}>
      <input
        {...control}
        ref={ref}
        type={shown ? 'text' : 'password'}
        name={props.name}
        value={props.value}
        placeholder={props.placeholder}
        disabled={props.disabled}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- for a field that appears because it was asked for
        autoFocus={props.autoFocus}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          props.onChange(event.target.value)
        }}
        onBlur={props.onBlur}
        onKeyDown={props.onKeyDown}
        className={bareInput}
      />
      <IconButton
        icon={shown ? EyeOff : Eye}
        label={shown ? 'Hide secret' : 'Show secret'}
        size={24}
        onClick={() => {
          setShown(!shown)
        }}
      />
    </div>
  )
}
