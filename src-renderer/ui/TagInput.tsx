import { clsx } from 'clsx'
import { X } from 'lucide-react'
import { useId, useState, type KeyboardEvent, type ReactElement } from 'react'
import { useFieldControl } from '@renderer/ui/field-context'
import { fieldBox } from '@renderer/ui/field-box'
import { addTags } from '@renderer/ui/tags'

/** Labels as chips: Enter or a comma adds one, Backspace takes the last away. */
export function TagInput(props: {
  readonly values: readonly string[]
  readonly onChange: (values: readonly string[]) => void
  readonly onBlur?: (() => void) | undefined
  readonly placeholder?: string | undefined
  /** How a value is shown; by default as it is. */
  readonly labelOf?: ((value: string) => string) | undefined
  readonly validate?: ((text: string) => string | undefined) | undefined
  readonly disabled?: boolean | undefined
  readonly label?: string | undefined
}): ReactElement {
  const control = useFieldControl(props.label)
  const problemId = useId()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()

  function commit(): void {
    const found = text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map((part) => props.validate?.(part))
      .find((message) => message !== undefined)
    setProblem(found)
    if (found !== undefined) return
    const next = addTags(props.values, text)
    if (next.length !== props.values.length) props.onChange(next)
    setText('')
  }

  function keyDown(event: KeyboardEvent): void {
    if (
      (event.key === 'Enter' && text.trim() !== '' && !event.ctrlKey && !event.metaKey) ||
      event.key === ','
    ) {
      event.preventDefault()
      commit()
    } else if (event.key === 'Backspace' && text === '') {
      props.onChange(props.values.slice(0, -1))
    }
  }

  return (
    <div>
      <div
        className={fieldBox({
          invalid: control['aria-invalid'] === true || problem !== undefined,
          className: 'h-auto! min-h-8 flex-wrap gap-1.5! px-2! py-1',
        })}
      >
        {props.values.map((value) => (
          <span
            key={value}
            className="inline-flex h-5 max-w-full items-center rounded-sm bg-canvas pl-1.5 text-xs text-ink ring-1 ring-line edge-forced ring-inset"
          >
            <span className="truncate">{props.labelOf?.(value) ?? value}</span>
            <button
              type="button"
              aria-label={`Remove ${props.labelOf?.(value) ?? value}`}
              disabled={props.disabled}
              className="relative flex h-5 w-[18px] flex-none items-center justify-center text-ink-3 before:absolute before:-inset-x-[3px] before:-inset-y-0.5 hover:text-ink"
              onClick={() => {
                props.onChange(props.values.filter((other) => other !== value))
              }}
            >
              <X size={10} strokeWidth={2.4} aria-hidden />
            </button>
          </span>
        ))}
        <input
          {...control}
          aria-describedby={
            clsx(control['aria-describedby'], problem !== undefined && problemId) || undefined
          }
          value={text}
          placeholder={props.placeholder ?? 'Add'}
          disabled={props.disabled}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setProblem(undefined)
            setText(event.target.value)
          }}
          onKeyDown={keyDown}
          onBlur={() => {
            commit()
            props.onBlur?.()
          }}
          className="h-5 min-w-16 flex-1 bg-transparent text-ink outline-none"
        />
      </div>
      {problem === undefined ? null : (
        <p id={problemId} role="alert" className="mt-1 text-xs text-danger-ink">
          {problem}
        </p>
      )}
    </div>
  )
}
