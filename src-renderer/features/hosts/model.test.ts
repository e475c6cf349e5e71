import { describe, expect, test } from 'vitest'
import type { HostSummary } from '@shared/domain/host'
import type { Task } from '@shared/domain/task'
import { argumentRows } from '@renderer/features/hosts/argument-rows'
import { canCheckIn, checkinQuestion, needsQuestion } from '@renderer/features/hosts/checkin-words'
import { hostsFilters, menuOf } from '@renderer/features/hosts/host-filters'
import { shortNames } from '@renderer/features/hosts/short-names'
import { shortOs } from '@renderer/features/hosts/short-os'
import {
  ALL_HOSTS,
  COLUMNS_FOR,
  filterOf,
  hostSort,
  isFiltered,
  roomFor,
  statusText,
  tableSort,
} from '@renderer/features/hosts/view'
import { waitingCheckins } from '@renderer/features/hosts/waiting-checkins'

const NOW = new Date(2026, 10, 12, 14, 0).getTime()

function host(patch: Partial<HostSummary> = {}): HostSummary {
  return {
    id: 'h1',
    hostname: 'rhel-9-4-kx3.lab.example.com',
    provider: 'Container',
    instance: 'podman',
    pretend: false,
    action: 'container_host',
    offering: 'ubi9',
    state: 'ready',
    tags: [],
    createdAtMs: NOW,
    updatedAtMs: NOW,
    ...patch,
  }
}

describe('checking in', () => {
  test('is asked about for many hosts, and when nothing would be left', () => {
    expect(needsQuestion(5, 26)).toBe(false)
    expect(needsQuestion(6, 26)).toBe(true)
    expect(needsQuestion(3, 3)).toBe(true)
    expect(needsQuestion(1, 1)).toBe(false)
  })

  test('is for hosts that are there, or may be', () => {
    expect(canCheckIn({ state: 'ready' })).toBe(true)
    expect(canCheckIn({ state: 'left_behind' })).toBe(true)
    expect(canCheckIn({ state: 'making' })).toBe(false)
    expect(canCheckIn({ state: 'checking_in' })).toBe(false)
  })

  test('names two hosts and where they are', () => {
    const hosts = ['a', 'b', 'c'].map((name) => host({ id: name, hostname: `${name}.example.com` }))
    expect(checkinQuestion(hosts, 0)).toEqual({
      title: 'Check in 3 hosts?',
      text: 'a, b and 1 more are removed at Container podman.',
      confirmLabel: 'Check in 3 hosts',
    })
  })

  test('says what of the selection stays', () => {
    expect(checkinQuestion([host()], 2).text).toBe(
      'rhel-9-4-kx3 is removed at Container podman. 2 selected hosts stay: being made or checked in already.',
    )
  })
})

test('shortOs keeps the version in sight', () => {
  expect(shortOs('Red Hat Enterprise Linux 9.4 (Plow)')).toBe('RHEL 9.4')
  expect(shortOs('Fedora Linux 41 (Container Image)')).toBe('Fedora 41')
  expect(shortOs('CentOS Stream 9')).toBe('CentOS Stream 9')
  expect(shortOs('Alpine Linux v3.20')).toBe('Alpine Linux v3.20')
})

test('shortNames leaves domains where they tell hosts apart, and addresses whole', () => {
  expect(shortNames(['a.east.net', 'b.west.net'])).toEqual(['a', 'b'])
  expect(shortNames(['a.east.net', 'a.west.net'])).toEqual(['a.east.net', 'a.west.net'])
  expect(shortNames(['10.0.0.7', 'localhost:2201'])).toEqual(['10.0.0.7', 'localhost:2201'])
  expect(shortNames(['jdoe-rhel-9.4-3g9f'])).toEqual(['jdoe-rhel-9.4-3g9f'])
})

