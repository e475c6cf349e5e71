import { clsx } from 'clsx'
import { ExternalLink } from 'lucide-react'
import type { ReactElement } from 'react'
import { LinkButton } from '@renderer/ui/LinkButton'
import { STEP_WORDS, type StepState } from '@renderer/ui/step-segments'
import { StepIcon } from '@renderer/ui/StepIcon'

/** One named step. */
export interface RailStep {
  readonly name: string
  readonly state: StepState
  /** How long it took, or has taken so far. */
  readonly duration?: string | undefined
  /** What is said of it: "pending: waiting for job-88 to finish". */
  readonly detail?: string | undefined
  /** Opens its own page. */
  readonly onOpen?: (() => void) | undefined
}

/** More steps than these do not fit side by side with their names. */
const MOST_SIDE_BY_SIDE = 7

const INK: Readonly<Record<StepState, string>> = {
  running: 'font-medium text-ink',
  failed: 'font-medium text-danger-ink',
  done: 'text-ink-2',
  waiting: 'text-ink-3',
  cancelled: 'text-ink-3',
  skipped: 'text-ink-3',
}

function StepName({ step }: { readonly step: RailStep }): ReactElement {
  const name = (
    <>
      <span className="truncate">{step.name}</span>
      <span className="sr-only">, {STEP_WORDS[step.state]}</span>
    </>
  )
  if (step.onOpen === undefined) return <span className="flex min-w-0">{name}</span>
  return (
    <LinkButton
      icon={ExternalLink}
      title={`Open ${step.name}`}
      onClick={step.onOpen}
      className="-my-1 max-w-full min-w-0 flex-initial! flex-row-reverse overflow-hidden font-normal"
    >
      {name}
    </LinkButton>
  )
}

/** The steps of a task with their names and how long each took: in a row, or one under the other where they are many. */
export function StepRail(props: {
  readonly steps: readonly RailStep[]
  readonly label?: string | undefined
}): ReactElement {
  const label = props.label ?? 'Steps'
  return props.steps.length > MOST_SIDE_BY_SIDE ? (
    <StepList steps={props.steps} label={label} />
  ) : (
    <StepRow steps={props.steps} label={label} />
  )
}

function StepRow(props: { readonly steps: readonly RailStep[]; readonly label: string }): ReactElement {
  return (
    <ol aria-label={props.label} className="flex min-w-0">
      {props.steps.map((step, index) => {
        const last = index === props.steps.length - 1
        return (
          <li
            // oxlint-disable-next-line react/no-array-index-key -- two nodes of a workflow may have one name
            key={index}
            aria-current={step.state === 'running' ? 'step' : undefined}
            className={clsx('min-w-0', last && props.steps.length > 1 ? 'max-w-36 flex-none' : 'flex-1')}
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
            <div title={step.name} className={clsx('mt-1 flex pr-3 text-xs', INK[step.state])}>
              <StepName step={step} />
            </div>
            <div className="h-4 truncate pr-3 text-2xs text-ink-3 tnum">
              {[step.state === 'skipped' ? 'Skipped' : '', step.duration].filter(Boolean).join(' ')}
            </div>
            {step.detail === undefined ? null : (
              <div title={step.detail} className="truncate pr-3 text-2xs text-ink-2">
                {step.detail}
              </div>
            )}
          </li>
        )
      })}
    </ol>
  )
}

function StepList(props: { readonly steps: readonly RailStep[]; readonly label: string }): ReactElement {
  return (
    <ol
      aria-label={props.label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so keys must be able to reach it
      tabIndex={0}
      className="-mx-1 max-h-[188px] overflow-y-auto px-1"
    >
      {props.steps.map((step, index) => (
        <li
          // oxlint-disable-next-line react/no-array-index-key -- two nodes of a workflow may have one name
          key={index}
          aria-current={step.state === 'running' ? 'step' : undefined}
          className="flex h-7 items-center gap-2 text-xs"
        >
          <span className="w-6 flex-none text-right text-2xs text-ink-3 tnum">{index + 1}</span>
          <StepIcon state={step.state} />
          <span title={step.name} className={clsx('flex w-[38%] min-w-0 flex-none', INK[step.state])}>
            <StepName step={step} />
          </span>
          <span title={step.detail} className="min-w-0 flex-1 truncate text-ink-2">
            {step.detail ?? (step.state === 'skipped' ? 'Skipped' : null)}
          </span>
          <span className="flex-none text-2xs text-ink-3 tnum">{step.duration}</span>
        </li>
      ))}
    </ol>
  )
}
