import type { HostFilter, HostSort } from '@shared/domain/host'
import { tempInventory, type TempInventory } from '@main/testing/temp-inventory'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connect } from './database'
import { hostStore } from './hosts-store'
import { NOW, put } from './testing/samples'

const HOUR = 3_600_000
let temp: TempInventory

beforeEach(() => {
  temp = tempInventory()
})
afterEach(() => {
  temp.dispose()
})

function page(filter: HostFilter, by: HostSort['by'] = 'lease', descending = false, offset = 0, limit = 100) {
  return temp.inventory.hosts.page({ filter, sort: { by, descending }, offset, limit, nowMs: NOW })
}
function ids(filter: HostFilter, by: HostSort['by'] = 'lease', descending = false): readonly string[] {
  return page(filter, by, descending).rows.map((row) => row.id)
}
const ends = (ms: number) => ({ endsAtMs: NOW + ms, source: 'provider' as const, confirmedAtMs: NOW })

describe('the order', () => {
  it('by lease puts what is being made first, then what is left behind, then ends, then no end', () => {
    put(temp.inventory, 'no-end')
    put(temp.inventory, 'later', {}, { state: 'ready', lease: ends(5 * HOUR) })
    put(temp.inventory, 'ended', {}, { state: 'releasing', lease: ends(-HOUR) })
    put(temp.inventory, 'left', {}, { state: 'left_behind', lease: ends(-2 * HOUR) })
    put(temp.inventory, 'making', {}, { state: 'making', lease: ends(HOUR) })
    put(temp.inventory, 'asked', {}, {})
    put(temp.inventory, 'gone', {}, { state: 'released' })
    put(temp.inventory, 'never', {}, { state: 'discarded' })
    const expected = ['making', 'asked', 'left', 'ended', 'later', 'no-end']
    expect(ids({})).toEqual(expected)
    expect(ids({}, 'lease', true)).toEqual(expected.toReversed())
  })

  it('by name and OS is as people read, unknown ones last', () => {
    put(temp.inventory, 'a', {}, { state: 'ready', hostname: 'Host-10', os: 'RHEL 9.10' })
    put(temp.inventory, 'b', {}, { state: 'ready', name: 'host-2', os: 'rhel 9.9' })
    put(temp.inventory, 'c', { offering: 'alma' }, { state: 'ready' })
    expect(ids({}, 'name')).toEqual(['c', 'b', 'a'])
    expect(ids({}, 'os')).toEqual(['b', 'a', 'c'])
    temp.inventory.hosts.change('a', ['ready'], { hostname: 'aaa', os: null }, undefined, NOW)
    expect(ids({}, 'name')).toEqual(['a', 'c', 'b'])
    expect(ids({}, 'os')).toEqual(['b', 'a', 'c'])
  })

  it('by provider, action and age; equal ones stay as they were asked for', () => {
    put(temp.inventory, 'a', { instance: 'z', offering: 'y', action: 'a' }, { state: 'ready' }, NOW)
    put(temp.inventory, 'b', { instance: 'a', offering: 'x', action: 'b' }, { state: 'ready' }, NOW + 1)
    put(
      temp.inventory,
      'c',
      { provider: 'Beaker', instance: 'z', offering: 'x', action: 'a' },
      { state: 'ready' },
      NOW + 2,
    )
    put(temp.inventory, 'd', { instance: 'z', offering: 'y', action: 'a' }, { state: 'ready' }, NOW + 2)
    expect(ids({}, 'provider')).toEqual(['c', 'b', 'a', 'd'])
    expect(ids({}, 'action')).toEqual(['c', 'b', 'a', 'd'])
    expect(ids({}, 'age')).toEqual(['d', 'c', 'b', 'a'])
    expect(ids({}, 'age', true)).toEqual(['a', 'b', 'c', 'd'])
  })
})

