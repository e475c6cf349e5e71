import type { Link } from '@shared/domain/link'
import type { LogLevel, TaskStep } from '@shared/domain/task'
import { redactText } from '@shared/lib/redact'
import type { Clock } from '@main/ports/clock'
import type { LinePatch } from '@main/ports/inventory'
import type { OperationContext, ReportedStep, WorkMark } from '@main/providers/contract'

/** How often progress within a step is written and shown at most. */
const PROGRESS_INTERVAL_MS = 250

/** What a line's context needs of its task. */
export interface LineSink {
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Values that must not be seen in the log or in messages. */
  readonly secrets: readonly string[]
  /** See `OperationContext`. */
  readonly operationId: string
  marked(operationId: string): WorkMark | undefined
  /** Writes at once, and throws when it cannot: what follows must not be done unless it is written down. */
  mark(operationId: string, mark: WorkMark): void
  change(patch: LinePatch): void
  log(text: string, level: LogLevel): void
}

/** The context of one line, with what its runner may do to it at the end. */
export interface LineContext extends OperationContext {
  /** The line's title, once the host has a name. */
  title(text: string): void
  /** Ends the step that runs: at the line's end. */
  endStep(): void
  /** The same line for another piece of work, with an id and a mark of its own: removing what was just made. */
  forOperation(operationId: string): OperationContext
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

  const operation = (operationId: string): Pick<OperationContext, 'operationId' | 'marked' | 'mark'> => ({
    operationId,
    marked: sink.marked(operationId),
    mark(mark) {
      sink.mark(operationId, mark)
    },
  })

  const ctx: LineContext = {
    signal: sink.signal,
    ...operation(sink.operationId),
    forOperation: (operationId) => ({ ...ctx, ...operation(operationId) }),
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
      // A text that ends its last line has no empty one after it.
      for (const line of clean(text)
        .replace(/\r?\n$/, '')
        .split(/\r?\n/))
        sink.log(line, level)
    },
    link(link) {
      links = [...links.filter((other) => other.url !== link.url), link]
      sink.change({ links: [...links] })
    },
    steps(reported) {
      const before = steps
      steps = reported.map((step) => toStep(step, before, sink.clock.now(), clean))
      for (const [index, step] of reported.entries()) {
        const last = before.find((other) => other.name === step.name)
        if (steps[index]?.startedAtMs !== undefined && last?.startedAtMs === undefined)
          sink.log(step.name, 'title')
      }
      const running = reported.findLast((step) => step.state === 'running')
      write(running === undefined ? {} : { message: clean(running.detail ?? running.name) })
    },
    ignored(names) {
      sink.change({ ignored: [...names] })
    },
    reconnecting(why) {
      sink.change({ reconnecting: why === undefined ? null : clean(why) })
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
  return ctx
}

/** A reported step as it is kept. A provider that tells no times gets those at which its word came. */
function toStep(
  step: ReportedStep,
  before: readonly TaskStep[],
  nowMs: number,
  clean: (text: string) => string,
): TaskStep {
  const last = before.find((other) => other.name === step.name)
  const isBegun = step.state === 'running' || step.state === 'done' || step.state === 'failed'
  const startedAtMs = step.startedAtMs ?? last?.startedAtMs ?? (isBegun ? nowMs : undefined)
  const isOver = step.state !== 'waiting' && step.state !== 'running'
  // What never began has no end: it was left out.
  const overAtMs = startedAtMs === undefined ? undefined : (last?.endedAtMs ?? nowMs)
  const endedAtMs = isOver ? (step.endedAtMs ?? overAtMs) : undefined
  return {
    name: step.name,
    ...(startedAtMs === undefined ? {} : { startedAtMs }),
    ...(endedAtMs === undefined ? {} : { endedAtMs }),
    ...(step.state === 'failed' || step.state === 'skipped' || step.state === 'cancelled'
      ? { outcome: step.state }
      : {}),
    ...(step.detail === undefined ? {} : { detail: clean(step.detail) }),
    ...(step.link === undefined ? {} : { link: step.link }),
  }
}
