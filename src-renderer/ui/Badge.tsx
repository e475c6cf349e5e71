import { clsx } from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { Spinner } from '@renderer/ui/Spinner'

/** What a badge means by its tint. */
export type BadgeTone = 'accent' | 'ok' | 'warn' | 'danger' | 'neutral' | 'pretend'

const TONES: Readonly<Record<BadgeTone, string>> = {
  accent: 'bg-accent-soft text-accent-ink ring-accent-line',
  ok: 'bg-ok-soft text-ok-ink ring-ok-line',
  warn: 'bg-warn-soft text-warn-ink ring-warn-line',
  danger: 'bg-danger-soft text-danger-ink ring-danger-line',
  neutral: 'bg-canvas text-ink-2 ring-line',
  pretend: 'bg-canvas text-ink-2 ring-line',
}

/** A state: icon and word, tinted. */
export function Badge(props: {
  readonly tone: BadgeTone
  readonly icon?: LucideIcon | undefined
  readonly spinning?: boolean | undefined
  readonly children?: ReactNode
}): ReactElement {
  const { icon: Icon } = props
  return (
    <span
      className={clsx(
        'inline-flex h-5 flex-none items-center gap-1 rounded-sm px-1.5 text-2xs font-medium whitespace-nowrap ring-1 edge-forced ring-inset',
        TONES[props.tone],
      )}
    >
      {props.spinning === true ? <Spinner size={12} className="text-current" /> : null}
      {Icon === undefined ? null : <Icon size={12} strokeWidth={2.2} aria-hidden />}
      {props.children ?? (props.tone === 'pretend' ? 'Pretend' : null)}
    </span>
  )
}
