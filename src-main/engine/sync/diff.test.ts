import { describe, expect, test } from 'vitest'
import type { SyncScope } from '@shared/domain/sync'
import type { HostRecord } from '@main/ports/inventory'
import type { InventoryListing, ListedHost } from '@main/providers/contract'
import { patchOf } from '@main/engine/sync/changes'
import { diffHosts } from '@main/engine/sync/diff'
import type { SyncDiff } from '@main/engine/sync/diff'

const END = Date.UTC(2030, 0, 1)
const MINE: SyncScope = { kind: 'mine' }

function host(id: string, over: Partial<HostRecord> = {}): HostRecord {
  return {
    id,
    provider: 'AnsibleTower',
    instance: 'prod',
    pretend: false,
    action: 'workflow',
    offering: 'deploy-vm',
    arguments: {},
    labels: {},
    state: 'ready',
    ref: { id: `ref-${id}` },
    name: id,
    hostname: `${id}.example.com`,
    os: 'RHEL 9.4',
    lease: { endsAtMs: END, source: 'provider', confirmedAtMs: 1 },
    facts: [{ label: 'Size', value: '4 CPU' }],
    links: [],
    taskId: 7,
    createdAtMs: 1,
    updatedAtMs: 1,
    ...over,
  }
}

function listed(id: string, over: Partial<ListedHost> = {}): ListedHost {
  return {
    ref: { id: `ref-${id}` },
    name: id,
    hostname: `${id}.example.com`,
    os: 'RHEL 9.4',
    lease: { endsAtMs: END, source: 'provider', confirmedAtMs: 2 },
    facts: [{ label: 'Size', value: '4 CPU' }],
    links: [],
    action: 'workflow',
    offering: 'deploy-vm',
    arguments: {},
    ...over,
  }
}

function diff(
  hosts: readonly HostRecord[],
  listing: readonly ListedHost[],
  more: {
    readonly scope?: SyncScope
    readonly added?: Readonly<Record<string, SyncScope>>
    readonly incomplete?: string
  } = {},
): SyncDiff {
  const answer: InventoryListing = {
    hosts: listing,
    account: 'maya',
    warnings: [],
    ...(more.incomplete === undefined ? {} : { incomplete: more.incomplete }),
  }
  return diffHosts({
    listing: answer,
    scope: more.scope ?? MINE,
    hosts,
    addedBySync: new Map(Object.entries(more.added ?? {})),
  })
}

const kinds = ({ rows }: SyncDiff): readonly string[] => rows.map(({ row }) => `${row.kind} ${row.title}`)

describe('matching', () => {
  test('tells new, changed, gone and same apart, in this order', () => {
    const found = diff(
      [host('same'), host('gone'), host('changed')],
      [listed('same'), listed('new'), listed('changed', { os: 'RHEL 9.5' })],
    )
    expect(kinds(found)).toEqual([
      'new new.example.com',
      'changed changed.example.com',
      'gone gone.example.com',
      'same same.example.com',
    ])
    expect(new Set(found.rows.map(({ row }) => row.key)).size).toBe(4)
  })

  test('goes by our own id first, then by the reference, then by the names', () => {
    const byName = host('named')
    const { ref: _ref, ...unclaimed } = byName
    const found = diff(
      [host('a', { hostname: 'x.example.com' }), host('b'), unclaimed],
      [
        listed('elsewhere', { hostId: 'a', ref: { id: 'ref-b' }, hostname: 'b.example.com', name: 'b' }),
        listed('b', { hostname: 'renamed.example.com', ref: { id: 'ref-b' } }),
        listed('named'),
      ],
    )
    expect(found.rows.map(({ row }) => [row.kind, row.hostId])).toEqual([
      ['changed', 'a'],
      ['changed', 'b'],
      ['same', 'named'],
    ])
  })

  test('a name that is used twice takes one host once', () => {
    const found = diff(
      [host('a', { ref: {} })],
      [listed('a', { ref: { id: '1' } }), listed('a', { ref: { id: '2' } })],
    )
    expect(found.rows.map(({ row }) => row.kind)).toEqual(['new', 'same'])
  })

  test('what is known by its name alone is found by it, and no other name takes it', () => {
    const { hostname: _hostname, ...named } = host('left', { ref: { id: '1' } })
    const found = diff([named], [listed('other', { ref: { id: '2' } }), listed('left', { ref: { id: '3' } })])
    expect(found.rows.map(({ row }) => [row.kind, row.hostId])).toEqual([
      ['new', undefined],
      ['changed', 'left'],
    ])
  })

  test('the order of what a reference is made of does not matter', () => {
    const found = diff(
      [host('a', { ref: { x: '1', y: '2' }, hostname: 'old.example.com' })],
      [listed('a', { ref: { y: '2', x: '1' } })],
    )
    expect(kinds(found)).toEqual(['changed old.example.com'])
  })

  test('a host without a hostname is not taken for another one without', () => {
    const { hostname: _a, ...nameless } = host('a', { ref: { id: '1' } })
    const { hostname: _b, ...other } = listed('b', { ref: { id: '2' } })
    expect(diff([nameless], [other]).rows.map(({ row }) => row.kind)).toEqual(['new', 'gone'])
  })
})

