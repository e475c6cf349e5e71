import { clsx } from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { ComponentProps, ReactElement } from 'react'

/** A quiet action in the colour of links: "Add argument", "Resolve", "All 9". */
export function LinkButton(
  props: ComponentProps<'button'> & { readonly icon?: LucideIcon | undefined },
): ReactElement {
  const { icon: Icon, className, children, ...rest } = props
  return (
    <button
      type="button"
      {...rest}
      className={clsx(
        'inline-flex min-h-6 flex-none items-center gap-1 rounded-sm text-xs whitespace-nowrap text-accent-ink hover:underline',
        className,
      )}
    >
      {Icon === undefined ? null : <Icon size={12} strokeWidth={2.2} aria-hidden />}
      {children}
    </button>
  )
}
