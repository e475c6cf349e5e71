import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { MASK } from '@shared/lib/redact'
import { withHosts } from '@main/app/inventory-writer'
import { catalog } from '@main/providers/catalog'
import type { HostRecord } from '@main/ports/inventory'
import { changeInventory, readInventory, type BrokerInventory } from '@main/settings/inventory-yaml'
import { createMemoryVault } from '@main/testing/memory-vault'
import { testCore, type TestCore } from '@main/testing/test-core'

const SETTINGS = `# mine
_version: 0.6.0
thread_limit: ten
AnsibleTower:
  instances:
    prod:
      base_url: https://tower.example.com
      token: canary-token
      default: true
    stage:
      base_url: https://stage.example.com
      token: canary-stage
Container:
  instances:
    - local:
        runtime: podman
        default: True
Beaker:
  hub_url: https://hub
nicks:
  rhel9: {workflow: deploy-rhel}
  ubi9: {container_host: ubi9}
`
const INVENTORY = `- _broker_args:
    workflow: deploy-rhel
    rhel_version: '9.4'
    admin_password: canary-argument
    _count: 2
  _broker_provider: AnsibleTower
  _broker_provider_instance: stage
  hostname: one.lab.example.com
  name: one
  tower_inventory: lab
  type: host
- name: no-hostname
  _broker_provider: Container
- hostname: no-args.lab.example.com
  tower_inventory: lab
- hostname: no-provider.lab.example.com
- _broker_provider: Beaker
  hostname: beaker.lab.example.com
- _broker_provider: AnsibleTower
- only a text
`

let home = ''
let broker = ''
let data = ''
let core: TestCore | undefined
const vault = createMemoryVault()
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'import-'))
  broker = join(home, '.broker')
  data = join(home, 'data')
  mkdirSync(broker)
  writeFileSync(join(broker, 'broker_settings.yaml'), SETTINGS)
  writeFileSync(join(broker, 'inventory.yaml'), INVENTORY)
})
afterEach(async () => {
  await core?.stop()
  core = undefined
  rmSync(home, { recursive: true, force: true })
})

function start(env: Readonly<Record<string, string>> = {}): TestCore {
  core = testCore({ folder: data, definitions: catalog, vault, env: { HOME: home, ...env } })
  return core
}

type Calls = TestCore['handlers']
function untouched(): void {
  expect(readFileSync(join(broker, 'broker_settings.yaml'), 'utf8')).toBe(SETTINGS)
  expect(readFileSync(join(broker, 'inventory.yaml'), 'utf8')).toBe(INVENTORY)
  expect(readdirSync(broker).toSorted()).toEqual(['broker_settings.yaml', 'inventory.yaml'])
}

describe('what the broker command has', () => {
  it('is told and not changed', async () => {
    const { handlers } = start()
    const found = await handlers['brokerFolder.find']({})
    expect(found).toMatchObject({
      folder: broker,
      inUse: false,
      settings: {
        version: '0.6.0',
        providers: [
          { provider: 'AnsibleTower', instances: ['prod', 'stage'] },
          { provider: 'Container', instances: ['local'] },
        ],
        unknown: ['Beaker'],
        nicks: ['rhel9', 'ubi9'],
        secrets: 2,
        isBroken: false,
      },
      inventory: {
        hosts: 4,
        leftOut: [
          'no-provider.lab.example.com: it does not say its provider',
          'beaker.lab.example.com: this version has no provider Beaker',
          'An entry that is no host',
        ],
      },
    })
    expect(found.settings?.problems[0]?.message).toContain('line 3: thread_limit must be a number')
    expect(JSON.stringify(found)).not.toContain('canary')
    untouched()
  })

  it('is looked for in BROKER_DIRECTORY, if that is a folder', async () => {
    const other = join(home, 'other')
    mkdirSync(other)
    const { handlers } = start({ BROKER_DIRECTORY: other })
    expect(await handlers['brokerFolder.find']({})).toEqual({ folder: other, inUse: false })
    await core?.stop()
    const again = start({ BROKER_DIRECTORY: join(home, 'nowhere') })
    expect(await again.handlers['brokerFolder.find']({})).toMatchObject({ folder: broker })
  })

  it('can be broken: told, refused, and left', async () => {
    writeFileSync(join(broker, 'broker_settings.yaml'), 'a: [\n')
    writeFileSync(join(broker, 'inventory.yaml'), 'a: 1\n')
    const { handlers } = start()
    expect(await handlers['brokerFolder.find']({})).toMatchObject({
      settings: { isBroken: true, problems: [{ line: 2 }] },
      inventory: { hosts: 0, problem: 'inventory.yaml, line 1: an inventory is a list of hosts.' },
    })
    const adopt = (): unknown =>
      handlers['brokerFolder.adopt']({ folder: broker, settings: 'use', hosts: false })
    expect(adopt).toThrow('line 2')
    expect(readFileSync(join(broker, 'broker_settings.yaml'), 'utf8')).toBe('a: [\n')
  })
})

