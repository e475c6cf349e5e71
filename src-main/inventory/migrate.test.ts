/* oxlint-disable typescript/no-unsafe-type-assertion -- rows are read as SQLite is known to answer them */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { backupsOf, hostsInBackup, takeBackup } from './backups'
import { connect, type Db } from './database'
import { leaseStore } from './lease-store'
import { formatOf, migrateTo, NEWEST_FORMAT, NewerFormatError, type Migration } from './migrate'
import { migrations } from './migrations/index'
import { reportStore } from './reports-store'
import { nickStore } from './nick-store'
import { stampMs, utcStamp } from './stamp'

let db: Db
beforeEach(() => {
  db = connect({ file: ':memory:', busyTimeoutMs: 0 })
})
afterEach(() => {
  db.close()
})

const step = (version: number, sql: string): Migration => ({
  version,
  name: `step-${version}`,
  up: (into) => {
    into.exec(sql)
  },
})

// The pattern for each migration: bring a file to the format before, write rows, make the step, compare rows.
it('0010 makes the first format out of nothing', () => {
  expect(migrateTo(db, 0)).toEqual([])
  expect(migrateTo(db, 10)).toEqual([10])
  const tables = db.pragma('table_list') as { name: string; type: string; strict: 0 | 1 }[]
  const ours = tables.filter((table) => table.type === 'table' && !table.name.startsWith('sqlite_'))
  expect(ours.map((table) => table.name).toSorted()).toEqual([
    'host_counts',
    'host_details',
    'host_events',
    'hosts',
    'processes',
    'task_lines',
    'task_log',
    'task_requests',
    'tasks',
  ])
  expect(ours.filter((table) => table.strict === 0)).toEqual([])
})

it('0020 makes the tasks anew and keeps every row, what refers to them, and the numbers', () => {
  migrateTo(db, 10)
  db.exec(`
    INSERT INTO processes (id, pid, start_token, started_at_ms) VALUES (3, 42, 'x', 1);
    INSERT INTO tasks (id, kind, title, state, process_id, retry_of, created_at_ms, started_at_ms, ended_at_ms) VALUES
      (1, 'checkout', 'Check out vm', 'failed', NULL, NULL, 10, 11, 12),
      (2, 'checkout', 'Check out vm', 'running', 3, 1, 20, 21, NULL),
      (9, 'checkin', 'Check in vm', 'queued', 3, NULL, 30, NULL, NULL);
    DELETE FROM tasks WHERE id = 9;
    INSERT INTO task_requests VALUES (1, '{"kind":"checkin","hostIds":[]}'), (2, '{}');
    INSERT INTO hosts (id, provider, instance, pretend, action, offering, state, labels_json, task_id, created_at_ms,
      updated_at_ms, sort_name, sort_os, search_text, held, lease_rank, lease_ends_at_ms, lease_source,
      lease_confirmed_at_ms)
      VALUES ('a', 'Sandbox', 's', 1, 'machine', 'vm', 'ready', '{}', 2, 20, 21, 'a', 'b', 'c', 1, 500, 500, 'user', 7);
    INSERT INTO host_details VALUES (1, '{}', '{}', '[]', '[]', NULL, NULL);
    INSERT INTO host_events (host_seq, at_ms, kind, text, task_id) VALUES (1, 20, 'requested', 'x', 2);
    INSERT INTO task_lines (task_id, line, host_id, title, state, status_json, steps_json, links_json)
      VALUES (2, 1, 'a', 'vm', 'running', '{"state":"running"}', '[]', '[]');
    INSERT INTO task_log VALUES (2, 1, 1, 20, 'info', 'begun');
  `)
  const tables = [
    'processes',
    'tasks',
    'task_requests',
    'hosts',
    'host_details',
    'host_events',
    'task_lines',
    'task_log',
  ]
  const rows = (): unknown[] => tables.map((table) => db.prepare(`SELECT * FROM ${table}`).all())
  const before = rows()
  expect(migrateTo(db, 20)).toEqual([20])
  const none = { mark_json: null, result_json: null, reconnecting: null }
  const unasked = { lease_asked_ends_at_ms: null, lease_asked_at_ms: null }
  expect(rows()).toEqual(
    before.map((table, index) =>
      (table as object[]).map((row) => ({
        ...row,
        ...(tables[index] === 'task_lines' ? none : {}),
        ...(tables[index] === 'hosts' ? unasked : {}),
      })),
    ),
  )
  expect(db.prepare('SELECT id FROM tasks INDEXED BY tasks_active WHERE ended = 0').pluck().all()).toEqual([
    2,
  ])
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  const insert = db.prepare(
    `INSERT INTO tasks (kind, title, state, created_at_ms) VALUES (?, 'x', 'queued', 1)`,
  )
  for (const kind of ['extend', 'execute', 'sync']) insert.run(kind)
  expect(db.prepare('SELECT max(id) FROM tasks').pluck().get(), 'no number is given twice').toBe(12)
  expect(() => insert.run('dance')).toThrow('CHECK')
  // What referred to the old table refers to the new one.
  db.prepare('DELETE FROM processes').run()
  expect(db.prepare('SELECT process_id FROM tasks WHERE id = 2').pluck().get()).toBeNull()
  expect(() => db.prepare('DELETE FROM tasks WHERE id = 1').run()).toThrow('FOREIGN KEY')
})

