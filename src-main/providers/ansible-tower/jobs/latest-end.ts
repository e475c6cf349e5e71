import { toErrorData } from '@shared/domain/error'
import type { CallContext, HostTarget } from '@main/providers/contract'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { lengthMs } from '@main/providers/ansible-tower/length'
import type { Question } from '@main/providers/ansible-tower/schemas/templates'
import { FIRST_MOMENT_S } from './lease'
import { templateOf } from './template'

/** The variable of the workflow for extensions that says by how much, or until when. */
export const NEW_EXPIRE_TIME = 'new_expire_time'

/**
 * The latest end that an extension of this lease can reach: what is configured as the longest lease, counted from the
 * check out, and what the survey of the workflow for extensions allows at once, counted from the present end. A server
 * that cannot be asked adds nothing: it refuses itself what it does not take.
 */
export async function latestEnd(
  instance: TowerInstance,
  { checkedOutAtMs, lease }: HostTarget,
  { signal }: CallContext,
): Promise<number | undefined> {
  const longestMs = lengthMs(instance.config.max_lease ?? '')
  const ends: number[] = []
  if (checkedOutAtMs !== undefined && longestMs !== undefined) ends.push(checkedOutAtMs + longestMs)
  // A person's own moment is no end that a workflow counts from.
  if (lease !== undefined && lease.source !== 'user') {
    const mostMs = await mostAtOnce(instance, signal)
    if (mostMs !== undefined) ends.push(lease.endsAtMs + mostMs)
  }
  return ends.length === 0 ? undefined : Math.min(...ends)
}

async function mostAtOnce(instance: TowerInstance, signal: AbortSignal): Promise<number | undefined> {
  try {
    const { questions } = await templateOf(instance, 'workflow', instance.config.extend_workflow, signal)
    const question = questions.find(({ variable }) => variable === NEW_EXPIRE_TIME)
    const seconds = question === undefined ? undefined : mostSeconds(question)
    return seconds === undefined ? undefined : seconds * 1000
  } catch (error) {
    if (signal.aborted) throw error
    const { message } = toErrorData(error)
    instance.deps.logger.info('What extensions are limited to could not be asked for.', { message })
    return undefined
  }
}

/** The most seconds that a question takes as an answer: its bound, or the largest of choices that are all amounts. */
function mostSeconds({ type, max, choices }: Question): number | undefined {
  if (type === 'integer' || type === 'float') return asAmount(max)
  if (type !== 'multiplechoice' || choices.length === 0) return undefined
  const amounts = choices.map((choice) =>
    /^\+\d+$/.test(choice.trim()) ? asAmount(Number(choice)) : undefined,
  )
  return amounts.includes(undefined) ? undefined : Math.max(...amounts.map((amount) => amount ?? 0))
}

/** A larger number is a moment. */
function asAmount(seconds: number | undefined): number | undefined {
  return seconds !== undefined && seconds > 0 && seconds < FIRST_MOMENT_S ? seconds : undefined
}
