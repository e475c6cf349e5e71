import {
  ArrowBigUp,
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  Command,
  Option,
  type LucideIcon,
} from 'lucide-react'
import type { ReactElement } from 'react'
import { keyParts, type KeyPart } from '@renderer/ui/keys'

const SYMBOLS: Readonly<Record<Extract<KeyPart, { kind: 'symbol' }>['symbol'], LucideIcon>> = {
  command: Command,
  option: Option,
  shift: ArrowBigUp,
  up: ArrowUp,
  down: ArrowDown,
  left: ArrowLeft,
  right: ArrowRight,
}

function Part({ part }: { readonly part: KeyPart }): ReactElement {
  if (part.kind === 'text') return <>{part.text}</>
  const Symbol = SYMBOLS[part.symbol]
  return (
    <>
      <Symbol size={11} strokeWidth={2} aria-hidden />
      <span className="sr-only">{part.text}</span>
    </>
  )
}

/** Keys as edged boxes, one per key. */
export function KeyHint({ keys }: { readonly keys: string }): ReactElement {
  return (
    <span className="inline-flex items-center gap-0.5">
      {keyParts(keys).map((part) => (
        <kbd
          key={part.text}
          className="inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-sm border border-line-2 bg-surface px-1 font-sans text-2xs text-ink-2"
        >
          <Part part={part} />
        </kbd>
      ))}
    </span>
  )
}

/** Keys as plain small text, for the end of a button or a menu row. Readers get them from `aria-keyshortcuts`. */
export function KeyText({
  keys,
  className,
}: {
  readonly keys: string
  readonly className?: string | undefined
}): ReactElement {
  return (
    <span
      aria-hidden
      className={`inline-flex items-center gap-[3px] text-2xs font-normal ${className ?? 'text-ink-3'}`}
    >
      {keyParts(keys).map((part) => (
        <span key={part.text} className="inline-flex items-center">
          <Part part={part} />
        </span>
      ))}
    </span>
  )
}
