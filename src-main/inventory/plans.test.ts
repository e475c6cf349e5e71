/* oxlint-disable typescript/no-unsafe-type-assertion -- a test reads what it has just written */
import type { HostFilter, HostSort } from '@shared/domain/host'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { connect, type Db } from './database'
import { hostStore } from './hosts-store'
import { migrateTo, NEWEST_FORMAT } from './migrate'
import { taskStore } from './tasks-store'

/** The plans that SQLite made for what ran. */
let db: Db
let ran: string[]

beforeEach(() => {
  db = connect({ file: ':memory:', busyTimeoutMs: 0 })
  migrateTo(db, NEWEST_FORMAT)
  ran = []
  const prepare = db.prepare.bind(db)
  db.prepare = (sql: string) => {
    if (sql.startsWith('SELECT')) ran.push(sql)
    return prepare(sql)
  }
})
afterEach(() => {
  db.close()
})

function plans(): string {
  const explain = (sql: string): string => {
    const statement = Database.prototype.prepare.call(db, `EXPLAIN QUERY PLAN ${sql}`) as Database.Statement
    const values = Array.from({ length: sql.split('?').length - 1 }, () => '1')
    return (statement.all(...values) as { detail: string }[]).map((row) => row.detail).join('\n')
  }
  return ran.map(explain).join('\n')
}

/** One host in each, so that a page has something to read. */
function fill(): void {
  taskStore(db, insertProcess(), { pid: 1, startToken: '', isAlive: () => true }).create(
    {
      title: 't',
      request: { kind: 'checkin', hostIds: [] },
      lines: [
        {
          title: 't',
          status: { state: 'queued' },
          host: {
            id: 'a',
            provider: 'Beaker',
            instance: 'hub',
            pretend: false,
            action: 'x',
            offering: 'y',
            arguments: {},
            labels: {},
          },
        },
      ],
    },
    1,
  )
}
function insertProcess(): number {
  return Number(
    db.prepare("INSERT INTO processes (pid, start_token, started_at_ms) VALUES (1, '', 1)").run()
      .lastInsertRowid,
  )
}

const sorts: readonly HostSort['by'][] = ['lease', 'name', 'provider', 'action', 'os', 'age']

it.each(sorts.flatMap((by) => [false, true].map((descending) => ({ by, descending }))))(
  'a page by $by, descending $descending, is read along its index alone',
  (sort) => {
    fill()
    const filters: readonly HostFilter[] = [
      {},
      { providers: ['Beaker'], instances: ['hub'], actions: ['x'], lease: 'no_end' },
    ]
    for (const filter of filters) {
      expect(hostStore(db).page({ filter, sort, offset: 0, limit: 10, nowMs: 1 }).rows).toHaveLength(1)
    }
    expect(plans()).toMatch(new RegExp(`(SCAN|SEARCH) hosts USING COVERING INDEX hosts_by_${sort.by}`))
    expect(plans()).toContain('SEARCH h USING INTEGER PRIMARY KEY')
    expect(plans()).not.toContain('TEMP B-TREE')
    expect(plans()).not.toMatch(/SCAN hosts(?! USING COVERING)/)
  },
)

it('a search of three letters asks the trigram index', () => {
  fill()
  hostStore(db).page({
    filter: { search: 'hub' },
    sort: { by: 'name', descending: false },
    offset: 0,
    limit: 10,
    nowMs: 1,
  })
  expect(plans()).toContain('SCAN host_search VIRTUAL TABLE')
  expect(plans()).not.toMatch(/SCAN hosts/)
})

it('a shorter one reads the index of texts and not the hosts', () => {
  fill()
  hostStore(db).page({
    filter: { search: 'hu' },
    sort: { by: 'name', descending: false },
    offset: 0,
    limit: 10,
    nowMs: 1,
  })
  expect(plans()).toContain('SCAN hosts USING COVERING INDEX hosts_by_text')
  expect(plans()).not.toMatch(/SCAN hosts(?! USING COVERING)/)
})

it('looks up hosts, events, lines, logs and unfinished tasks by index', () => {
  fill()
  const hosts = hostStore(db)
  const tasks = taskStore(db, 1, { pid: 1, startToken: '', isAlive: () => true })
  hosts.get('a')
  hosts.events('a')
  hosts.inStates(['making'])
  hosts.change('a', ['making'], {}, undefined, 1)
  tasks.get(1)
  tasks.changeLine(1, 1, { status: { state: 'running' } }, 1)
  tasks.log(1, 0, 10)
  tasks.activeCount()
  expect(
    plans()
      .split('\n')
      .filter((line) => line.startsWith('SCAN') && line !== 'SCAN tasks USING INDEX tasks_active'),
  ).toEqual([])
  expect(plans()).toContain('USING INDEX host_events_by_host')
  expect(plans()).toContain('USING INDEX hosts_by_state')
  expect(plans()).toContain('USING COVERING INDEX task_lines_by_state')
})
