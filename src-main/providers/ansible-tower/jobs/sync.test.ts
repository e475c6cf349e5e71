import { afterEach, describe, expect, test } from 'vitest'
import { toErrorData } from '@shared/domain/error'
import type { SyncScope } from '@shared/domain/sync'
import { AWX_FLAVOURS, emptyCatalog, manyHosts, type Catalog } from '@main/testing/awx'
import type { RunInput, World } from '@main/testing/awx/catalog/types'
import { RecordingContext } from '@main/testing/recording-context'
import { towerOrder, TowerWorlds } from '@main/testing/tower-world'
import { checkout, inventory } from '.'

const worlds = new TowerWorlds()
afterEach(() => worlds.end())
const call = { signal: new AbortController().signal }
const MINE: SyncScope = { kind: 'mine' }

/** So many inventories of the user `admin`, with so many hosts each. */
function crowd(inventories: number, hosts: number): Catalog {
  return {
    ...emptyCatalog(),
    inventories: Array.from({ length: inventories }, (_, index) => ({
      name: `admin-${index + 1}`,
      hosts: manyHosts(hosts, `vm${index + 1}`),
    })),
  }
}

/** One machine of a site that writes down who asked for it. */
function part(world: World, { serial, vars }: RunInput): undefined {
  const name = `part-${serial}`
  const args = { _broker_desktop_id: vars['_broker_desktop_id'] ?? null }
  world.deploy({ name, fqdn: `${name}.lab.example.com`, args })
}

