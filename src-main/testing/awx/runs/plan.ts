import type { JsonObject } from '@shared/lib/json'
import type { Given, JobScript, Outcome, RunInput, ScriptTask } from '@main/testing/awx/catalog/types'

/** What a job will do, settled when it is made. Times are in real milliseconds: the speed is in them already. */
export interface Plan {
  readonly script: JobScript
  readonly input: RunInput
  readonly pendingMs: number
  readonly durationMs: number
  readonly tasks: readonly ScriptTask[]
  readonly extraOutput: string
  /** An effect that throws at the end makes it a failure. */
  outcome: Outcome
}

const DEFAULT_PENDING_MS = 300
const DEFAULT_DURATION_MS = 2_000

/** `pace`: real milliseconds for one of the script's. */
export function planOf(script: JobScript, input: RunInput, pace: number): Plan {
  return {
    script,
    input,
    pendingMs: given(script.pendingMs ?? DEFAULT_PENDING_MS, input) * pace,
    durationMs: given(script.durationMs ?? DEFAULT_DURATION_MS, input) * pace,
    tasks: given(script.tasks ?? defaultTasks(input.jobName), input),
    extraOutput: given(script.extraOutput ?? '', input),
    outcome: given<Outcome>(script.outcome ?? { kind: 'successful' }, input),
  }
}

export function given<T>(value: Given<T>, input: RunInput): T {
  return isComputed(value) ? value(input) : value
}

function isComputed<T>(value: Given<T>): value is (input: RunInput) => T {
  return typeof value === 'function'
}

function defaultTasks(jobName: string): readonly ScriptTask[] {
  return [
    { name: 'Gathering Facts', play: jobName, action: 'ansible.builtin.setup' },
    { name: `Do what ${jobName} is for`, play: jobName, changed: true },
  ]
}

/** The artifacts of a finished job; what an effect returned is merged in. */
export function artifactsOf(plan: Plan, effect: JsonObject | undefined): JsonObject | string {
  const own = given(plan.script.artifacts ?? {}, plan.input)
  return typeof own === 'string' ? own : { ...own, ...effect }
}
