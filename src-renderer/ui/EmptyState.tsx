import type { LucideIcon } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'

/** What is so, what to do next, at most two buttons, then something useful. */
export function EmptyState(props: {
  readonly icon: LucideIcon
  readonly title: string
  readonly text?: ReactNode
  readonly actions?: ReactNode
  readonly children?: ReactNode
  readonly headingLevel?: 2 | 3 | undefined
}): ReactElement {
  const { icon: Icon } = props
  const Heading = props.headingLevel === 3 ? 'h3' : 'h2'
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center justify-center px-4 pt-6 pb-10">
      <span className="flex size-10 flex-none items-center justify-center rounded-lg bg-canvas text-ink-2 ring-1 ring-line edge-forced ring-inset">
        <Icon size={20} strokeWidth={1.75} aria-hidden />
      </span>
      <Heading className="mt-4 text-center text-md font-semibold">{props.title}</Heading>
      {props.text === undefined ? null : (
        <p className="mt-1 max-w-[440px] text-center text-ink-2">{props.text}</p>
      )}
      {props.actions === undefined ? null : <div className="mt-4 flex gap-2">{props.actions}</div>}
      {props.children === undefined ? null : <div className="mt-10">{props.children}</div>}
    </div>
  )
}
