import type { ReportLine, ReportStep, ReportTask } from '@shared/domain/report'
import type { Task, TaskLine, TaskStep } from '@shared/domain/task'
import { assertNever } from '@shared/lib/assert-never'
import { reportArguments } from './full-host'
import { at, span } from './moments'

/** A task as the full report has it. */
export function reportTask(task: Task): ReportTask {
  return {
    id: task.id,
    kind: task.kind,
    title: task.title,
    outcome: task.state,
    ...(task.provider === undefined ? {} : { provider: task.provider }),
    ...(task.instance === undefined ? {} : { instance: task.instance }),
    ...askedFor(task),
    ...(task.retryOf === undefined ? {} : { retryOf: task.retryOf }),
    cancelRequested: task.cancelRequested,
    createdAt: at(task.createdAtMs),
    ...span(task),
    lines: task.lines.map((line) => reportLine(line)),
  }
}

type Asked = Pick<
  ReportTask,
  'action' | 'offering' | 'nick' | 'arguments' | 'labels' | 'count' | 'extension' | 'artifacts'
>

function askedFor({ request }: Task): Asked {
  switch (request.kind) {
    case 'checkout':
    case 'execute': {
      const { action, offering, nick, arguments: args, defaults = {}, sources, labels } = request.request
      return {
        action,
        offering,
        ...(nick === undefined ? {} : { nick }),
        arguments: [...reportArguments(args, sources), ...reportArguments(defaults, sources)],
        labels,
        ...(request.kind === 'checkout' ? { count: request.request.count } : {}),
        ...(request.kind === 'execute' && request.request.artifacts !== undefined
          ? { artifacts: request.request.artifacts }
          : {}),
      }
    }
    case 'extend':
      return { arguments: [], labels: {}, extension: request.extension }
    case 'checkin':
    case 'sync':
      return { arguments: [], labels: {} }
    default:
      return assertNever(request, 'request')
  }
}

function reportLine(line: TaskLine): ReportLine {
  const { status, message } = line
  return {
    line: line.line,
    ...(line.hostId === undefined ? {} : { hostId: line.hostId }),
    title: line.title,
    outcome: status.state,
    ...span(line),
    ...(message === undefined ? {} : { message }),
    steps: line.steps.map((step, index) => reportStep(step, outcomeOf(line, index))),
    links: line.links,
    ...(line.ignored === undefined ? {} : { ignored: line.ignored }),
    ...(status.state === 'failed' ? { error: status.error } : {}),
    ...(status.state === 'cancelled' ? { reason: status.reason } : {}),
    ...(line.result === undefined ? {} : { result: line.result }),
  }
}

function reportStep(step: TaskStep, outcome: ReportStep['outcome']): ReportStep {
  return {
    name: step.name,
    outcome,
    ...span(step),
    ...(step.detail === undefined ? {} : { detail: step.detail }),
    ...(step.link === undefined ? {} : { link: step.link }),
  }
}

/** A provider that does not say how each step ended was at the last one that began when its line failed. */
function outcomeOf({ status, steps }: TaskLine, index: number): ReportStep['outcome'] {
  const step = steps[index]
  if (step?.outcome !== undefined) return step.outcome
  if (step?.startedAtMs === undefined) return 'not_begun'
  const isLast = steps.findLastIndex((other) => other.startedAtMs !== undefined) === index
  const isTold = steps.some((other) => other.outcome !== undefined)
  if (isLast && !isTold && (status.state === 'failed' || status.state === 'cancelled')) return status.state
  return step.endedAtMs === undefined ? 'running' : 'done'
}
