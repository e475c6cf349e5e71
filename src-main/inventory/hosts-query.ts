import type { HostSort, HostSummary } from '@shared/domain/host'
import { all, get, type Db } from './database'
import { HOST_COLUMNS, toSummary, type HostSummaryRow } from './host-rows'
import { countMatches, search, whereOf, type Condition, type Found, type HostChoice } from './hosts-filter'
import { keptOrRefused } from './kept-hosts'
import { searchWords } from './search-text'

/** Which held hosts, in which order. */
export interface HostQuery extends HostChoice {
  readonly sort: HostSort
}

/**
 * The order of each column, and the index that has it. `seq` makes every order total. Ages go up where times of
 * creation go down.
 */
const ORDERS = {
  lease: { index: 'hosts_by_lease', keys: ['lease_rank'], flipped: false },
  name: { index: 'hosts_by_name', keys: ['sort_name'], flipped: false },
  provider: { index: 'hosts_by_provider', keys: ['provider', 'instance'], flipped: false },
  action: { index: 'hosts_by_action', keys: ['offering', 'action'], flipped: false },
  os: { index: 'hosts_by_os', keys: ['sort_os'], flipped: false },
  age: { index: 'hosts_by_age', keys: ['created_at_ms'], flipped: true },
} as const satisfies Record<HostSort['by'], unknown>

function orderBy(sort: HostSort, reversed = false): string {
  const order = ORDERS[sort.by]
  const down = (sort.descending !== order.flipped) !== reversed
  return [...order.keys, 'seq'].map((key) => `${key} ${down ? 'DESC' : 'ASC'}`).join(', ')
}

/** How many hosts are held. */
export function heldCount(db: Db): number {
  return get<{ n: number | null }>(db, 'SELECT sum(hosts) AS n FROM host_counts WHERE held = 1')?.n ?? 0
}

/** Which part of the sorted matches. */
interface Part {
  readonly offset: number
  readonly limit: number
}

/** What a query finds: how many in all, and how to read a part of them in order. */
interface Matches {
  readonly total: number
  /** A query for `seq` (its first column); a part is counted from the end when it is nearer to it. */
  select(sort: HostSort, part: Part, fromEnd: boolean): Condition
}

function found(db: Db, choice: HostChoice, words: readonly string[]): Found {
  const { filter } = choice.filter
  if (filter !== undefined) {
    const few = among(db, keptOrRefused(db, filter, choice.nowMs), whereOf(choice, words))
    return { total: few.length, few }
  }
  return words.length === 0 ? { total: countMatches(db, choice) } : search(db, choice, words)
}

/** Those of some hosts that match the other conditions as well. */
function among(db: Db, seqs: readonly number[], where: Condition): readonly number[] {
  // The condition that there is always, that they are held, they fulfil.
  if (where.values.length === 0 && !where.sql.includes(' AND ')) return seqs
  return all<{ seq: number }>(
    db,
    `SELECT seq FROM hosts NOT INDEXED WHERE seq IN (SELECT value FROM json_each(?)) AND ${where.sql}`,
    JSON.stringify(seqs),
    ...where.values,
  ).map((row) => row.seq)
}

/** How many held hosts match. */
export function countOfHosts(db: Db, choice: HostChoice): number {
  return found(db, choice, searchWords(choice.filter.search)).total
}

function matches(db: Db, query: HostQuery): Matches {
  const words = searchWords(query.filter.search)
  const { total, few } = found(db, query, words)
  if (few !== undefined) {
    return {
      total,
      select: (sort, part, fromEnd) => ({
        sql: `SELECT seq FROM hosts NOT INDEXED WHERE seq IN (SELECT value FROM json_each(?))
          ORDER BY ${orderBy(sort, fromEnd)} LIMIT ? OFFSET ?`,
        values: [JSON.stringify(few), part.limit, part.offset],
      }),
    }
  }
  const where = whereOf(query, words)
  return {
    total,
    select: (sort, part, fromEnd) => ({
      sql: `SELECT seq FROM hosts INDEXED BY ${ORDERS[sort.by].index} WHERE ${where.sql}
        ORDER BY ${orderBy(sort, fromEnd)} LIMIT ? OFFSET ?`,
      values: [...where.values, part.limit, part.offset],
    }),
  }
}

const STEPS = `CASE WHEN h.state IN ('making', 'releasing') THEN (SELECT steps_json FROM task_lines
  WHERE task_lines.host_id = h.id AND task_lines.task_id = h.task_id ORDER BY line DESC LIMIT 1) END AS steps_json`

/** One page of the held hosts that match, with the count of all of them. */
export function pageOfHosts(
  db: Db,
  query: HostQuery & Part,
): { readonly total: number; readonly rows: readonly HostSummary[] } {
  const matched = matches(db, query)
  const limit = Math.max(0, Math.min(query.limit, matched.total - query.offset))
  if (limit === 0) return { total: matched.total, rows: [] }
  // To step over rows costs time: whoever scrolled past the middle is served from the other end.
  const fromEnd = query.offset > matched.total / 2
  const offset = fromEnd ? matched.total - query.offset - limit : query.offset
  const part = matched.select(query.sort, { offset, limit }, fromEnd)
  const rows = all<HostSummaryRow>(
    db,
    `SELECT ${HOST_COLUMNS}, ${STEPS} FROM (${part.sql}) AS page CROSS JOIN hosts h ON h.seq = page.seq`,
    ...part.values,
  ).map(toSummary)
  return { total: matched.total, rows: fromEnd ? rows.toReversed() : rows }
}

/** The ids of all held hosts that match, sorted. */
export function idsOfHosts(db: Db, query: HostQuery): readonly string[] {
  const part = matches(db, query).select(query.sort, { offset: 0, limit: -1 }, false)
  return all<{ id: string }>(
    db,
    `SELECT h.id FROM (${part.sql}) AS page CROSS JOIN hosts h ON h.seq = page.seq`,
    ...part.values,
  ).map((row) => row.id)
}
