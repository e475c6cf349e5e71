import { clsx } from 'clsx'
import type { ReactElement } from 'react'
import { stepSegments, type StepBarState } from '@renderer/ui/step-segments'

/** One segment per known step, never a guessed percentage. */
export function StepBar(props: {
  readonly total: number
  readonly done: number
  readonly state: StepBarState
  /** "Step 4 of 6, wait for address". */
  readonly label: string
}): ReactElement {
  return (
    <span role="img" aria-label={props.label} className="flex w-full min-w-0 items-center gap-1 fill-forced">
      {stepSegments(props.total, props.done, props.state).map((segment, index) => (
        <span
          // oxlint-disable-next-line react/no-array-index-key -- a segment is nothing but its place
          key={index}
          className={clsx(
            'h-1.5 flex-1 overflow-hidden rounded-full',
            segment === 'done' && 'bg-accent',
            segment === 'failed' && 'bg-danger-soft hatch ring-1 ring-danger ring-inset',
            (segment === 'running' || segment === 'waiting') && 'bg-track',
          )}
        >
          {segment === 'running' ? <span className="block h-full w-2/5 rounded-full bg-accent" /> : null}
        </span>
      ))}
    </span>
  )
}
