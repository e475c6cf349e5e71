/** How a row of steps stands. */
export type StepBarState = 'running' | 'done' | 'failed' | 'waiting'

/** What one segment of a step bar shows. */
export type StepSegment = 'done' | 'running' | 'failed' | 'waiting'

/** One segment per step: those done, the current one as the state says, the rest waiting. */
export function stepSegments(total: number, done: number, state: StepBarState): readonly StepSegment[] {
  return Array.from({ length: total }, (_, index): StepSegment => {
    if (state === 'done' || index < done) return 'done'
    if (index === done && (state === 'running' || state === 'failed')) return state
    return 'waiting'
  })
}
