import { clsx } from 'clsx'

/** The edged box that every text-like control stands in. */
export function fieldBox(options: {
  readonly invalid: boolean
  readonly size?: 32 | 28 | 24 | undefined
  readonly className?: string | undefined
}): string {
  const { invalid, size = 32, className } = options
  return clsx(
    'flex w-full min-w-0 items-center rounded-md border bg-surface shadow-ctl transition-colors',
    'focus-within:border-accent focus-within:ring-2 focus-within:ring-accent-line forced-colors:focus-within:outline-2',
    'has-disabled:opacity-60',
    invalid ? 'border-danger' : 'border-line-2',
    size === 32 && 'h-8 gap-2 px-2.5 text-sm',
    size === 28 && 'h-7 gap-2 px-2 text-xs',
    size === 24 && 'h-6 gap-1.5 px-2 text-xs',
    className,
  )
}

/** An input without a look of its own, inside a `fieldBox`. */
export const bareInput = 'h-full min-w-0 flex-1 bg-transparent text-ink outline-none placeholder:text-ink-3'