it('0030 makes room for reminders, and knows nothing of earlier ends', () => {
  migrateTo(db, 20)
  db.exec(`INSERT INTO hosts (id, provider, instance, pretend, action, offering, state, lease_ends_at_ms, lease_source,
    lease_confirmed_at_ms, labels_json, created_at_ms, updated_at_ms, sort_name, sort_os, search_text, held, lease_rank)
    VALUES ('a', 'Sandbox', 'sandbox', 1, 'machine', 'vm', 'ready', 5, 'provider', 1, '{}', 1, 1, '', '', '', 1, 5)`)
  expect(migrateTo(db, 30)).toEqual([30])
  migrateTo(db, NEWEST_FORMAT)
  const store = leaseStore(db, 1)
  expect(store.leased()).toMatchObject([{ hostId: 'a', endsAtMs: 5 }])
  expect(store.changes('a')).toEqual([])
  const tables = db.pragma('table_list') as { name: string; type: string; strict: 0 | 1 }[]
  expect(tables.filter((table) => table.name.startsWith('reminder')).map((table) => table.strict)).toEqual([
    1, 1, 1,
  ])
})

it('0050 knows no nick of earlier hosts, and counts from then on', () => {
  migrateTo(db, 40)
  db.exec(`INSERT INTO hosts (id, provider, instance, pretend, action, offering, state, labels_json, created_at_ms,
    updated_at_ms, sort_name, sort_os, search_text, held, lease_rank)
    VALUES ('a', 'Sandbox', 'sandbox', 1, 'machine', 'vm', 'ready', '{}', 1, 1, '', '', '', 1, 9007199254740991)`)
  expect(migrateTo(db, 50)).toEqual([50])
  expect(db.prepare('SELECT id, nick FROM hosts').all()).toEqual([{ id: 'a', nick: null }])
  const store = nickStore(db)
  expect(store.uses()).toEqual([])
  store.count('rhel9', 5)
  store.count('rhel9', 7)
  expect(store.uses()).toEqual([{ nick: 'rhel9', uses: 2, lastUsedAtMs: 7 }])
})

it('0060 knows of no earlier line what was ignored', () => {
  migrateTo(db, 50)
  db.exec(`
    INSERT INTO tasks (id, kind, title, state, created_at_ms) VALUES (1, 'checkout', 'x', 'succeeded', 10);
    INSERT INTO task_lines (task_id, line, title, state, status_json, steps_json, links_json)
      VALUES (1, 1, 'vm', 'succeeded', '{"state":"succeeded"}', '[]', '[]');
  `)
  expect(migrateTo(db, 60)).toEqual([60])
  expect(db.prepare('SELECT title, ignored_json FROM task_lines').all()).toEqual([
    { title: 'vm', ignored_json: null },
  ])
})

it('0040 adds the history of reports, finds the hosts of a task, and changes nothing else', () => {
  migrateTo(db, 30)
  db.exec(`
    INSERT INTO tasks (id, kind, title, state, created_at_ms) VALUES (1, 'checkout', 'x', 'succeeded', 10);
    INSERT INTO hosts (id, provider, instance, pretend, action, offering, state, labels_json, task_id, created_at_ms,
      updated_at_ms, sort_name, sort_os, search_text, held, lease_rank)
      VALUES ('a', 'Sandbox', 's', 1, 'machine', 'vm', 'ready', '{}', 1, 20, 21, 'a', 'b', 'c', 1, 9007199254740991);
    INSERT INTO host_events (host_seq, at_ms, kind, text, task_id) VALUES (1, 20, 'requested', 'x', 1);
  `)
  const hosts = (): unknown[] => db.prepare('SELECT * FROM hosts').all()
  const before = hosts()
  expect(migrateTo(db, 40)).toEqual([40])
  expect(hosts()).toEqual(before)
  const reports = reportStore(db)
  expect(reports.hostIdsOf(1)).toEqual(['a'])
  const report = { title: 't', format: 'full', bytes: 3, writtenAtMs: 4, automatic: true } as const
  const about = { kind: 'task', taskId: 1 } as const
  const first = reports.add({ ...report, about, path: '/a.json' })
  expect(reports.hasAutomatic(1)).toBe(true)
  expect(reports.hasAutomatic(2)).toBe(false)
  expect(reports.get(first)).toEqual({ ...report, id: first, about, taskId: 1, path: '/a.json' })
  const second = reports.add({ ...report, about: { kind: 'inventory' }, path: '/a.json' })
  expect(reports.list(9)).toEqual([{ ...report, id: second, about: 'inventory', path: '/a.json' }])
  expect(reports.get(first)).toBeUndefined()
})

