import { toErrorData } from '@shared/domain/error'
import { count } from '@shared/lib/words'
import type { HostRecord } from '@main/ports/inventory'
import type { CallContext, HostTarget, Provider } from '@main/providers/contract'
import type { PlannedRow } from '@main/engine/sync/diff'

/** How many hosts are asked for at the same time. */
const IN_FLIGHT = 8

/** What is left of "gone" when each host was asked for. */
export interface LookedAgain {
  readonly rows: readonly PlannedRow[]
  /** What could not be read, in sentences. */
  readonly warnings: readonly string[]
}

/**
 * Asks the provider for every host that its list misses, one by one: a list shows what is kept under an account, and a
 * host may well stand somewhere else. Only what the provider says to be gone is gone; what is there, and what nobody
 * can tell of, stays as it is.
 */
export async function lookAgain(
  rows: readonly PlannedRow[],
  how: {
    readonly provider: Pick<Provider, 'read'>
    readonly ctx: CallContext
    readonly targetOf: (host: HostRecord) => HostTarget
  },
): Promise<LookedAgain> {
  const found = [...rows]
  const problems: string[] = []
  const waiting = rows.flatMap(({ row, host }, index) =>
    row.kind === 'gone' && row.held === undefined && host !== undefined ? [{ row, host, index }] : [],
  )
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { row, host, index } = next
      try {
        const answer = await how.provider.read(how.targetOf(host), how.ctx)
        if (answer === 'gone') continue
        found[index] = { host, row: { ...row, kind: 'same', note: 'there, but not in this list' } }
      } catch (error) {
        if (how.ctx.signal.aborted) throw error
        problems.push(`${row.title} could not be looked up: ${toErrorData(error).message}`)
        found[index] = { host, row: { ...row, kind: 'same', note: 'could not be looked up' } }
      }
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane))
  return { rows: found, warnings: warningsOf(problems) }
}

function warningsOf(problems: readonly string[]): readonly string[] {
  const [first] = problems
  if (first === undefined || problems.length === 1) return problems
  return [`${count(problems.length, 'host')} could not be looked up. The first: ${first}`]
}
