import { tempInventory, type TempInventory } from '@main/testing/temp-inventory'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { checkoutOf, NOW, put, wanted } from './testing/samples'

let temp: TempInventory
beforeEach(() => {
  temp = tempInventory()
})
afterEach(() => {
  temp.dispose()
})

it('keeps an end that was asked for beside the one to go by, and forgets it with the next one', () => {
  const lease = { endsAtMs: NOW + 1, source: 'provider', confirmedAtMs: NOW } as const
  const asked = { ...lease, unconfirmed: { endsAtMs: NOW + 2, askedAtMs: NOW } }
  put(temp.inventory, 'a', {}, { state: 'ready', lease: asked })
  expect(temp.reopen().hosts.get('a')?.lease).toEqual(asked)
  const unknown = { ...lease, unconfirmed: { askedAtMs: NOW } }
  temp.inventory.hosts.change('a', ['ready'], { lease: unknown }, undefined, NOW)
  expect(temp.inventory.hosts.get('a')?.lease).toEqual(unknown)
  temp.inventory.hosts.change('a', ['ready'], { name: 'x' }, undefined, NOW)
  expect(temp.inventory.hosts.get('a')?.lease).toEqual(unknown)
  temp.inventory.hosts.change('a', ['ready'], { lease }, undefined, NOW)
  expect(temp.inventory.hosts.get('a')?.lease).toEqual(lease)
})

it('adds a host that exists already, with its own first event', () => {
  const { hosts } = temp.inventory
  const patch = { state: 'ready', hostname: 'vm-1.example.com' } as const
  hosts.add(wanted('a'), patch, { kind: 'synced', text: 'Found' }, NOW)
  expect(hosts.get('a')).toMatchObject({ ...patch, createdAtMs: NOW })
  expect(hosts.events('a').map((event) => event.kind)).toEqual(['synced'])
  expect(hosts.facets()).toMatchObject({ total: 1, beingMade: 0 })
  expect(hosts.ofInstance('Container', 'podman-local').map((host) => host.id)).toEqual(['a'])
  expect(hosts.ofInstance('Container', 'other')).toEqual([])
})

it('keeps everything that is known of a host', () => {
  const { hosts, tasks } = temp.inventory
  const task = tasks.create(
    checkoutOf([
      wanted('a', { arguments: { ports: ['22'], deep: { n: 1.5, no: null } }, labels: { a: '', b: 'c' } }),
    ]),
    NOW,
  )
  const full = {
    state: 'ready',
    ref: { id: 'c0ffee' },
    name: 'maya-1',
    hostname: 'localhost:2222',
    os: 'RHEL 9.4',
    lease: { endsAtMs: NOW + 1, source: 'user', confirmedAtMs: NOW },
    facts: [{ label: 'IP address', value: '10.0.0.1', mono: true }],
    links: [{ label: 'Job', url: 'https://example.com/1' }],
    sshCommand: 'ssh -p 2222 root@localhost',
    raw: { State: { Running: true } },
    problem: 'Look here',
    checkedOutAtMs: NOW + 5,
  } as const
  expect(hosts.change('a', ['requested'], full, undefined, NOW + 7)).toBe(true)
  const expected = {
    ...wanted('a', { arguments: { ports: ['22'], deep: { n: 1.5, no: null } }, labels: { a: '', b: 'c' } }),
    ...full,
    taskId: task.id,
    createdAtMs: NOW,
    updatedAtMs: NOW + 7,
  }
  expect(hosts.get('a')).toEqual(expected)
  expect(temp.reopen().hosts.get('a')).toEqual(expected)
  expect(
    temp.inventory.hosts.page({
      filter: {},
      sort: { by: 'age', descending: false },
      offset: 0,
      limit: 1,
      nowMs: NOW,
    }).rows[0]?.tags,
  ).toEqual(['a', 'b=c'])
})

it('null takes a value away, an absent key leaves it', () => {
  const { hosts } = temp.inventory
  put(
    temp.inventory,
    'a',
    {},
    {
      state: 'ready',
      name: 'n',
      problem: 'p',
      ref: { id: '1' },
      lease: { endsAtMs: 5.4, source: 'default', confirmedAtMs: 1 },
    },
  )
  hosts.change('a', ['ready'], { problem: null, ref: null }, undefined, NOW)
  expect(hosts.get('a')).toMatchObject({ name: 'n', lease: { endsAtMs: 5 } })
  expect(hosts.get('a')).not.toHaveProperty('problem')
  expect(hosts.get('a')).not.toHaveProperty('ref')
  hosts.change('a', ['ready'], { lease: null, name: null }, undefined, NOW)
  expect(hosts.get('a')).not.toHaveProperty('lease')
  expect(hosts.get('a')).not.toHaveProperty('name')
})

it('changes a host only from a state that was expected, with its event or not at all', () => {
  const { hosts } = temp.inventory
  const task = put(temp.inventory, 'a', {}, {})
  const event = { kind: 'checked_out', text: 'Ready', taskId: task.id } as const
  expect(hosts.change('a', ['making'], { state: 'ready' }, event, NOW + 1)).toBe(false)
  expect(hosts.change('nobody', ['requested'], { state: 'ready' }, event, NOW + 1)).toBe(false)
  expect(hosts.get('a')?.state).toBe('requested')
  expect(hosts.change('a', ['making', 'requested'], { state: 'ready' }, event, NOW + 1)).toBe(true)
  expect(() => hosts.change('a', ['ready'], { state: 'releasing' }, { ...event, taskId: 999 }, NOW)).toThrow()
  expect(hosts.get('a')?.state).toBe('ready')
  expect(hosts.events('a')).toEqual([
    { id: 1, atMs: NOW, kind: 'requested', text: 'Check out asked for', taskId: task.id },
    { id: 2, atMs: NOW + 1, kind: 'checked_out', text: 'Ready', taskId: task.id },
  ])
  expect(hosts.get('nobody')).toBeUndefined()
  expect(hosts.events('nobody')).toEqual([])
})

it('lists hosts by state, held or not, in the order in which they were asked for', () => {
  put(temp.inventory, 'b', {}, { state: 'released' })
  put(temp.inventory, 'a', {}, { state: 'making' })
  put(temp.inventory, 'c', {}, { state: 'ready' })
  expect(temp.inventory.hosts.inStates(['making', 'released']).map((host) => host.id)).toEqual(['b', 'a'])
  expect(temp.inventory.hosts.inStates([])).toEqual([])
})

it('undoes a whole transaction, and a nested part alone', () => {
  const { inventory } = temp
  put(inventory, 'a')
  const fail = () =>
    inventory.transaction(() => {
      inventory.hosts.change('a', ['ready'], { state: 'releasing' }, undefined, NOW)
      throw new Error('no')
    })
  expect(fail).toThrow('no')
  expect(inventory.hosts.get('a')?.state).toBe('ready')
  inventory.transaction(() => {
    inventory.hosts.change('a', ['ready'], { name: 'kept' }, undefined, NOW)
    expect(fail).toThrow('no')
  })
  expect(inventory.hosts.get('a')).toMatchObject({ state: 'ready', name: 'kept' })
})

it('says where, when a JSON column holds what it should not', () => {
  put(temp.inventory, 'a')
  const other = new Database(temp.file)
  other.exec(`UPDATE host_details SET facts_json = '{"not":"facts"}'`)
  other.close()
  expect(() => temp.inventory.hosts.get('a')).toThrow('the facts of host a')
})
