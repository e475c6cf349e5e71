import { clsx } from 'clsx'
import { CircleAlert, CircleCheck, Info, TriangleAlert, type LucideIcon } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'

/** How serious a callout is. */
export type CalloutTone = 'warn' | 'danger' | 'ok' | 'info'

const TONES: Readonly<
  Record<CalloutTone, { readonly icon: LucideIcon; readonly ground: string; readonly ink: string }>
> = {
  warn: { icon: TriangleAlert, ground: 'border-warn-line bg-warn-soft', ink: 'text-warn-ink' },
  danger: { icon: CircleAlert, ground: 'border-danger-line bg-danger-soft', ink: 'text-danger-ink' },
  ok: { icon: CircleCheck, ground: 'border-ok-line bg-ok-soft', ink: 'text-ok-ink' },
  info: { icon: Info, ground: 'border-line bg-sunken', ink: 'text-ink-2' },
}

/** A notice that stays where it belongs: what is so, what to do. */
export function Callout(props: {
  readonly tone: CalloutTone
  readonly title: ReactNode
  readonly children?: ReactNode
  readonly actions?: ReactNode
  /** From edge to edge, under a header. */
  readonly banner?: boolean | undefined
}): ReactElement {
  const { icon: Icon, ground, ink } = TONES[props.tone]
  return (
    <div
      role={props.tone === 'danger' ? 'alert' : 'status'}
      className={clsx(
        'flex items-start gap-3',
        props.banner === true ? 'flex-none border-b px-4 py-2' : 'rounded-lg border px-4 py-2.5',
        ground,
      )}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden className={clsx('mt-0.5', ink)} />
      <div className="min-w-0 flex-1">
        <p className="font-semibold text-ink">{props.title}</p>
        {props.children === undefined ? null : <div className="text-xs text-ink-2">{props.children}</div>}
      </div>
      {props.actions === undefined ? null : (
        <div className="flex flex-none items-center gap-2">{props.actions}</div>
      )}
    </div>
  )
}