describe('differences', () => {
  test('are told one by one, the lease as moments', () => {
    const later = listed('a', {
      name: 'b',
      os: 'RHEL 9.5',
      lease: { endsAtMs: END + 3_600_000, source: 'provider', confirmedAtMs: 2 },
      facts: [
        { label: 'Size', value: '8 CPU' },
        { label: 'IP address', value: '10.0.0.1' },
      ],
    })
    expect(diff([host('a')], [later]).rows[0]?.row.changes).toEqual([
      { what: 'name', before: 'a', after: 'b' },
      { what: 'OS', before: 'RHEL 9.4', after: 'RHEL 9.5' },
      { what: 'lease', beforeMs: END, afterMs: END + 3_600_000 },
      { what: 'Size', before: '4 CPU', after: '8 CPU' },
      { what: 'IP address', after: '10.0.0.1' },
    ])
  })

  test('are none where the provider does not say', () => {
    const { os: _os, lease: _lease, hostname: _hostname, ...little } = listed('a', { facts: [] })
    const before = host('a', { facts: [{ label: 'Kept', value: 'yes' }] })
    expect(kinds(diff([before], [little]))).toEqual(['same a.example.com'])
    expect(patchOf(before, { ...little, facts: [{ label: 'New', value: '1' }] })).toEqual({
      ref: { id: 'ref-a' },
      name: 'a',
      facts: [
        { label: 'New', value: '1' },
        { label: 'Kept', value: 'yes' },
      ],
    })
  })

  test('join what is described as Broker does: new wins, level by level, and what is not said any more stays', () => {
    const before = host('a', {
      raw: { _attrs: { owner: 'maya' }, net: { ip: '10.0.0.1', mac: 'aa' }, up: true },
    })
    const found = listed('a', { raw: { net: { ip: '10.0.0.2' }, up: false } })
    const raw = { _attrs: { owner: 'maya' }, net: { ip: '10.0.0.2', mac: 'aa' }, up: false }
    expect(patchOf(before, found).raw).toEqual(raw)
    expect(patchOf(before, listed('a'))).not.toHaveProperty('raw')
  })

  test('keep what the inventory knows of the reference', () => {
    const before = host('a', { ref: { desktop_id: 'a', job: '7', inventory: '1' } })
    const found = listed('a', { ref: { host: '3', name: 'a', inventory: '2' } })
    const ref = { desktop_id: 'a', job: '7', host: '3', name: 'a', inventory: '2' }
    expect(patchOf(before, found).ref).toEqual(ref)
  })

  test('a new end that is not confirmed stays asked for while the old one is told', () => {
    const asked = {
      endsAtMs: END,
      source: 'provider',
      confirmedAtMs: 1,
      unconfirmed: { askedAtMs: 5 },
    } as const
    expect(patchOf(host('a', { lease: asked }), listed('a'))).not.toHaveProperty('lease')
    const told = { endsAtMs: END + 86_400_000, source: 'provider', confirmedAtMs: 2 } as const
    expect(patchOf(host('a', { lease: asked }), listed('a', { lease: told })).lease).toEqual(told)
  })
})

describe('what is not listed', () => {
  test('is gone only where this scope would show it', () => {
    const hosts = [host('made-here'), host('mine'), host('pauls'), host('all')]
    const added: Record<string, SyncScope> = {
      mine: MINE,
      pauls: { kind: 'user', name: 'paul' },
      all: { kind: 'everybody' },
    }
    const gone = (scope: SyncScope): readonly string[] =>
      diff(hosts, [listed('other')], { scope, added }).rows.flatMap(({ row }) =>
        row.kind === 'gone' ? [row.key] : [],
      )
    expect(gone(MINE)).toEqual(['made-here', 'mine'])
    expect(gone({ kind: 'user', name: 'paul' })).toEqual(['pauls'])
    expect(gone({ kind: 'user', name: 'mia' })).toEqual([])
    expect(gone({ kind: 'everybody' })).toEqual(['made-here', 'mine', 'pauls', 'all'])
  })

  test('is doubtful when nothing at all is listed, and when the provider says so', () => {
    expect(diff([host('a'), host('b')], []).incomplete).toContain('2 hosts')
    expect(diff([], []).incomplete).toBeUndefined()
    expect(diff([host('a')], [listed('b')]).incomplete).toBeUndefined()
    expect(diff([host('a')], [listed('a')], { incomplete: 'One inventory failed.' }).incomplete).toBe(
      'One inventory failed.',
    )
  })
})

test.each([
  ['left_behind', 'Left by task 7, decide there', 'gone'],
  ['requested', 'Being made by task 7', 'same'],
  ['making', 'Being made by task 7', 'same'],
  ['checking_in', 'Being checked in by task 7', 'same'],
  ['releasing', 'Being checked in by task 7', 'same'],
] as const)('a host that is %s is held, listed or not', (state, held, missing) => {
  const row = { held, taskId: 7, state, hostId: 'a' }
  expect(diff([host('a', { state })], []).rows[0]?.row).toMatchObject({ ...row, kind: missing })
  expect(diff([host('a', { state })], [listed('a')]).rows[0]?.row).toMatchObject({ ...row, kind: 'same' })
})

test('thousands are compared with thousands at once', () => {
  const many = Array.from({ length: 5_000 }, (_, index) => `h${index}`)
  const found = diff(
    many.map((id) => host(id)),
    many.map((id) => listed(id)),
  )
  expect(found.rows).toHaveLength(5_000)
  expect(found.rows.every(({ row }) => row.kind === 'same')).toBe(true)
})
