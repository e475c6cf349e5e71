import { clsx } from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { ComponentProps, MouseEvent, ReactElement } from 'react'
import { KeyText } from '@renderer/ui/KeyHint'
import { ariaKeys } from '@renderer/ui/keys'
import { Spinner } from '@renderer/ui/Spinner'

/** What a button is for: one primary per view; solid danger only as the last click of something without undo. */
export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger' | 'solidDanger'

/** Props of `Button`. */
export interface ButtonProps extends ComponentProps<'button'> {
  readonly variant?: ButtonVariant | undefined
  readonly size?: 32 | 28 | 24 | undefined
  readonly icon?: LucideIcon | undefined
  readonly trailingIcon?: LucideIcon | undefined
  readonly keyHint?: string | undefined
  readonly busy?: boolean | undefined
}

const VARIANTS: Readonly<Record<ButtonVariant, string>> = {
  primary: 'bg-accent text-on-fill shadow-ctl hover:bg-accent-hover fill-forced',
  secondary: 'border border-line-2 bg-surface text-ink shadow-ctl hover:bg-hover',
  ghost: 'text-ink-2 hover:bg-hover hover:text-ink data-popup-open:bg-hover',
  danger: 'border border-danger-line bg-surface text-danger-ink shadow-ctl hover:bg-danger-soft',
  solidDanger: 'bg-danger-fill text-on-fill shadow-ctl hover:bg-danger-fill-hover fill-forced',
}

const SIZES = { 32: 'h-8 px-3 text-sm', 28: 'h-7 px-2.5 text-sm', 24: 'h-6 px-2 text-xs' } as const

/** A button; at work it keeps its width and its icon becomes the spinner. */
export function Button(props: ButtonProps): ReactElement {
  const {
    variant = 'secondary',
    size = 28,
    icon: Icon,
    trailingIcon: Trailing,
    keyHint,
    busy = false,
    ...rest
  } = props
  const filled = variant === 'primary' || variant === 'solidDanger'
  const spinner = filled ? 'text-on-fill' : 'text-accent'
  const hidesLabel = busy && Icon === undefined

  function press(event: MouseEvent<HTMLButtonElement>): void {
    // Not `disabled` while at work: the button would lose the focus.
    if (busy) event.preventDefault()
    else props.onClick?.(event)
  }

  return (
    <button
      type="button"
      aria-keyshortcuts={keyHint === undefined ? undefined : ariaKeys(keyHint)}
      {...rest}
      onClick={press}
      aria-busy={busy || undefined}
      className={clsx(
        'relative inline-flex flex-none items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap transition-colors disabled:opacity-50',
        VARIANTS[variant],
        SIZES[size],
        props.className,
      )}
    >
      {busy && Icon !== undefined ? <Spinner size={14} className={spinner} /> : null}
      {!busy && Icon !== undefined ? <Icon size={14} strokeWidth={2} aria-hidden /> : null}
      <span className={clsx('inline-flex items-center gap-1.5', hidesLabel && 'opacity-0')}>
        {props.children}
        {keyHint === undefined ? null : (
          <KeyText keys={keyHint} className={clsx('ml-1', filled ? 'text-on-fill' : 'text-ink-3')} />
        )}
        {Trailing === undefined ? null : <Trailing size={14} strokeWidth={2} aria-hidden />}
      </span>
      {hidesLabel ? (
        <span className="absolute inset-0 flex items-center justify-center">
          <Spinner size={14} className={spinner} />
        </span>
      ) : null}
    </button>
  )
}