describe('taken over', () => {
  it('its hosts are in the inventory once, secrets of their arguments in the vault', async () => {
    const { handlers, inventory } = start()
    const request = { folder: broker, settings: 'use', hosts: true } as const
    expect(await handlers['brokerFolder.adopt'](request)).toEqual({ hosts: 4 })
    const held = inventory.hosts.inStates(['ready'])
    expect(
      held.map(({ provider, instance, name, hostname, action, offering }) => [
        provider,
        instance,
        name ?? hostname,
        action,
        offering,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['AnsibleTower', 'stage', 'one', 'workflow', 'deploy-rhel'],
        ['Container', 'local', 'no-hostname', 'container_host', ''],
        ['AnsibleTower', 'prod', 'no-args.lab.example.com', 'workflow', ''],
        ['AnsibleTower', 'prod', undefined, 'workflow', ''],
      ]),
    )
    const one = held.find(({ name }) => name === 'one')
    expect(one).toMatchObject({ arguments: { rhel_version: '9.4' }, ref: { name: 'one' } })
    expect(JSON.stringify(one)).not.toContain('canary')
    await handlers['brokerFolder.adopt'](request)
    // Only what nobody can recognise is there again.
    expect(
      inventory.hosts.inStates(['ready']).filter((host) => host.ref?.['name'] !== undefined),
    ).toHaveLength(3)
    untouched()
  })

  it('used: that very file is read and edited, backed up in our folder; preferences and the Sandbox stay ours', async () => {
    const { handlers, settings } = start()
    await handlers['brokerFolder.adopt']({ folder: broker, settings: 'use', hosts: false })
    await handlers['settings.savePreferences']({ undoSeconds: 5 })
    untouched()
    expect(settings.instances().map(({ provider, instance }) => `${provider} ${instance}`)).toEqual([
      'AnsibleTower prod',
      'AnsibleTower stage',
      'Container local',
      'Sandbox sandbox',
    ])
    const { instances } = await handlers['settings.instances']({})
    const local = instances.find(({ instance }) => instance === 'local')
    await handlers['settings.saveInstance']({
      provider: 'Container',
      instance: 'local',
      previousName: 'local',
      isDefault: true,
      config: { ...local?.config, host_port: 2222 },
      secrets: {},
    })
    expect(readFileSync(join(broker, 'broker_settings.yaml'), 'utf8')).toBe(
      SETTINGS.replace('        default: True\n', '        default: True\n        host_port: 2222\n'),
    )
    expect(readdirSync(broker).toSorted()).toEqual(['broker_settings.yaml', 'inventory.yaml'])
    const { backups } = await handlers['settingsFile.backups']({})
    expect(backups).toHaveLength(1)
    await handlers['settingsFile.leave']({})
    expect(settings.instances().map(({ provider }) => provider)).toEqual(['Sandbox'])
  })

  it('copied: ours says what it says, and it is left alone from then on', async () => {
    const { handlers, settings } = start()
    await handlers['settings.savePreferences']({ undoSeconds: 5 })
    await handlers['brokerFolder.adopt']({ folder: broker, settings: 'copy', hosts: false })
    expect(settings.instances().map(({ instance }) => instance)).toEqual([
      'prod',
      'stage',
      'local',
      'sandbox',
    ])
    expect(settings.preferences()).toMatchObject({ undoSeconds: 5, settingsFile: '' })
    expect(readFileSync(join(data, 'broker_settings.yaml'), 'utf8')).toContain('# mine')
    await handlers['settings.removeInstance']({ provider: 'AnsibleTower', instance: 'stage' })
    untouched()
  })

  it('used and changed outside: it holds at once, and a form that was open writes nothing over it', async () => {
    const started = start()
    const { handlers, settings } = started
    await handlers['brokerFolder.adopt']({ folder: broker, settings: 'use', hosts: false })
    const { instances } = await handlers['settings.instances']({})
    const stage = instances.find(({ instance }) => instance === 'stage')
    const told = started.when(() =>
      settings.instances().some(({ config }) => config['base_url'] === 'https://new'),
    )
    writeFileSync(
      join(broker, 'broker_settings.yaml'),
      SETTINGS.replace('https://stage.example.com', 'https://new'),
    )
    await told
    const save: Parameters<Calls['settings.saveInstance']>[0] = {
      provider: 'AnsibleTower',
      instance: 'stage',
      previousName: 'stage',
      isDefault: false,
      config: { ...stage?.config, workflow_timeout: 60 },
      secrets: {},
      basedOn: stage?.revision,
    }
    expect(() => handlers['settings.saveInstance'](save)).toThrow('was changed in the settings file')
    expect(readFileSync(join(broker, 'broker_settings.yaml'), 'utf8')).toContain('https://new')
  })
})

