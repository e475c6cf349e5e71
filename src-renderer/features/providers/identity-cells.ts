import type { HealthReport, IdentityItem, InstanceId } from '@shared/domain/provider'
import { isEnded, type Task } from '@shared/domain/task'
import { count } from '@shared/lib/words'
import type { HealthHistory } from '@renderer/features/providers/health-history'
import { latencyText } from '@renderer/features/providers/health-words'

/** How many hosts a person has at an instance. */
export interface Holding {
  readonly held: number
  readonly beingMade: number
}

/** How many hosts the tasks that are under way make at an instance. */
export function beingMadeAt(id: InstanceId, tasks: readonly Task[]): number {
  return tasks
    .filter((task) => task.kind === 'checkout' && task.provider === id.provider)
    .filter((task) => task.instance === id.instance)
    .flatMap((task) => task.lines)
    .filter((line) => !isEnded(line.status.state)).length
}

/** The cells of an instance's head: who and what it is, how quick, what is held there, and then the rest of it. */
export function identityCells(
  report: HealthReport | undefined,
  history: HealthHistory | undefined,
  holding: Holding | undefined,
): readonly IdentityItem[] {
  const identity = report?.identity ?? []
  return [
    ...identity.slice(0, 2),
    ...latencyCell(report?.latencyMs, history),
    ...(holding === undefined
      ? []
      : [
          {
            label: 'I hold',
            value: count(holding.held, 'host'),
            ...(holding.beingMade === 0 ? {} : { detail: `${holding.beingMade} being made` }),
          },
        ]),
    ...identity.slice(2),
  ]
}

function latencyCell(
  latencyMs: number | undefined,
  history: HealthHistory | undefined,
): readonly IdentityItem[] {
  if (latencyMs === undefined) return []
  const cell = { label: 'A call takes', value: latencyText(latencyMs) }
  const latency = history?.latency
  if (latency === undefined || latency.count < 2) return [cell]
  const least = Math.max(1, Math.round(latency.least))
  return [{ ...cell, detail: `${least} to ${latencyText(latency.most)} in ${latency.count} checks` }]
}