describe('the view', () => {
  test('becomes a filter without what is not said', () => {
    expect(filterOf(ALL_HOSTS)).toEqual({})
    expect(
      filterOf({ ...ALL_HOSTS, search: ' sat ', instances: ['prod', 'lab'], leases: ['ended'] }),
    ).toEqual({
      search: 'sat',
      instances: ['lab', 'prod'],
      lease: 'ended',
    })
    expect(filterOf({ ...ALL_HOSTS, filter: '@inv.nam', kept: ' @inv.name ' }), 'what can be used').toEqual({
      filter: '@inv.name',
    })
    expect(isFiltered(filterOf(ALL_HOSTS))).toBe(false)
    expect(isFiltered({ search: 'x' })).toBe(true)
  })

  test('sorts as the table does, and back', () => {
    expect(hostSort({ columnId: 'os', direction: 'descending' })).toEqual({ by: 'os', descending: true })
    expect(tableSort({ by: 'lease', descending: false })).toEqual({
      columnId: 'lease',
      direction: 'ascending',
    })
    expect(hostSort({ columnId: 'tags', direction: 'ascending' }).by).toBe('lease')
  })

  test('keeps host and lease in the least room', () => {
    expect(COLUMNS_FOR[roomFor(1224)]).toHaveLength(7)
    expect(COLUMNS_FOR[roomFor(1144)]).not.toContain('tags')
    expect(COLUMNS_FOR[roomFor(744)]).toEqual(['name', 'provider', 'lease'])
    expect(COLUMNS_FOR[roomFor(808)]).toEqual(['name', 'provider', 'os', 'lease'])
    expect(COLUMNS_FOR[roomFor(408)]).toEqual(['name', 'lease'])
  })

  test('sums up in one line', () => {
    const facets = { total: 26, beingMade: 3, leftBehind: 1 }
    expect(statusText(facets, { filtered: false, total: 26 }, 0)).toBe(
      '26 hosts, 3 being made, 1 left behind',
    )
    expect(statusText({ ...facets, beingMade: 0, leftBehind: 0 }, { filtered: true, total: 20 }, 3)).toBe(
      '20 of 26 hosts shown, 3 selected',
    )
    expect(statusText({ total: 0, beingMade: 0, leftBehind: 0 }, { filtered: false, total: 0 }, 0)).toBe(
      'No hosts',
    )
  })
})

describe('the filters', () => {
  const facets = {
    total: 3,
    beingMade: 0,
    leftBehind: 0,
    providers: [{ provider: 'Container' as const, count: 3 }],
    instances: [{ instance: 'podman', count: 3 }],
    actions: [],
  }

  test('offer what is held, and keep what is chosen though nothing of it is held any more', () => {
    const [provider, instance] = hostsFilters({ ...ALL_HOSTS, instances: ['gone'] }, facets, () => undefined)
    expect(provider?.options).toEqual([{ value: 'Container', label: 'Container', count: 3 }])
    expect(instance?.options.map(({ value, count }) => [value, count])).toEqual([
      ['podman', 3],
      ['gone', 0],
    ])
  })

  test('tell only what changed', () => {
    const changes: unknown[] = []
    for (const filter of hostsFilters(ALL_HOSTS, facets, (change) => changes.push(change))) {
      filter.change(filter.options.slice(0, 1).map(({ value }) => value))
    }
    expect(changes).toEqual([
      { providers: ['Container'] },
      { instances: ['podman'] },
      { leases: ['ends_today'] },
      { actions: [] },
    ])
  })

  test('stand in one menu by their titles', () => {
    const entries = menuOf(hostsFilters(ALL_HOSTS, facets, () => undefined).slice(0, 1))
    expect(entries.map((entry) => ('label' in entry ? entry.label : ''))).toEqual(['Provider', 'Container'])
  })
})

describe('waitingCheckins', () => {
  function task(id: number, lines: Task['lines']): Task {
    return {
      id,
      kind: 'checkin',
      title: 'Check in',
      state: 'waiting',
      lines,
      request: { kind: 'checkin', hostIds: [] },
      cancelRequested: false,
      createdAtMs: NOW,
    }
  }
  const line = (n: number, status: Task['lines'][number]['status']): Task['lines'][number] => ({
    line: n,
    hostId: `h${n}`,
    title: `host-${n}.example.com`,
    status,
    steps: [],
    links: [],
  })

  test('counts the lines that can still be undone, oldest check in first', () => {
    const waiting = { state: 'waiting' as const, untilMs: NOW + 7000 }
    const found = waitingCheckins([
      task(9, [line(0, waiting)]),
      task(7, [line(1, waiting), line(2, { state: 'cancelled', reason: 'Undone' }), line(3, waiting)]),
      task(8, [line(4, { state: 'running' })]),
    ])
    expect(found.map(({ taskId, title, names }) => [taskId, title, names])).toEqual([
      [7, 'Checking in 2 hosts', 'host-1 and host-3'],
      [9, 'Checking in 1 host', 'host-0'],
    ])
    expect(found[0]).toMatchObject({ untilMs: NOW + 7000, hostIds: ['h1', 'h3'] })
  })
})

test('argumentRows shows values as they are, and says which are secrets', () => {
  expect(argumentRows({ name: 'x', ports: { '22': 2201 }, key: '••••••••' })).toEqual([
    { name: 'name', text: 'x', secret: false },
    { name: 'ports', text: '{"22":2201}', secret: false },
    { name: 'key', text: '••••••••', secret: true },
  ])
})
