import type { HostFilter } from '@shared/domain/host'
import { all, get, pragma, type Db, type SqlValue } from './database'

/** Which held hosts. */
export interface HostChoice {
  readonly filter: HostFilter
  readonly nowMs: number
}

/** A piece of SQL with what is bound in it. */
export interface Condition {
  readonly sql: string
  readonly values: readonly SqlValue[]
}

/** A search that finds no more than this is sorted after it; one that finds more walks along the order instead. */
const FEW = 1_000

/** Up to here the trigram index counts faster than a scan of the texts. */
const MANY = 30_000

function oneOf(column: string, values: readonly string[] | undefined): readonly Condition[] {
  if (values === undefined || values.length === 0) return []
  return [{ sql: `${column} IN (${values.map(() => '?').join(', ')})`, values }]
}

function choices(filter: HostFilter): readonly Condition[] {
  return [
    ...oneOf('provider', filter.providers),
    ...oneOf('instance', filter.instances),
    // The sign keeps SQLite from taking a single action for a constant, and then sorting what is in order by action.
    ...oneOf('+action', filter.actions),
  ]
}

/** The next midnight of the person's own day. */
function endOfDay(nowMs: number): number {
  const now = new Date(nowMs)
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime()
}

function leaseCondition({ filter, nowMs }: HostChoice): readonly Condition[] {
  switch (filter.lease) {
    case undefined:
      return []
    case 'with_end':
      return [{ sql: 'lease_ends_at_ms IS NOT NULL', values: [] }]
    case 'no_end':
      return [{ sql: 'lease_ends_at_ms IS NULL', values: [] }]
    case 'ended':
      return [{ sql: 'lease_ends_at_ms <= ?', values: [nowMs] }]
    case 'ends_today':
      return [{ sql: 'lease_ends_at_ms > ? AND lease_ends_at_ms < ?', values: [nowMs, endOfDay(nowMs)] }]
  }
}

function join(conditions: readonly Condition[]): Condition {
  return {
    sql: ['held = 1', ...conditions.map((condition) => condition.sql)].join(' AND '),
    values: conditions.flatMap((condition) => condition.values),
  }
}

/** The condition on `hosts` for a choice and the words of its search. */
export function whereOf(choice: HostChoice, words: readonly string[]): Condition {
  const texts = words.map((word) => ({ sql: 'instr(search_text, ?) > 0', values: [word] }))
  return join([...choices(choice.filter), ...leaseCondition(choice), ...texts])
}

/** Each trigram of a word is a list to walk through: with more of them a scan of the texts counts faster. */
const CHEAP_TRIGRAMS = 4

/** The words that the trigram index can look up, as its own query, and whether that alone counts all words fast. */
function trigramQuery(
  words: readonly string[],
): { readonly query: string; readonly counts: boolean } | undefined {
  const long = words.filter((word) => Array.from(word).length >= 3)
  if (long.length === 0) return undefined
  return {
    query: long.map((word) => `"${word.replaceAll('"', '""')}"`).join(' AND '),
    counts: long.length === words.length && long.join('').length - 2 * long.length <= CHEAP_TRIGRAMS,
  }
}

function countByTrigrams(db: Db, query: string, upTo: number): number {
  const sql = 'SELECT count(*) AS n FROM (SELECT 1 FROM host_search WHERE host_search MATCH ? LIMIT ?)'
  return get<{ n: number }>(db, sql, query, upTo + 1)?.n ?? 0
}

/** The hosts that a search finds, or undefined when they are too many to be listed. */
function fewMatches(db: Db, choice: HostChoice, words: readonly string[]): readonly number[] | undefined {
  const where = whereOf(choice, words)
  const trigrams = trigramQuery(words)
  // Counted first, because many would have to be looked up one by one before a filter drops them.
  if (trigrams !== undefined && countByTrigrams(db, trigrams.query, FEW) > FEW) return undefined
  const found =
    trigrams === undefined
      ? all<{ seq: number }>(
          db,
          `SELECT seq FROM hosts INDEXED BY hosts_by_text WHERE ${where.sql} LIMIT ${FEW + 1}`,
          ...where.values,
        )
      : all<{ seq: number }>(
          db,
          `SELECT seq FROM hosts NOT INDEXED
            WHERE seq IN (SELECT rowid FROM host_search WHERE host_search MATCH ?) AND ${where.sql}`,
          trigrams.query,
          ...where.values,
        )
  return found.length > FEW ? undefined : found.map((row) => row.seq)
}

/** How many held hosts match, without a search. */
export function countMatches(db: Db, choice: HostChoice): number {
  const { filter } = choice
  if (filter.lease === 'ended' || filter.lease === 'ends_today')
    return scan(db, 'hosts_by_lease', whereOf(choice, []))
  const ends =
    filter.lease === undefined ? [] : [{ sql: 'with_end = ?', values: [filter.lease === 'with_end' ? 1 : 0] }]
  const where = join([...choices(filter), ...ends])
  const sql = `SELECT sum(hosts) AS n FROM host_counts WHERE ${where.sql}`
  return get<{ n: number | null }>(db, sql, ...where.values)?.n ?? 0
}

function scan(db: Db, index: string, where: Condition): number {
  const sql = `SELECT count(*) AS n FROM hosts INDEXED BY ${index} WHERE ${where.sql}`
  return get<{ n: number }>(db, sql, ...where.values)?.n ?? 0
}

function countTexts(db: Db, choice: HostChoice, words: readonly string[]): number {
  const where = whereOf(choice, words)
  const trigrams = trigramQuery(words)
  if (
    trigrams?.counts === true &&
    where.values.length === words.length &&
    choice.filter.lease === undefined
  ) {
    const n = countByTrigrams(db, trigrams.query, MANY)
    if (n <= MANY) return n
  }
  return scan(db, 'hosts_by_text', where)
}

/** What a search finds: the hosts while they are few, else only how many. */
export interface Found {
  readonly total: number
  readonly few?: readonly number[]
}

const lastSearches = new WeakMap<Db, { readonly key: string; readonly found: Found }>()

/**
 * Looks for the words of a search. A broad one has to read every text, and scrolling through its pages asks for it
 * again and again: the last answer is kept until anything is written, here or by another process.
 */
export function search(db: Db, choice: HostChoice, words: readonly string[]): Found {
  const written = get<{ here: number }>(db, 'SELECT total_changes() AS here')
  const elsewhere = pragma<number>(db, 'data_version')
  const key = JSON.stringify([written?.here, elsewhere, whereOf(choice, words)])
  const last = lastSearches.get(db)
  if (last?.key === key) return last.found
  const few = fewMatches(db, choice, words)
  const found = few === undefined ? { total: countTexts(db, choice, words) } : { total: few.length, few }
  lastSearches.set(db, { key, found })
  return found
}
