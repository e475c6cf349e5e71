import { clsx } from 'clsx'
import { Check, Minus } from 'lucide-react'
import type { ReactElement } from 'react'

/** The drawn box of a checkbox, without behaviour. */
export function CheckMark({ checked }: { readonly checked: boolean | 'indeterminate' }): ReactElement {
  return (
    <span
      aria-hidden
      className={clsx(
        'inline-flex size-[15px] flex-none items-center justify-center rounded-sm fill-forced',
        checked === false ? 'border border-ctl bg-surface' : 'bg-accent text-on-fill',
      )}
    >
      {checked === true ? <Check size={11} strokeWidth={3.2} /> : null}
      {checked === 'indeterminate' ? <Minus size={11} strokeWidth={3.2} /> : null}
    </span>
  )
}