describe('inventory.yaml of the original', () => {
  /** As its versions write them: 0.4 with `_attrs`, 0.8 with what a workflow told beside the record's own keys. */
  const CORPUS = `- _attrs:
    owner: maya
    api_token: canary-attr
    motd: log in with canary-attr or canary-argument
    console: https://maya:canary-address@console.example.com
    users: [{name: root, root_password: canary-list}]
  _broker_args: {workflow: deploy-rhel, admin_password: canary-argument}
  _broker_provider: AnsibleTower
  _broker_provider_instance: prod
  hostname: old.lab.example.com
  job_id: 48
  name: old
  tower_inventory: lab
  type: vm
- _broker_args: {workflow: deploy-rhel, count: 1}
  _broker_provider: AnsibleTower
  hostname: new.lab.example.com
  name: new
  os_distribution: RHEL
  remove_time: 1779455280
  type: host
- {_broker_provider: Container, hostname: 0123456789ab, name: maya_1, image: ['ubi9:latest'], ports: null}
- {name: null, hostname: null, _broker_provider: Container, _broker_args: null}
- {hostname: guessed.lab.example.com, _broker_args: {container_host: ubi9}}
`
  async function taken(): Promise<TestCore> {
    writeFileSync(join(broker, 'inventory.yaml'), CORPUS)
    const started = start()
    const request = { folder: broker, settings: 'use', hosts: true } as const
    expect(await started.handlers['brokerFolder.adopt'](request)).toEqual({ hosts: 5 })
    return started
  }

  it('keeps what a record says beside its own keys: to look at, to filter by, for columns', async () => {
    const { handlers, inventory } = await taken()
    const old = inventory.hosts.inStates(['ready']).find(({ name }) => name === 'old')
    const detail = await handlers['hosts.get']({ hostId: old?.id ?? '' })
    expect(detail.raw).toMatchObject({ _attrs: { owner: 'maya' }, tower_inventory: 'lab', host_type: 'vm' })
    expect(detail.record).toMatchObject({
      _attrs: { owner: 'maya' },
      type: 'vm',
      hostname: 'old.lab.example.com',
    })
    expect(JSON.stringify(detail)).not.toContain('canary')
    const filters = [
      '@inv._attrs.owner == "maya"',
      '@inv.remove_time > 1',
      '@inv.hostname is None',
      '@inv.type == "vm"',
    ]
    const { counts } = await handlers['hosts.count']({ filters: filters.map((filter) => ({ filter })) })
    expect(counts).toEqual([{ total: 1 }, { total: 1 }, { total: 1 }, { total: 1 }])
  })

  it('leaves no secret in the database, wherever in a record it stands', async () => {
    const { inventory } = await taken()
    const old = inventory.hosts.inStates(['ready']).find(({ name }) => name === 'old')
    expect(old?.raw).toMatchObject({
      _attrs: {
        owner: 'maya',
        api_token: MASK,
        motd: `log in with ${MASK} or ${MASK}`,
        users: [{ name: 'root', root_password: MASK }],
      },
    })
    await core?.stop()
    core = undefined
    const files = readdirSync(data).filter((name) => name.startsWith('inventory.db'))
    expect(files).toContain('inventory.db')
    for (const name of files) {
      const text = readFileSync(join(data, name), 'latin1')
      expect(text, name).not.toContain('canary')
    }
  })

  it('is written back with it, and its secrets as they stand there', async () => {
    const { handlers, inventory } = await taken()
    const old = inventory.hosts.inStates(['ready']).find(({ name }) => name === 'old')
    if (old === undefined) throw new Error('It was not taken over.')
    const { entries } = readInventory(CORPUS, '')
    expect(withHosts(entries, [old])[0]).toEqual(entries[0])
    const [fresh] = withHosts([], [old])
    expect(fresh).toMatchObject({ _attrs: { owner: 'maya', users: [{ name: 'root' }] }, type: 'vm' })
    expect(JSON.stringify(fresh)).not.toContain(MASK)
    writeFileSync(join(broker, 'inventory.yaml'), '[]\n')
    await handlers['settings.savePreferences']({ writeInventory: true })
    const file = join(broker, 'inventory.yaml')
    await vi.waitFor(() => expect(readFileSync(file, 'utf8')).toContain('owner: maya'), { timeout: 5_000 })
  })
})

