import { describe, expect, test } from 'vitest'
import type { InstanceId, ProviderKindInfo } from '@shared/domain/provider'
import { parseSync } from '@renderer/features/sync/sync-target'

function info(kind: ProviderKindInfo['kind'], more: Partial<ProviderKindInfo> = {}): ProviderKindInfo {
  return {
    kind,
    title: kind,
    description: '',
    pretend: false,
    actions: [],
    listings: [],
    configFields: [],
    capabilities: { extend: false, execute: false, inventory: true },
    ...more,
  }
}

const KINDS = [
  info('AnsibleTower', { syncScopes: ['mine', 'user', 'everybody'], syncArgument: 'User name' }),
  info('Sandbox', { syncScopes: ['mine'] }),
  info('Beaker'),
]
const INSTANCES: readonly InstanceId[] = [
  { provider: 'AnsibleTower', instance: 'prod' },
  { provider: 'AnsibleTower', instance: 'lab two' },
  { provider: 'Sandbox', instance: 'sandbox' },
]
const parse = (text: string): ReturnType<typeof parseSync> => parseSync(text, KINDS, INSTANCES)

describe('what the broker command takes behind --sync', () => {
  test.each([
    ['AnsibleTower', { provider: 'AnsibleTower' }],
    ['ansibletower', { provider: 'AnsibleTower' }],
    ['AnsibleTower::prod', { provider: 'AnsibleTower', instance: 'prod' }],
    ['AnsibleTower::lab two', { provider: 'AnsibleTower', instance: 'lab two' }],
    ['AnsibleTower:maya', { provider: 'AnsibleTower', scope: { kind: 'user', name: 'maya' } }],
    ['AnsibleTower:@ll', { provider: 'AnsibleTower', scope: { kind: 'everybody' } }],
    [
      'AnsibleTower:maya::prod',
      { provider: 'AnsibleTower', instance: 'prod', scope: { kind: 'user', name: 'maya' } },
    ],
    [
      '  broker inventory --sync AnsibleTower:@ll::prod ',
      { provider: 'AnsibleTower', instance: 'prod', scope: { kind: 'everybody' } },
    ],
    ['broker inventory --sync=Sandbox', { provider: 'Sandbox' }],
  ])('%j is read', (text, target) => {
    expect(parse(text)).toEqual(target)
  })

  test.each([
    ['', 'Write a provider, as in AnsibleTower:user::instance.'],
    ['AnsibleTowr', 'No provider AnsibleTowr can be synced. The nearest are AnsibleTower, Sandbox.'],
    ['Beaker', 'No provider Beaker can be synced. The nearest are Sandbox, AnsibleTower.'],
    ['AnsibleTower::prd', 'AnsibleTower has no instance prd. The nearest are prod, lab two.'],
    ['AnsibleTower:', 'Write the user name behind AnsibleTower:'],
    ['AnsibleTower: ::prod', 'Write the user name behind AnsibleTower:'],
    ['Sandbox:maya', 'Sandbox syncs only hosts of your own.'],
  ])('%j is refused: %s', (text, problem) => {
    expect(parse(text)).toEqual({ problem })
  })

  test('a provider without an instance is told', () => {
    expect(parseSync('Sandbox', KINDS, [])).toEqual({ problem: 'No instance of Sandbox is configured.' })
  })
})
