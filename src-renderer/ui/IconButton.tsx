import { clsx } from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { ComponentProps, ReactElement } from 'react'
import { ariaKeys } from '@renderer/ui/keys'
import { Tooltip, type PopupSide } from '@renderer/ui/Tooltip'

/** Props of `IconButton`. */
export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  readonly icon: LucideIcon
  readonly label: string
  readonly keyHint?: string | undefined
  readonly size?: 28 | 24 | undefined
  readonly pressed?: boolean | undefined
  readonly side?: PopupSide | undefined
}

/** A button that is only an icon; its name and key are in the tooltip. */
export function IconButton(props: IconButtonProps): ReactElement {
  const { icon: Icon, label, keyHint, size = 28, pressed, side, className, ...rest } = props
  return (
    <Tooltip content={label} keyHint={keyHint} side={side}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        aria-keyshortcuts={keyHint === undefined ? undefined : ariaKeys(keyHint)}
        {...rest}
        className={clsx(
          'inline-flex flex-none items-center justify-center rounded-md transition-colors hover:bg-hover hover:text-ink disabled:opacity-50 data-popup-open:bg-hover',
          size === 28 ? 'size-7' : 'size-6',
          pressed === true ? 'bg-accent-soft text-accent-ink' : 'text-ink-2',
          className,
        )}
      >
        {size === 28 ? (
          <Icon size={16} strokeWidth={1.75} aria-hidden />
        ) : (
          <Icon size={14} strokeWidth={2} aria-hidden />
        )}
      </button>
    </Tooltip>
  )
}
