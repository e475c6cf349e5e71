import { useMemo, useRef, type ReactElement, type Ref } from 'react'

/** A text with line numbers, to be edited as it is. Lines with a mistake have their number marked. */
export function CodeArea({
  ref,
  ...props
}: {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly label: string
  /** Lines with a mistake, counted from 1. */
  readonly marked: ReadonlySet<number>
  readonly describedBy: string
  readonly ref: Ref<HTMLTextAreaElement>
}): ReactElement {
  const gutter = useRef<HTMLDivElement>(null)
  const lines = useMemo(() => props.value.split('\n').length, [props.value])
  const numbers = useMemo(() => Array.from({ length: lines }, (_, at) => at + 1).join('\n'), [lines])
  return (
    <div className="flex min-h-0 flex-1 overflow-hidden rounded-lg border border-line-2 bg-surface focus-within:border-accent focus-within:ring-2 focus-within:ring-accent-line">
      <div ref={gutter} aria-hidden className="relative flex-none overflow-hidden bg-sunken select-none">
        <pre className="px-2 py-2 text-right mono leading-[18px] text-ink-3">{numbers}</pre>
        {[...props.marked].map((line) => (
          <span
            key={line}
            className="absolute right-0 left-0 bg-danger-soft px-2 text-right mono leading-[18px] text-danger-ink"
            style={{ top: 8 + (line - 1) * 18 }}
          >
            {line}
          </span>
        ))}
      </div>
      <textarea
        ref={ref}
        aria-label={props.label}
        aria-describedby={props.describedBy}
        value={props.value}
        wrap="off"
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          props.onChange(event.target.value)
        }}
        onScroll={(event) => {
          if (gutter.current !== null) gutter.current.scrollTop = event.currentTarget.scrollTop
        }}
        className="block min-h-0 min-w-0 flex-1 resize-none overflow-auto bg-transparent p-2 mono leading-[18px] whitespace-pre text-ink outline-none"
      />
    </div>
  )
}
