import type { ReactElement } from 'react'

/** An arc that turns, and stands still for people who prefer reduced motion. */
export function Spinner(props: {
  readonly size?: number | undefined
  readonly label?: string | undefined
  readonly className?: string | undefined
}): ReactElement {
  const size = props.size ?? 16
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2.2}
      strokeLinecap="round"
      className={`spin ${props.className ?? 'text-accent'}`}
      {...(props.label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': props.label })}
    >
      <path d="M21 12a9 9 0 1 1-6.219-8.56" />
    </svg>
  )
}
