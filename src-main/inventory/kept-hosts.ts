import { FilterError, HOST_WORDS, readFilter, type FilterProblem } from '@shared/domain/filter'
import { BrokerError } from '@shared/domain/error'
import { all, get, pragma, type Db } from './database'
import { columnsFor, FilteredHost, hostReader, selectOf, type FilterRow } from './filtered-host'

const MINUTE_MS = 60_000

/** What was read and found since anything was written last. */
interface Remembered {
  readonly stamp: string
  /** By the columns that they have. */
  readonly hosts: Map<string, readonly FilteredHost[]>
  /** By filter, and the minute for those that look at the time. */
  readonly kept: Map<string, readonly number[]>
}

const remembered = new WeakMap<Db, Remembered>()

/** Past this many answers of one moment the oldest is forgotten. */
const MAX_ANSWERS = 100

/** Tells one moment of the inventory from another, whoever wrote. */
function stampOf(db: Db): string {
  const here = get<{ n: number }>(db, 'SELECT total_changes() AS n')?.n ?? 0
  return `${here}/${pragma<number>(db, 'data_version')}`
}

function memoryOf(db: Db): Remembered {
  const stamp = stampOf(db)
  const last = remembered.get(db)
  if (last?.stamp === stamp) return last
  const fresh = { stamp, hosts: new Map(), kept: new Map() }
  remembered.set(db, fresh)
  return fresh
}

/** The held hosts in the order in which they were asked for: that is what a place in a filter counts. */
function hostsWith(
  db: Db,
  columns: ReturnType<typeof columnsFor>,
  memory: Remembered,
): readonly FilteredHost[] {
  const key = columns.join()
  const known = memory.hosts.get(key)
  if (known !== undefined) return known
  const { wanted, join } = selectOf(columns)
  const hosts = all<FilterRow>(
    db,
    `SELECT h.seq${wanted} FROM hosts h INDEXED BY hosts_by_age ${join} WHERE h.held = 1
      ORDER BY h.created_at_ms, h.seq`,
  ).map((row) => new FilteredHost(row))
  memory.hosts.set(key, hosts)
  return hosts
}

/**
 * The `seq` of the held hosts that a filter keeps, in the order in which they were asked for. Throws `FilterError`.
 *
 * The hosts are read once for as long as nothing is written, with only the columns that the filter asks for, and the
 * answer is kept as long: scrolling, counting and selecting ask for it again and again.
 */
function keptHosts(db: Db, text: string, nowMs: number): readonly number[] {
  const memory = memoryOf(db)
  const filter = readFilter(text, HOST_WORDS)
  const minute = filter.fields.has('lease') ? Math.floor(nowMs / MINUTE_MS) : 0
  const key = JSON.stringify([minute, text])
  const known = memory.kept.get(key)
  if (known !== undefined) return known
  const hosts = hostsWith(db, columnsFor(filter.fields), memory)
  const kept = filter.keep(hosts, hostReader(nowMs)).map((host) => host.row.seq)
  if (memory.kept.size >= MAX_ANSWERS) memory.kept.delete(memory.kept.keys().next().value ?? '')
  memory.kept.set(key, kept)
  return kept
}

/** What is wrong with a filter; undefined when it can be used. */
export function problemOfFilter(db: Db, text: string, nowMs: number): FilterProblem | undefined {
  try {
    keptHosts(db, text, nowMs)
    return undefined
  } catch (error) {
    if (error instanceof FilterError) return error.problem
    throw error
  }
}

/** The same for callers that were told before whether the filter is right: an error says it in one sentence. */
export function keptOrRefused(db: Db, text: string, nowMs: number): readonly number[] {
  try {
    return keptHosts(db, text, nowMs)
  } catch (error) {
    if (!(error instanceof FilterError)) throw error
    throw new BrokerError(
      {
        code: 'INVALID_INPUT',
        message: `The filter ${text} cannot be used. ${error.problem.message}`,
        hint: 'Correct it in the filter box, or clear it.',
        fieldErrors: { filter: error.problem.message },
      },
      { cause: error },
    )
  }
}
