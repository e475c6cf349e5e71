import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fieldText, readInventoryField, type FieldColumn } from '@shared/domain/inventory-field'
import type { HostPatch, NewHost } from '@main/ports/inventory'
import { tempInventory, type TempInventory } from '@main/testing/temp-inventory'
import { NOW, put } from './testing/samples'

let temp: TempInventory

beforeEach(() => {
  temp = tempInventory()
})
afterEach(() => {
  temp.dispose()
})

function add(id: string, over: Partial<NewHost> = {}, patch: HostPatch = {}): void {
  put(temp.inventory, id, over, { state: 'ready', ...patch })
}
function column(expression: string): FieldColumn {
  const answer = readInventoryField(expression)
  if ('problem' in answer) throw new Error(answer.problem.message)
  return { title: expression, field: answer.field }
}
function shown(ids: readonly string[], ...expressions: readonly string[]): readonly (string | undefined)[][] {
  const values = temp.inventory.hosts.fieldValues(ids, expressions.map(column), NOW)
  return ids.map((id) =>
    expressions.map((title) => {
      const value = values.get(id)?.[title]
      return value === undefined ? undefined : fieldText(value, (atMs) => new Date(atMs).toISOString())
    }),
  )
}

describe('columns of the settings file', () => {
  it("show Broker's fields of each host, and ours", () => {
    add(
      'tower',
      {
        provider: 'AnsibleTower',
        instance: 'prod',
        action: 'workflow',
        offering: 'deploy-rhel',
        arguments: { snap: '12', password: { $secret: 'argument/1' } },
        labels: { team: 'platform' },
      },
      {
        name: 'rhel-a',
        hostname: 'rhel-a.example.com',
        os: 'RHEL 9.4',
        lease: { endsAtMs: NOW + 1, source: 'provider', confirmedAtMs: NOW },
        raw: { _broker_facts: { shutdown_time: 432_000 }, ip: '10.1.2.3', _attrs: { owner: 'maya' } },
      },
    )
    add('plain', {}, { name: 'plain' })
    const expressions = [
      'hostname | name',
      '_broker_provider _broker_provider_instance',
      '$action',
      'os_distribution os_distribution_version',
      '_broker_args.snap',
      'shutdown_time',
      'ip',
      '_attrs.owner',
      'labels.team',
      'lease.ends',
    ]
    expect(shown(['tower', 'plain'], ...expressions)).toEqual([
      [
        'rhel-a.example.com',
        'AnsibleTower prod',
        'deploy-rhel',
        'RHEL 9.4',
        '12',
        '5d',
        '10.1.2.3',
        'maya',
        'platform',
        '2026-01-02T03:04:05.001Z',
      ],
      ['plain', 'Container podman-local', 'ubi9-init', ...Array.from({ length: 7 }, () => undefined)],
    ])
  })

  it('never show a secret argument', () => {
    const args = { password: { $secret: 'argument/1' }, more: { pin: { $secret: 'argument/2' } } }
    add('a', { arguments: args }, { raw: { _attrs: { api_token: 'canary', inner: { token: 'canary' } } } })
    const all = shown(['a'], '_attrs', '_attrs.api_token', '_attrs.inner', 'raw._attrs.inner.token')
    expect(JSON.stringify(all)).not.toContain('canary')
    expect(all[0]?.[1]).toBe('••••••••')
    expect(shown(['a'], '_broker_args.password')).toEqual([['••••••••']])
    expect(shown(['a'], '_broker_args.more')).toEqual([['{"pin":"••••••••"}']])
  })

  it('are asked for by id, of hosts that are given back, too; an unknown one has none', () => {
    add('gone', {}, { name: 'gone', state: 'released' })
    expect(shown(['gone', 'nobody'], 'name')).toEqual([['gone'], [undefined]])
    expect(temp.inventory.hosts.fieldValues(['gone'], [], NOW).size).toBe(0)
  })
})
