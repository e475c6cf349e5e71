import { isSameEnd } from '@shared/domain/lease'
import type { FollowUp } from '@shared/domain/lease-history'
import type { LeasedHost } from '@main/ports/leases'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** How long after a lease has ended its provider is asked: what removes the host needs a moment. */
const FIRST_MS = MINUTE
/** Then ever more rarely: after each answer that it is still there. */
const AGAIN_MS = [15 * MINUTE, HOUR, 4 * HOUR, 24 * HOUR] as const
/** After failures: doubled each time, up to the longest. */
const RETRY_MS = 5 * MINUTE
const LONGEST_RETRY_MS = 6 * HOUR
/** A question whose answer never came, because the application ended in the middle of it, is asked again. */
const LOST_MS = 2 * MINUTE
const PUT_BACK_MS = MINUTE

/**
 * When to ask the provider whether a host is still there; undefined for what is no end of a provider's or of a default.
 */
export function lookAtMs(
  host: Pick<LeasedHost, 'endsAtMs' | 'source' | 'followUp'>,
  nowMs: number,
): number | undefined {
  if (host.source === 'user') return undefined
  const last = followUpOf(host)
  if (last === undefined) return host.endsAtMs + FIRST_MS
  // The clock was put back since.
  if (last.askedAtMs > nowMs + PUT_BACK_MS) return nowMs
  return last.askedAtMs + waitMs(last)
}

function waitMs({ outcome, answers, failures }: FollowUp): number {
  switch (outcome) {
    case 'asking':
      return LOST_MS
    case 'still_there':
      return AGAIN_MS[Math.min(answers, AGAIN_MS.length) - 1] ?? AGAIN_MS[0]
    case 'cannot_ask':
      return Math.min(RETRY_MS * 2 ** Math.max(0, failures - 1), LONGEST_RETRY_MS)
  }
}

/** The follow-up of the present end; one of an earlier end is over. */
function followUpOf({ followUp, endsAtMs }: Pick<LeasedHost, 'endsAtMs' | 'followUp'>): FollowUp | undefined {
  return followUp !== undefined && isSameEnd(followUp.endsAtMs, endsAtMs) ? followUp : undefined
}

/** A follow-up with the question just asked. */
export function asking(host: Pick<LeasedHost, 'endsAtMs' | 'followUp'>, nowMs: number): FollowUp {
  const { answers = 0, failures = 0 } = followUpOf(host) ?? {}
  return { endsAtMs: host.endsAtMs, askedAtMs: nowMs, answers, failures, outcome: 'asking' }
}

/** A follow-up with its answer: that the host is still there, or why the provider could not be asked. */
export function answered(asked: FollowUp, problem: string | undefined): FollowUp {
  const { endsAtMs, askedAtMs, answers, failures } = asked
  return problem === undefined
    ? { endsAtMs, askedAtMs, answers: answers + 1, failures: 0, outcome: 'still_there' }
    : { endsAtMs, askedAtMs, answers, failures: failures + 1, outcome: 'cannot_ask', problem }
}
