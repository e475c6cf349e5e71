import type { Link } from '@shared/domain/link'
import type { TaskLine, TaskStep } from '@shared/domain/task'
import { elapsedText } from '@shared/lib/time-text'
import { nameSome } from '@shared/lib/words'
import type { StepState } from '@renderer/ui/step-segments'

/** A step as the rail shows it, with its own page. */
export interface LineStep {
  readonly name: string
  readonly state: StepState
  readonly duration: string | undefined
  readonly detail: string | undefined
  readonly link: Link | undefined
}

type Steps = Pick<TaskLine, 'steps'>

/** The step that a line is at, or stood at when it ended: the one that failed, else the last that began. -1 before the first. */
export function currentStep(line: Steps): number {
  const failed = line.steps.findLastIndex((step) => step.outcome === 'failed')
  return failed === -1 ? line.steps.findLastIndex((step) => step.startedAtMs !== undefined) : failed
}

/**
 * "Step 4 of 6, wait for address"; where several are under way at once, "Done 3 of 12, create-vm and network under way".
 * Undefined where no steps are known or none began.
 */
export function stepText(line: Steps): string | undefined {
  const running = line.steps.filter(isRunning)
  const total = line.steps.length
  if (running.length > 1) {
    const ended = line.steps.filter((step) => step.endedAtMs !== undefined || step.outcome !== undefined)
    return `Done ${ended.length} of ${total}, ${nameSome(running.map(({ name }) => name))} under way`
  }
  const index = running[0] === undefined ? currentStep(line) : line.steps.indexOf(running[0])
  const step = line.steps[index]
  return step === undefined ? undefined : `Step ${index + 1} of ${total}, ${inSentence(step.name)}`
}

/**
 * The same for a line that runs: between two steps, where the next waits for its turn at the provider, it is the next one,
 * "Waiting for step 2 of 6, create-vm".
 */
export function runningStepText(line: Steps): string | undefined {
  const next = line.steps.findIndex((step) => step.startedAtMs === undefined && step.outcome === undefined)
  const isBetween = next > 0 && !line.steps.some(isRunning)
  const step = isBetween ? line.steps[next] : undefined
  if (step === undefined) return stepText(line)
  return `Waiting for step ${next + 1} of ${line.steps.length}, ${inSentence(step.name)}`
}

function isRunning(step: TaskStep): boolean {
  return step.startedAtMs !== undefined && step.endedAtMs === undefined && step.outcome === undefined
}

/** A step's name inside a sentence; what begins with two capitals is a name of its own. */
function inSentence(name: string): string {
  return /^\p{Lu}\p{Lu}/u.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1)
}

/** How each step of a line stands; several may be under way at once. */
export function stepStates(line: Pick<TaskLine, 'steps' | 'status'>): readonly StepState[] {
  const at = currentStep(line)
  const told = line.steps.some((step) => step.outcome !== undefined)
  return line.steps.map((step, index) => {
    if (step.outcome !== undefined) return step.outcome
    const { state } = line.status
    if (step.startedAtMs === undefined) return state === 'succeeded' ? 'skipped' : 'waiting'
    if (state === 'succeeded') return 'done'
    // Providers that tell each step's outcome have told where it failed; of the others it is the step they were at.
    if ((state === 'failed' || state === 'cancelled') && !told && index === at) return state
    if (step.endedAtMs !== undefined) return 'done'
    if (state !== 'failed' && state !== 'cancelled') return 'running'
    return told ? 'cancelled' : 'done'
  })
}

/** A line's steps as the rail draws them, with how long each took. */
export function lineSteps(line: TaskLine, nowMs: number): readonly LineStep[] {
  const states = stepStates(line)
  return line.steps.map((step, index) => ({
    name: step.name,
    state: states[index] ?? 'waiting',
    duration: stepDuration(step, line, nowMs),
    detail: step.detail,
    link: step.link,
  }))
}

function stepDuration(step: TaskStep, line: TaskLine, nowMs: number): string | undefined {
  if (step.startedAtMs === undefined) return undefined
  return elapsedText((step.endedAtMs ?? line.endedAtMs ?? nowMs) - step.startedAtMs)
}
