import { clsx } from 'clsx'
import { Ban, Circle, CircleCheck, CircleX } from 'lucide-react'
import type { ReactElement } from 'react'
import { Spinner } from '@renderer/ui/Spinner'

/** One named step. */
export interface RailStep {
  readonly name: string
  readonly state: 'done' | 'running' | 'failed' | 'cancelled' | 'waiting'
  /** How long it took, or has taken so far. */
  readonly duration?: string | undefined
}

const WORDS: Readonly<Record<RailStep['state'], string>> = {
  done: 'done',
  running: 'running',
  failed: 'failed',
  cancelled: 'cancelled',
  waiting: 'not yet',
}

function StepIcon({ state }: { readonly state: RailStep['state'] }): ReactElement {
  switch (state) {
    case 'done':
      return <CircleCheck size={16} strokeWidth={1.75} aria-hidden className="text-accent-ink" />
    case 'running':
      return <Spinner size={16} />
    case 'failed':
      return <CircleX size={16} strokeWidth={1.75} aria-hidden className="text-danger-ink" />
    case 'cancelled':
      return <Ban size={16} strokeWidth={1.75} aria-hidden className="text-ink-3" />
    case 'waiting':
      return <Circle size={16} strokeWidth={1.75} aria-hidden className="text-ink-3" />
  }
}

/** The steps of a task in a row, with their names and how long each took. */
export function StepRail(props: {
  readonly steps: readonly RailStep[]
  readonly label?: string | undefined
}): ReactElement {
  return (
    <ol aria-label={props.label ?? 'Steps'} className="flex min-w-0">
      {props.steps.map((step, index) => {
        const last = index === props.steps.length - 1
        return (
          <li
            key={step.name}
            aria-current={step.state === 'running' ? 'step' : undefined}
            className={clsx('min-w-0', last ? 'max-w-28 flex-none' : 'flex-1')}
          >
            <div className="flex items-center">
              <StepIcon state={step.state} />
              {last ? null : (
                <span
                  aria-hidden
                  className={clsx('mx-1.5 h-px flex-1', step.state === 'done' ? 'bg-accent' : 'bg-line-2')}
                />
              )}
            </div>
            <div
              title={step.name}
              className={clsx(
                'mt-1 truncate pr-3 text-xs',
                step.state === 'running' && 'font-medium text-ink',
                step.state === 'failed' && 'font-medium text-danger-ink',
                step.state === 'done' && 'text-ink-2',
                (step.state === 'waiting' || step.state === 'cancelled') && 'text-ink-3',
              )}
            >
              {step.name}
              <span className="sr-only">, {WORDS[step.state]}</span>
            </div>
            <div className="h-4 truncate text-2xs text-ink-3 tnum">{step.duration}</div>
          </li>
        )
      })}
    </ol>
  )
}
