import { clsx } from 'clsx'
import type { ReactElement } from 'react'
import { stepPieces, type StepState } from '@renderer/ui/step-segments'

/** One segment per known step, never a guessed percentage; a row of many is drawn in pieces of one state. */
export function StepBar(props: {
  readonly steps: readonly StepState[]
  /** "Step 4 of 6, wait for address". */
  readonly label: string
}): ReactElement {
  const pieces = stepPieces(props.steps)
  const isDense = pieces.length < props.steps.length
  return (
    <span
      role="img"
      aria-label={props.label}
      className={clsx('flex w-full min-w-0 items-center fill-forced', isDense ? 'gap-px' : 'gap-1')}
    >
      {pieces.map(({ state, steps }, index) => (
        <span
          // oxlint-disable-next-line react/no-array-index-key -- a segment is nothing but its place
          key={index}
          style={{ flexGrow: steps }}
          className={clsx(
            'h-1.5 min-w-px basis-0 overflow-hidden',
            !isDense && 'rounded-full',
            state === 'done' && 'bg-accent',
            state === 'failed' && 'bg-danger-soft hatch ring-1 ring-danger ring-inset',
            (state === 'running' || state === 'waiting') && 'bg-track',
            (state === 'skipped' || state === 'cancelled') && 'border border-line-2',
          )}
        >
          {state === 'running' ? <span className="block h-full w-2/5 rounded-full bg-accent" /> : null}
        </span>
      ))}
    </span>
  )
}
