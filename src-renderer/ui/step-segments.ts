/** How a row of steps stands that are taken one after the other. */
export type StepBarState = 'running' | 'done' | 'failed' | 'waiting'

/** How one step stands. */
export type StepState = 'done' | 'running' | 'failed' | 'cancelled' | 'skipped' | 'waiting'

/** How a step stands, in a word. */
export const STEP_WORDS: Readonly<Record<StepState, string>> = {
  done: 'done',
  running: 'running',
  failed: 'failed',
  cancelled: 'cancelled',
  skipped: 'skipped',
  waiting: 'not yet',
}

/** The steps of a row that are taken one after the other: those done, the current one as the state says, the rest waiting. */
export function stepSegments(total: number, done: number, state: StepBarState): readonly StepState[] {
  return Array.from({ length: total }, (_, index): StepState => {
    if (state === 'done' || index < done) return 'done'
    if (index === done && (state === 'running' || state === 'failed')) return state
    return 'waiting'
  })
}

/** One piece of a step bar: so many steps of one state. */
export interface StepPiece {
  readonly state: StepState
  readonly steps: number
}

/** Beyond so many steps a segment for each would be a dot. */
const MOST_SEGMENTS = 16

/** The pieces of a bar: one for each step, or, where there are many, one for each row of steps of one state. */
export function stepPieces(steps: readonly StepState[]): readonly StepPiece[] {
  if (steps.length <= MOST_SEGMENTS) return steps.map((state) => ({ state, steps: 1 }))
  const pieces: StepPiece[] = []
  for (const state of steps) {
    const last = pieces.at(-1)
    if (last?.state === state) pieces[pieces.length - 1] = { state, steps: last.steps + 1 }
    else pieces.push({ state, steps: 1 })
  }
  return pieces
}
