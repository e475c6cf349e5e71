import { clsx } from 'clsx'
import type { ReactElement, Ref } from 'react'
import { useFieldControl } from '@renderer/ui/field-context'
import { fieldBox } from '@renderer/ui/field-box'
import type { TextControlProps } from '@renderer/ui/TextInput'

/** Props of `TextArea`. */
export interface TextAreaProps extends TextControlProps {
  readonly ref?: Ref<HTMLTextAreaElement> | undefined
  readonly rows?: number | undefined
  readonly mono?: boolean | undefined
}

/** Several lines of text. */
export function TextArea({ ref, ...props }: TextAreaProps): ReactElement {
  const control = useFieldControl(props.label)
  return (
    <div className={fieldBox({ invalid: control['aria-invalid'] === true, className: 'h-auto! px-0!' })}>
      <textarea
        {...control}
        ref={ref}
        name={props.name}
        rows={props.rows ?? 3}
        value={props.value}
        placeholder={props.placeholder}
        disabled={props.disabled}
        readOnly={props.readOnly}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- for a field that appears because it was asked for
        autoFocus={props.autoFocus}
        spellCheck={false}
        onChange={(event) => {
          props.onChange(event.target.value)
        }}
        onBlur={props.onBlur}
        onKeyDown={props.onKeyDown}
        className={clsx(
          'block w-full resize-y bg-transparent px-2.5 py-1.5 text-ink outline-none',
          props.mono === true && 'mono leading-[18px]',
        )}
      />
    </div>
  )
}