describe('secrets', () => {
  it('are not moved unasked where nothing protects them', async () => {
    core = testCore({
      folder: data,
      definitions: catalog,
      vault: createMemoryVault(false),
      env: { HOME: home },
    })
    const { handlers } = core
    await handlers['brokerFolder.adopt']({ folder: broker, settings: 'use', hosts: false })
    const { secrets, isProtected } = await handlers['settingsFile.secrets']({})
    expect([secrets.length, isProtected]).toEqual([2, false])
    expect(() => handlers['settingsFile.moveSecrets']({ agreed: false })).toThrow('no keyring')
    untouched()
    expect(await handlers['settingsFile.moveSecrets']({ agreed: true })).toEqual({ moved: 2 })
    expect(readFileSync(join(broker, 'broker_settings.yaml'), 'utf8')).not.toContain('canary')
  })
})

const HOST = {
  id: 'x',
  provider: 'AnsibleTower',
  instance: 'stage',
  pretend: false,
  action: 'workflow',
  offering: 'deploy-rhel',
  arguments: { rhel_version: '9.6', admin_password: { $secret: 'argument/1' } },
  labels: {},
  state: 'ready',
  name: 'one',
  hostname: 'one.lab.example.com',
  facts: [],
  links: [],
  createdAtMs: 0,
  updatedAtMs: 0,
} as const satisfies HostRecord

describe('writing inventory.yaml back', () => {
  it('changes the entry of a host, keeps what else is there, and adds and takes out only ours', () => {
    const entries = readInventory(INVENTORY, '').entries.slice(0, 4)
    const [first, ...others] = withHosts(entries, [HOST])
    expect(first).toEqual({
      ...entries[0],
      _broker_args: {
        workflow: 'deploy-rhel',
        rhel_version: '9.6',
        admin_password: 'canary-argument',
        _count: 2,
      },
    })
    expect(others).toEqual(entries.slice(1))
    expect(withHosts(entries, [{ ...HOST, state: 'released' }])).toEqual(entries.slice(1))
    expect(withHosts(entries, [{ ...HOST, instance: 'prod', state: 'released' }])).toEqual(entries)
    expect(withHosts(entries, [{ ...HOST, name: 'new', hostname: 'new.lab' }])).toHaveLength(5)
  })

  it('happens when it is switched on, under the lock that the broker command takes', async () => {
    const { handlers, inventory } = start()
    await handlers['brokerFolder.adopt']({ folder: broker, settings: 'use', hosts: true })
    const one = inventory.hosts.inStates(['ready']).find(({ name }) => name === 'one')
    writeFileSync(join(broker, 'inventory.yaml'), '- {hostname: theirs, custom: 1}\n')
    writeFileSync(join(broker, 'inventory.yaml.lock'), '')
    await handlers['settings.savePreferences']({ writeInventory: true })
    expect(readFileSync(join(broker, 'inventory.yaml'), 'utf8')).toBe('- {hostname: theirs, custom: 1}\n')
    rmSync(join(broker, 'inventory.yaml.lock'))
    const written = (): BrokerInventory['entries'] =>
      readInventory(readFileSync(join(broker, 'inventory.yaml'), 'utf8'), '').entries
    await vi.waitFor(() => expect(written()).toHaveLength(5), { timeout: 5_000 })
    expect(written()[0]).toEqual({ hostname: 'theirs', custom: 1 })
    expect(written().find(({ name }) => name === 'one')).toMatchObject({
      _broker_provider: 'AnsibleTower',
      _broker_provider_instance: 'stage',
      hostname: 'one.lab.example.com',
      tower_inventory: 'lab',
      type: 'host',
    })
    await handlers['hosts.forget']({ hostIds: [one?.id ?? ''] })
    await vi.waitFor(() => expect(written().some(({ name }) => name === 'one')).toBe(false), {
      timeout: 5_000,
    })
    expect(existsSync(join(broker, 'inventory.yaml.lock'))).toBe(false)
  })

  it('of a file that cannot be read is refused, and the file stays', async () => {
    const file = join(broker, 'inventory.yaml')
    writeFileSync(file, '- a: [\n')
    const change = changeInventory(file, () => [], new AbortController().signal)
    await expect(change).rejects.toThrow('inventory.yaml, line')
    expect(readFileSync(file, 'utf8')).toBe('- a: [\n')
    expect(existsSync(`${file}.lock`)).toBe(false)
  })
})
