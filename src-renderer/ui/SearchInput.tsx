import { Search, X } from 'lucide-react'
import { useRef, type KeyboardEvent, type ReactElement, type Ref } from 'react'
import { bareInput, fieldBox } from '@renderer/ui/field-box'
import { KeyText } from '@renderer/ui/KeyHint'
import { ariaKeys } from '@renderer/ui/keys'

/** Props of `SearchInput`. */
export interface SearchInputProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly label: string
  readonly placeholder?: string | undefined
  readonly keyHint?: string | undefined
  readonly size?: 28 | 24 | undefined
  readonly onKeyDown?: ((event: KeyboardEvent<HTMLInputElement>) => void) | undefined
  readonly ref?: Ref<HTMLInputElement> | undefined
  readonly className?: string | undefined
}

/** Search as you type; Esc clears what was typed, and only then goes on to whoever listens above. */
export function SearchInput({ ref, ...props }: SearchInputProps): ReactElement {
  const box = useRef<HTMLDivElement>(null)

  function keyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === 'Escape' && props.value !== '') {
      event.stopPropagation()
      props.onChange('')
      return
    }
    props.onKeyDown?.(event)
  }

  return (
    <div
      ref={box}
      className={fieldBox({ invalid: false, size: props.size ?? 28, className: props.className })}
    >
      <Search size={props.size === 24 ? 12 : 14} strokeWidth={2} aria-hidden className="text-ink-3" />
      <input
        ref={ref}
        type="search"
        aria-label={props.label}
        aria-keyshortcuts={props.keyHint === undefined ? undefined : ariaKeys(props.keyHint)}
        value={props.value}
        placeholder={props.placeholder ?? props.label}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          props.onChange(event.target.value)
        }}
        onKeyDown={keyDown}
        className={bareInput}
      />
      {props.value === '' && props.keyHint !== undefined ? <KeyText keys={props.keyHint} /> : null}
      {props.value === '' ? null : (
        <button
          type="button"
          aria-label="Clear search"
          className="-mr-1.5 flex size-6 flex-none items-center justify-center rounded-sm text-ink-3 hover:text-ink"
          onClick={() => {
            props.onChange('')
            box.current?.querySelector('input')?.focus()
          }}
        >
          <X size={12} strokeWidth={2.2} aria-hidden />
        </button>
      )}
    </div>
  )
}