describe('pages', () => {
  it('tile the list without gap or overlap, from either end', () => {
    for (let n = 0; n < 23; n += 1) put(temp.inventory, `h${n}`, {}, { state: 'ready', name: `n${n % 5}` })
    const whole = ids({}, 'name')
    expect(whole).toHaveLength(23)
    const tiles = [0, 5, 10, 15, 20].flatMap((offset) =>
      page({}, 'name', false, offset, 5).rows.map((row) => row.id),
    )
    expect(tiles).toEqual(whole)
    expect(
      temp.inventory.hosts.ids({ filter: {}, sort: { by: 'name', descending: false }, nowMs: NOW }),
    ).toEqual(whole)
    expect(page({}, 'name', false, 23, 5)).toEqual({ total: 23, held: 23, rows: [] })
  })
})

describe('filters', () => {
  beforeEach(() => {
    put(
      temp.inventory,
      'a',
      { labels: { 'bz-repro': '', team: 'Blue' } },
      { state: 'ready', hostname: 'kx3.lab.example.com', lease: ends(HOUR) },
    )
    put(
      temp.inventory,
      'b',
      { provider: 'Beaker', instance: 'hub', action: 'job_xml', offering: 'r640 50%_"q"' },
      { state: 'ready', lease: ends(-HOUR) },
    )
    put(
      temp.inventory,
      'c',
      { provider: 'Sandbox', instance: 'sandbox', pretend: true, action: 'machine' },
      { state: 'ready', lease: ends(48 * HOUR) },
    )
    put(temp.inventory, 'd', { instance: 'other' }, { state: 'making' })
    put(
      temp.inventory,
      'gone',
      { provider: 'Foreman', instance: 'lab' },
      { state: 'released', hostname: 'kx3.lab.example.com' },
    )
  })

  it.each<[string, HostFilter, readonly string[]]>([
    ['nothing', {}, ['d', 'b', 'a', 'c']],
    ['empty lists say nothing', { providers: [], instances: [] }, ['d', 'b', 'a', 'c']],
    ['providers', { providers: ['Beaker', 'Sandbox'] }, ['b', 'c']],
    ['instances', { instances: ['podman-local'] }, ['a']],
    ['actions', { actions: ['container_host'] }, ['d', 'a']],
    [
      'all together',
      { providers: ['Container'], instances: ['podman-local'], actions: ['container_host'] },
      ['a'],
    ],
    ['with an end', { lease: 'with_end' }, ['b', 'a', 'c']],
    ['without', { lease: 'no_end' }, ['d']],
    ['ended', { lease: 'ended' }, ['b']],
    ['ends today', { lease: 'ends_today' }, ['a']],
    ['ends and provider', { lease: 'with_end', providers: ['Sandbox'] }, ['c']],
    ['search: part of a hostname, any case', { search: 'LAB.Exam' }, ['a']],
    ['search: short', { search: 'x3' }, ['a']],
    ['search: every word', { search: ' lab  podman ' }, ['a']],
    ['search: short and long', { search: '-r blue' }, ['a']],
    ['search: tag', { search: 'team=blue' }, ['a']],
    ['search: instance', { search: 'hub' }, ['b']],
    ['search: offering', { search: 'ubi9' }, ['d', 'a', 'c']],
    ['search: signs are taken as they are', { search: '50%_"q"' }, ['b']],
    ['search: a quote alone', { search: '%_"q' }, ['b']],
    ['search: no pattern', { search: '5%q' }, []],
    ['search: only blanks', { search: '   ' }, ['d', 'b', 'a', 'c']],
    ['search and filter', { search: 'ubi9', lease: 'with_end' }, ['a', 'c']],
  ])('%s', (_name, filter, expected) => {
    const found = page(filter)
    expect(found.rows.map((row) => row.id)).toEqual(expected)
    expect(found.total).toBe(expected.length)
    expect(found.held).toBe(4)
  })

  it('follow every change', () => {
    temp.inventory.hosts.change('a', ['ready'], { hostname: 'renamed', lease: null }, undefined, NOW)
    temp.inventory.hosts.change('b', ['ready'], { state: 'released' }, undefined, NOW)
    expect(ids({ search: 'kx3' })).toEqual([])
    expect(ids({ search: 'renamed' })).toEqual(['a'])
    expect(page({ lease: 'with_end' })).toMatchObject({ total: 1, held: 3 })
    expect(temp.inventory.hosts.facets()).toEqual({
      total: 3,
      beingMade: 1,
      leftBehind: 0,
      providers: [
        { provider: 'Container', count: 2 },
        { provider: 'Sandbox', count: 1 },
      ],
      instances: [
        { instance: 'other', count: 1 },
        { instance: 'podman-local', count: 1 },
        { instance: 'sandbox', count: 1 },
      ],
      actions: [
        { action: 'container_host', count: 2 },
        { action: 'machine', count: 1 },
      ],
    })
  })
})