it('undoes a step that leaves a row without what it refers to', () => {
  const list = [
    step(
      10,
      'CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT; CREATE TABLE b (a INTEGER REFERENCES a (id)) STRICT',
    ),
    step(20, 'INSERT INTO b VALUES (1)'),
  ]
  migrateTo(db, 10, { migrations: list })
  expect(() => migrateTo(db, 20, { migrations: list })).toThrow('without what they refer to, in b')
  expect(formatOf(db)).toBe(10)
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
})

it('makes only what is missing, each step once', () => {
  const list = [
    step(10, 'CREATE TABLE a (n INTEGER) STRICT'),
    step(20, 'INSERT INTO a VALUES (1)'),
    step(30, 'INSERT INTO a VALUES (2)'),
  ]
  const backUps: number[] = []
  const backUp = (format: number): void => void backUps.push(format)
  expect(migrateTo(db, 10, { migrations: list, backUp })).toEqual([10])
  expect(backUps).toEqual([])
  expect(migrateTo(db, 30, { migrations: list, backUp })).toEqual([20, 30])
  expect(backUps).toEqual([10])
  expect(migrateTo(db, 30, { migrations: list, backUp })).toEqual([])
  expect(db.prepare('SELECT n FROM a').pluck().all()).toEqual([1, 2])
  expect(formatOf(db)).toBe(30)
})

it('looks again under the lock, when another process was faster', () => {
  const folder = mkdtempSync(join(tmpdir(), 'broker-inventory-'))
  const file = join(folder, 'inventory.db')
  const list = [step(10, 'CREATE TABLE a (n INTEGER) STRICT'), step(20, 'INSERT INTO a VALUES (1)')]
  const slow = connect({ file, busyTimeoutMs: 0 })
  const fast = connect({ file, busyTimeoutMs: 0 })
  migrateTo(slow, 10, { migrations: list })
  const pragma = slow.pragma.bind(slow)
  let overtaken = false
  slow.pragma = (source, options) => {
    const answer = pragma(source, options)
    if (!overtaken) {
      overtaken = true
      expect(migrateTo(fast, 20, { migrations: list })).toEqual([20])
    }
    return answer
  }
  expect(migrateTo(slow, 20, { migrations: list })).toEqual([])
  expect(fast.prepare('SELECT n FROM a').pluck().all()).toEqual([1])
  slow.close()
  fast.close()
  rmSync(folder, { recursive: true })
})

it('refuses a list that does not go up, and a file from the future', () => {
  const list = [step(20, ''), step(20, '')]
  expect(() => migrateTo(db, 20, { migrations: list })).toThrow('must come after 20')
  db.pragma('user_version = 99')
  expect(() => migrateTo(db, 20, { migrations: [step(20, '')] })).toThrow(NewerFormatError)
  expect(migrations.at(-1)?.version).toBe(NEWEST_FORMAT)
})

it('keeps the newest five copies, with everything that is committed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'broker-inventory-'))
  const file = join(folder, 'inventory.db')
  const live = connect({ file, busyTimeoutMs: 0 })
  live.exec("CREATE TABLE hosts (state TEXT) STRICT; INSERT INTO hosts VALUES ('ready'), ('released')")
  const at = Date.UTC(2026, 0, 2, 3, 4, 5, 6)
  for (let n = 0; n < 7; n += 1) {
    live.prepare("INSERT INTO hosts VALUES ('making')").run()
    live.exec('BEGIN IMMEDIATE')
    takeBackup(file, 10 + n, at + n)
    live.exec('COMMIT')
  }
  expect(backupsOf(file).map((backup) => backup.format)).toEqual([16, 15, 14, 13, 12])
  expect(backupsOf(file)[0]).toMatchObject({ takenAtMs: at + 6 })
  expect(backupsOf(file).map((backup) => hostsInBackup(backup))).toEqual([8, 7, 6, 5, 4])
  expect(readdirSync(join(folder, 'backups'))).toHaveLength(5)
  const copy = new Database(backupsOf(file)[0]?.path, { readonly: true })
  expect(copy.pragma('quick_check', { simple: true })).toBe('ok')
  copy.close()
  live.close()
  rmSync(folder, { recursive: true })
})

it('writes times into names and reads them back', () => {
  const at = Date.UTC(2026, 0, 2, 3, 4, 5, 6)
  expect(utcStamp(at)).toBe('20260102T030405Z')
  expect(stampMs(utcStamp(at, true))).toBe(at)
  expect(stampMs('20260102T030405Z')).toBeUndefined()
})