describe('a sync', () => {
  test('does not go through all old jobs for a host whose job was deleted', async () => {
    const made = { _broker_args: { _broker_desktop_id: 'made-long-ago' } }
    const hosts = manyHosts(1, 'old').map((host) => ({ ...host, facts: { ...host.facts, ...made } }))
    const { server, instance } = await worlds.make({
      catalog: { ...emptyCatalog(), inventories: [{ name: 'admin-1', hosts }] },
    })
    const body = { count: 9, next: '/api/v2/unified_jobs/?page=9', results: [] }
    server.trouble.add({ match: { path: 'launch_type=manual' }, kind: 'status', status: 200, body })
    const listing = await inventory(instance, { scope: MINE }, call)
    expect(listing.hosts).toMatchObject([{ hostId: 'made-long-ago' }])
    expect(server.requests({ path: 'launch_type=manual' }).length).toBeLessThan(10)
  })

  test.each(AWX_FLAVOURS)('at %s lists the hosts of the inventories that carry my name', async (flavour) => {
    const { instance } = await worlds.make({ flavour })
    const listing = await inventory(instance, { scope: MINE }, call)
    expect(listing).toMatchObject({ account: 'jdoe', warnings: [] })
    expect(listing.incomplete).toBeUndefined()
    expect(listing.hosts.map(({ name }) => name)).toEqual(['jdoe-rhel-9.4-a1', 'jdoe-sat-6.18-b2'])
    expect(listing.hosts[0]).toMatchObject({
      hostname: 'jdoe-rhel-9-4-a1.lab.example.com',
      os: 'RedHat 9.4',
      action: 'workflow',
      offering: 'deploy-rhel',
      arguments: { deploy_rhel_version: '9.4', host_type: 'host' },
      note: 'made by the broker command',
      raw: { tower_inventory: 'jdoe-inventory' },
    })
  })

  test('knows a job template that became a workflow of slices for what it is', async () => {
    const { instance } = await worlds.make({
      catalog: {
        ...emptyCatalog(),
        inventories: [{ name: 'admin-1', hosts: manyHosts(2, 'old') }],
        jobTemplates: [
          {
            name: 'deploy-in-parts',
            inventory: 'admin-1',
            slices: 2,
            ask: { variables: true },
            script: { durationMs: 200, effect: part },
          },
        ],
      },
    })
    const order = towerOrder({ action: 'job_template', offering: 'deploy-in-parts', arguments: {} })
    await checkout(instance, order, undefined, new RecordingContext())
    const { hosts } = await inventory(instance, { scope: MINE }, call)
    const made = hosts.filter(({ name }) => name?.startsWith('old') !== true)
    expect(made).toMatchObject(
      Array.from({ length: 2 }, () => ({ action: 'job_template', offering: 'deploy-in-parts' })),
    )
  })

  test("lists another's, and everybody's, each host once", async () => {
    const { instance } = await worlds.make()
    const theirs = await inventory(instance, { scope: { kind: 'user', name: 'mlopez' } }, call)
    expect(theirs).toMatchObject({ account: 'mlopez', hosts: [{ name: 'mlopez-rhel-8.10-c3' }] })
    const all = await inventory(instance, { scope: { kind: 'everybody' } }, call)
    const names = all.hosts.map(({ name }) => name)
    expect(names).toContain('lab-bare')
    expect(new Set(names).size).toBe(names.length)
    expect(all.account).toBe('everybody')
  })

  test('reads all pages of everything, with one request a host and at most 8 at a time', async () => {
    const { server, instance } = await worlds.make({ catalog: crowd(3, 230), latencyMs: 2 })
    await instance.client(call.signal)
    server.forgetRequests()
    const progress: number[] = []
    const query = { scope: MINE, onProgress: (done: number) => progress.push(done) }
    const listing = await inventory(instance, query, call)
    expect(listing.hosts).toHaveLength(690)
    expect(server.counters().byRoute[`GET ${server.prefix}/hosts/:id/ansible_facts/`]).toBe(690)
    expect(server.counters().total).toBeLessThan(690 + 15)
    expect(server.counters().maxInFlight).toBeLessThanOrEqual(8)
    expect(progress.at(-1)).toBe(690)
  })

  test('loses none of 2,000 hosts in one inventory', async () => {
    const { instance } = await worlds.make({ catalog: crowd(1, 2_000) })
    const listing = await inventory(instance, { scope: MINE }, call)
    expect(new Set(listing.hosts.map(({ name }) => name)).size).toBe(2_000)
    expect(listing.incomplete).toBeUndefined()
  }, 60_000)

  test('tolerates facts that may not be read, and says so', async () => {
    const { server, instance } = await worlds.make()
    server.trouble.set({ factsForbidden: true })
    const listing = await inventory(instance, { scope: MINE }, call)
    expect(listing.hosts).toHaveLength(2)
    expect(listing.hosts[0]).toMatchObject({ hostname: 'jdoe-rhel-9-4-a1.lab.example.com' })
    expect(listing.warnings).toEqual([expect.stringContaining('2 hosts of 2')])
    expect(listing.incomplete, 'every host is there').toBeUndefined()
  })

  test('is incomplete when an inventory cannot be read', async () => {
    const { server, instance } = await worlds.make()
    server.trouble.add({ match: { path: /inventories\/\d+\/hosts/ }, kind: 'status', status: 403, times: 1 })
    const listing = await inventory(instance, { scope: { kind: 'everybody' } }, call)
    expect(listing.incomplete).toContain('jdoe-inventory')
    expect(listing.hosts.length).toBeGreaterThan(0)
  })

  test.each([
    ['an outage', { kind: 'html', status: 502 }],
    ['a refusal', { kind: 'status', status: 401 }],
  ] as const)('fails with %s and never answers an empty list instead', async (_, rule) => {
    const { server, instance } = await worlds.make()
    server.trouble.add({ match: { path: /inventories\/\d+\/hosts/ }, ...rule })
    const error = await inventory(instance, { scope: MINE }, call).catch((thrown: unknown) => thrown)
    expect(['PROVIDER', 'AUTH']).toContain(toErrorData(error).code)
  })

  test('follows a constructed inventory to the facts of the host behind it', async () => {
    const { instance } = await worlds.make()
    const listing = await inventory(instance, { scope: { kind: 'user', name: 'all-labs' } }, call)
    expect(listing.hosts).toMatchObject([{ name: 'jdoe-rhel-9.4-a1', os: 'RedHat 9.4' }])
  })

  test('ends when it is told to', async () => {
    const { instance } = await worlds.make({ catalog: crowd(1, 50), latencyMs: 5 })
    const controller = new AbortController()
    const work = inventory(
      instance,
      { scope: MINE, onProgress: (done) => done > 5 && controller.abort() },
      { signal: controller.signal },
    )
    expect(toErrorData(await work.catch((thrown: unknown) => thrown)).code).toBe('CANCELLED')
  })
})