it('searches many hosts as it searches few', () => {
  temp.inventory.transaction(() => {
    for (let n = 0; n < 1_200; n += 1)
      put(
        temp.inventory,
        `h${n}`,
        { instance: n % 2 === 0 ? 'even' : 'odd' },
        { state: 'ready', name: `machine-${n}` },
      )
  })
  for (const search of ['machine', 'ma', 'ubi9', 'machine ubi9', 'machine 1']) {
    const all = Array.from({ length: 1_200 }, (_, n) => n).filter(
      (n) => search !== 'machine 1' || String(n).includes('1'),
    )
    const found = page({ search }, 'name', false, 0, 500)
    expect(found.total).toBe(all.length)
    expect(found.rows[0]?.name).toBe(`machine-${all[0]}`)
    expect(page({ search }, 'name').total).toBe(all.length)
    expect(page({ search, instances: ['odd'] }, 'name').total).toBe(all.filter((n) => n % 2 === 1).length)
  }
  const total = (search: string): number => page({ search }, 'name').total
  const withOne = total('machine 1')
  for (const search of ['machine', 'ubi9']) {
    expect(total(search)).toBe(1_200)
    temp.inventory.hosts.change('h7', ['ready'], { state: 'released' }, undefined, NOW)
    expect(total(search)).toBe(1_199)
    temp.inventory.hosts.change('h7', ['released'], { state: 'ready' }, undefined, NOW)
  }
  temp.inventory.hosts.change('h1', ['ready'], { state: 'released' }, undefined, NOW)
  expect(total('machine 1')).toBe(withOne - 1)
  expect(total('machine')).toBe(1_199)
  const other = new Database(temp.file)
  other.exec("UPDATE hosts SET state = 'discarded', held = 0, lease_rank = 9007199254740991 WHERE id = 'h9'")
  other.close()
  expect(total('machine')).toBe(1_198)
})

it('counts and reads a page at one moment, whatever another process writes meanwhile', () => {
  for (let n = 0; n < 3; n += 1) put(temp.inventory, `h${n}`, {}, { state: 'ready', name: `machine-${n}` })
  const mine = connect({ file: temp.file, busyTimeoutMs: 0 })
  const prepare = mine.prepare.bind(mine)
  let overtaken = false
  mine.prepare = (sql: string) => {
    // Just before the rows are read, after they were counted.
    if (sql.includes('json_each') && !overtaken) {
      overtaken = true
      temp.inventory.hosts.change('h1', ['ready'], { state: 'released' }, undefined, NOW)
    }
    return prepare(sql)
  }
  const query = { filter: { search: 'machine' }, sort: { by: 'name', descending: false }, offset: 0 } as const
  const first = hostStore(mine).page({ ...query, limit: 9, nowMs: NOW })
  expect(overtaken).toBe(true)
  expect(first).toMatchObject({
    total: 3,
    held: 3,
    rows: [{ state: 'ready' }, { state: 'ready' }, { state: 'ready' }],
  })
  expect(hostStore(mine).page({ ...query, limit: 9, nowMs: NOW })).toMatchObject({ total: 2, held: 2 })
  mine.close()
})

it('tells how far a host that is being made is', () => {
  const task = put(temp.inventory, 'a', {}, { state: 'making' })
  expect(page({}).rows[0]?.step).toBeUndefined()
  const steps = [
    { name: 'Pull', startedAtMs: 1, endedAtMs: 2 },
    { name: 'Create', startedAtMs: 2 },
    { name: 'Start' },
  ]
  temp.inventory.tasks.changeLine(task.id, 1, { steps }, NOW)
  expect(page({}).rows[0]?.step).toEqual({ index: 1, count: 3, name: 'Create' })
  temp.inventory.hosts.change('a', ['making'], { state: 'ready' }, undefined, NOW)
  expect(page({}).rows[0]?.step).toBeUndefined()
})
