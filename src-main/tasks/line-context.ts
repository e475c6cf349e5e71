import type { Link } from '@shared/domain/host'
import type { LogLevel, TaskStep } from '@shared/domain/task'
import { redactText } from '@shared/lib/redact'
import type { Clock } from '@main/ports/clock'
import type { LinePatch } from '@main/ports/inventory'
import type { OperationContext } from '@main/providers/contract'

/** How often progress within a step is written and shown at most. */
const PROGRESS_INTERVAL_MS = 250

/** What a line's context needs of its task. */
export interface LineSink {
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Values that must not be seen in the log or in messages. */
  readonly secrets: readonly string[]
  change(patch: LinePatch): void
  log(text: string, level: LogLevel): void
}

/** The context of one line, with what its runner may do to it at the end. */
export interface LineContext extends OperationContext {
  /** The line's title, once the host has a name. */
  title(text: string): void
  /** Ends the step that runs: at the line's end. */
  endStep(): void
}

/** Makes the context through which a job tells how its line goes. */
export function createLineContext(sink: LineSink): LineContext {
  let steps: readonly TaskStep[] = []
  let links: readonly Link[] = []
  let progressWrittenAtMs = 0
  const clean = (text: string): string => redactText(text, sink.secrets)

  const endRunning = (nowMs: number): readonly TaskStep[] =>
    steps.map((step) =>
      step.startedAtMs !== undefined && step.endedAtMs === undefined ? { ...step, endedAtMs: nowMs } : step,
    )

  const write = (patch: LinePatch): void => {
    sink.change({ ...patch, steps: [...steps] })
  }

  return {
    signal: sink.signal,
    plan(names) {
      const begun = steps.filter((step) => step.startedAtMs !== undefined)
      const begunNames = new Set(begun.map((step) => step.name))
      steps = [...begun, ...names.filter((name) => !begunNames.has(name)).map((name) => ({ name }))]
      write({})
    },
    step(name) {
      const nowMs = sink.clock.now()
      const ended = endRunning(nowMs)
      const known = ended.some((step) => step.name === name)
      steps = (known ? ended : [...ended, { name }]).map((step) =>
        step.name === name && step.startedAtMs === undefined ? { ...step, startedAtMs: nowMs } : step,
      )
      progressWrittenAtMs = 0
      sink.log(name, 'title')
      write({ message: name, progress: null })
    },
    progress(fraction, message) {
      const nowMs = sink.clock.now()
      if (nowMs - progressWrittenAtMs < PROGRESS_INTERVAL_MS) return
      progressWrittenAtMs = nowMs
      sink.change({
        progress: fraction === undefined ? null : Math.min(1, Math.max(0, fraction)),
        ...(message === undefined ? {} : { message: clean(message) }),
      })
    },
    log(text, level = 'info') {
      for (const line of clean(text).split(/\r?\n/)) sink.log(line, level)
    },
    link(link) {
      links = [...links.filter((other) => other.url !== link.url), link]
      sink.change({ links: [...links] })
    },
    title(text) {
      sink.change({ title: text })
    },
    endStep() {
      if (steps.length === 0) return
      steps = endRunning(sink.clock.now())
      write({ progress: null })
    },
  }
}
