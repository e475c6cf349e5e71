import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BrokerError } from '@shared/domain/error'
import type { HostCount, HostFilter } from '@shared/domain/host'
import { HOST_WORDS } from '@shared/domain/filter/host-words'
import type { HostPatch, NewHost } from '@main/ports/inventory'
import { tempInventory, type TempInventory } from '@main/testing/temp-inventory'
import { NOW, put } from './testing/samples'

const HOUR = 3_600_000
const READY = { state: 'ready' } as const
let temp: TempInventory

beforeEach(() => {
  temp = tempInventory()
})
afterEach(() => {
  temp.dispose()
})

function add(id: string, over: Partial<NewHost> = {}, patch: HostPatch = {}, nowMs = NOW): void {
  put(temp.inventory, id, over, { ...READY, ...patch }, nowMs)
}
function ids(filter: HostFilter, nowMs = NOW, descending = false): readonly string[] {
  return temp.inventory.hosts.ids({ filter, sort: { by: 'name', descending }, nowMs })
}
function kept(filter: string, nowMs = NOW): readonly string[] {
  return ids({ filter }, nowMs)
}
function count(...filters: readonly HostFilter[]): readonly HostCount[] {
  return temp.inventory.hosts.count(filters, NOW)
}

describe('a filter over the inventory', () => {
  it("reads Broker's fields and ours", () => {
    add(
      'tower',
      {
        provider: 'AnsibleTower',
        instance: 'prod',
        action: 'workflow',
        offering: 'deploy-rhel',
        arguments: { v: '9.4', password: { $secret: 'argument/1' } },
        labels: { team: 'platform' },
      },
      {
        name: 'rhel-a',
        hostname: 'rhel-a.example.com',
        os: 'RHEL 9.4',
        lease: { endsAtMs: NOW + 90 * 60_000, source: 'provider', confirmedAtMs: NOW },
        ref: { job_id: '48' },
        facts: [{ label: 'IP address', value: '10.1.2.3' }],
        raw: {
          tower_inventory: 'lab',
          host_type: 'vm',
          _broker_facts: { shutdown_time: 12, rack: { row: 'b' } },
        },
        checkedOutAtMs: NOW,
      },
    )
    add('plain', {}, { name: 'plain' })
    const fields: Readonly<Record<string, string>> = {
      hostname: '@inv.hostname.endswith("example.com")',
      name: '@inv.name == "rhel-a"',
      type: '@inv.type == "vm"',
      _broker_provider: '@inv._broker_provider == "AnsibleTower"',
      _broker_provider_instance: '@inv._broker_provider_instance == "prod"',
      _broker_args: '@inv._broker_args.v == "9.4" and @inv._broker_args.workflow == "deploy-rhel"',
      _broker_facts: '@inv._broker_facts.rack.row == "b"',
      os_distribution: '@inv.os_distribution == "RHEL"',
      os_distribution_version: '@inv.os_distribution_version >= "9"',
      ip: '@inv.ip == "10.1.2.3"',
      tower_inventory: '@inv.tower_inventory == "lab"',
      job_id: '@inv.job_id == 48',
      id: '@inv.id == "tower"',
      provider: '@inv.provider == "AnsibleTower"',
      instance: '@inv.instance == "prod"',
      action: '@inv.action == "workflow"',
      offering: '@inv.offering == "deploy-rhel"',
      nick: '@inv.nick is None and @inv.name == "rhel-a"',
      os: '@inv.os == "RHEL 9.4"',
      state: '@inv.state == "ready" and @inv.os',
      pretend: 'not @inv.pretend and @inv.os',
      problem: 'not @inv.problem and @inv.os',
      tags: '"team=platform" in @inv.tags',
      labels: '@inv.labels.team == "platform"',
      facts: '@inv.facts["IP address"].startswith("10.")',
      lease: '@inv.lease',
      'lease.ends': '@inv.lease.ends < "2026-01-03"',
      'lease.minutes_left': '@inv.lease.minutes_left == 90',
      'lease.source': '@inv.lease.source == "provider"',
      created: '@inv.created.startswith("2026-01-02T03:04:05") and @inv.os',
      checked_out: '@inv.checked_out',
      task: '@inv.task == 1',
      raw: '@inv.raw.host_type == "vm"',
    }
    expect(Object.keys(fields)).toEqual(HOST_WORDS.fields)
    for (const [field, filter] of Object.entries(fields))
      expect([field, kept(filter)]).toEqual([field, ['tower']])
    expect(kept('@inv.shutdown_time == 12'), 'what a workflow told stands beside the fields').toEqual([
      'tower',
    ])
  })

  it('never shows a secret argument', () => {
    add('a', { arguments: { password: { $secret: 'argument/1' } } })
    expect(kept('@inv._broker_args.password.upper()')).toEqual([])
    expect(count({ filter: '@inv._broker_args.passwort' })).toMatchObject([
      { problem: { suggestions: ['password'] } },
    ])
  })

  it('counts places in the order in which hosts were asked for, whatever the table is sorted by', () => {
    add('z', {}, { name: 'z' }, NOW)
    add('m', {}, { name: 'm' }, NOW + 1)
    add('a', {}, { name: 'a' }, NOW + 2)
    expect(kept('@inv[0]')).toEqual(['z'])
    expect(kept('@inv[1:]')).toEqual(['a', 'm'])
    expect(ids({ filter: '@inv[1:]' }, NOW, true)).toEqual(['m', 'a'])
  })

  it('is narrowed by the search and the other conditions, and pages tile what is left', () => {
    for (let n = 0; n < 9; n += 1)
      add(`h${n}`, { instance: n % 2 === 0 ? 'one' : 'two' }, { name: `${n < 6 ? 'sat' : 'rhel'}-${n}` })
    add('gone', {}, { name: 'sat-gone', state: 'released' })
    const filter = { filter: '@inv.name.startswith("sat")' }
    expect(ids(filter)).toEqual(['h0', 'h1', 'h2', 'h3', 'h4', 'h5'])
    expect(ids({ ...filter, instances: ['one'] })).toEqual(['h0', 'h2', 'h4'])
    expect(ids({ ...filter, search: 'sat-3' })).toEqual(['h3'])
    expect(ids({ ...filter, lease: 'with_end' })).toEqual([])
    const pages = [0, 2, 4].map((offset) =>
      temp.inventory.hosts.page({
        filter,
        sort: { by: 'name', descending: false },
        offset,
        limit: 2,
        nowMs: NOW,
      }),
    )
    expect(pages.map((page) => page.total)).toEqual([6, 6, 6])
    expect(pages.flatMap((page) => page.rows.map((row) => row.id))).toEqual(ids(filter))
  })

  it('sees every change at once, and time where it asks for it', () => {
    add('a', {}, { name: 'a', lease: { endsAtMs: NOW + HOUR, source: 'provider', confirmedAtMs: NOW } })
    expect(kept('@inv.name == "b"')).toEqual([])
    temp.inventory.hosts.change('a', ['ready'], { name: 'b' }, undefined, NOW)
    expect(kept('@inv.name == "b"')).toEqual(['a'])
    expect(kept('@inv.lease.minutes_left < 60')).toEqual([])
    expect(kept('@inv.lease.minutes_left < 60', NOW + 60_000)).toEqual(['a'])
  })

  it('says what is wrong with its place, where it is counted, and refuses to list hosts', () => {
    add('a', {}, { name: 'a' })
    expect(
      count({}, { filter: '@inv.name == "a"' }, { filter: '@inv.nam == "a"' }, { filter: 'name' }),
    ).toEqual([
      { total: 1 },
      { total: 1 },
      { problem: expect.objectContaining({ from: 5, to: 8, suggestions: ['hostname', 'name'] }) as unknown },
      { problem: expect.objectContaining({ from: 0, to: 4 }) as unknown },
    ])
    expect(() => kept('name == "a"')).toThrow(BrokerError)
    expect(() => kept('@inv.nope')).toThrow('No host has nope.')
  })
})
