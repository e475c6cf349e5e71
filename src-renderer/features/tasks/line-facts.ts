import type { Task, TaskLine, TaskStep } from '@shared/domain/task'
import { elapsedText } from '@shared/lib/time-text'
import type { StepBarState } from '@renderer/ui/step-segments'
import type { RailStep } from '@renderer/ui/StepRail'

/** The step that a line is at, or stood at when it ended: the last that began. -1 before the first. */
export function currentStep(line: Pick<TaskLine, 'steps'>): number {
  return line.steps.findLastIndex((step) => step.startedAtMs !== undefined)
}

/** "Step 4 of 6, wait for address"; undefined where no steps are known or none began. */
export function stepText(line: Pick<TaskLine, 'steps'>): string | undefined {
  const index = currentStep(line)
  const step = line.steps[index]
  return step === undefined
    ? undefined
    : `Step ${index + 1} of ${line.steps.length}, ${inSentence(step.name)}`
}

/** A step's name inside a sentence; what begins with two capitals is a name of its own. */
function inSentence(name: string): string {
  return /^\p{Lu}\p{Lu}/u.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1)
}

/** What a step bar shows of a line. */
export function stepBar(line: TaskLine): { readonly done: number; readonly state: StepBarState } {
  const at = Math.max(0, currentStep(line))
  switch (line.status.state) {
    case 'succeeded':
      return { done: line.steps.length, state: 'done' }
    case 'failed':
      return { done: at, state: 'failed' }
    case 'running':
      return { done: at, state: 'running' }
    case 'cancelled':
    case 'queued':
    case 'waiting':
      return { done: at, state: 'waiting' }
  }
}

/** The latest of a line in a few words, for its column. */
export function nowText(line: TaskLine, kind: Task['kind']): string {
  switch (line.status.state) {
    case 'queued':
      return 'Waiting for its turn'
    case 'waiting':
      return 'Can be undone'
    case 'running':
      return line.message ?? line.steps[currentStep(line)]?.name ?? 'Begun'
    case 'succeeded':
      return line.message ?? (kind === 'checkout' ? 'Ready' : 'Checked in')
    case 'failed':
      return line.status.error.message
    case 'cancelled':
      return line.status.reason
  }
}

/** How long a line has taken so far, or took; empty before it began. */
export function lineElapsed(line: Pick<TaskLine, 'startedAtMs' | 'endedAtMs'>, nowMs: number): string {
  return line.startedAtMs === undefined ? '' : elapsedText((line.endedAtMs ?? nowMs) - line.startedAtMs)
}

/** A line's steps as the rail draws them, with how long each took. */
export function railSteps(line: TaskLine, nowMs: number): readonly RailStep[] {
  const at = currentStep(line)
  return line.steps.map((step, index) => ({
    name: step.name,
    state: railState(line.status.state, step, index, at),
    duration: stepDuration(step, line, nowMs),
  }))
}

function railState(
  state: TaskLine['status']['state'],
  step: TaskStep,
  index: number,
  at: number,
): RailStep['state'] {
  if (step.startedAtMs === undefined) return 'waiting'
  if (index < at || state === 'succeeded') return 'done'
  if (state === 'failed' || state === 'cancelled') return state
  return step.endedAtMs === undefined ? 'running' : 'done'
}

function stepDuration(step: TaskStep, line: TaskLine, nowMs: number): string | undefined {
  if (step.startedAtMs === undefined) return undefined
  return elapsedText((step.endedAtMs ?? line.endedAtMs ?? nowMs) - step.startedAtMs)
}
