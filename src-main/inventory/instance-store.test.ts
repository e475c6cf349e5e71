import { afterEach, beforeEach, expect, it } from 'vitest'
import { NOW, put } from '@main/inventory/testing/samples'
import { tempInventory, type TempInventory } from '@main/testing/temp-inventory'

const BY_LEASE = { by: 'lease', descending: false } as const

let temp: TempInventory
beforeEach(() => {
  temp = tempInventory()
})
afterEach(() => {
  temp.dispose()
})

it('takes the hosts of a renamed instance with it, in every list and count', () => {
  put(temp.inventory, 'held')
  put(temp.inventory, 'given-back', {}, { state: 'released' })
  put(temp.inventory, 'of-another', { instance: 'podman-lab' })
  put(temp.inventory, 'of-another-kind', { provider: 'Sandbox' })
  // What an earlier instance of the new name has left behind.
  put(temp.inventory, 'earlier', { instance: 'podman-new' })
  expect(temp.inventory.instances.rename('Container', 'podman-local', 'podman-new', NOW + 1)).toEqual([
    'held',
  ])
  const { hosts } = temp.reopen()
  const instances = ['held', 'given-back', 'of-another', 'of-another-kind', 'earlier'].map(
    (id) => hosts.get(id)?.instance,
  )
  expect(instances).toEqual(['podman-new', 'podman-new', 'podman-lab', 'podman-local', 'podman-new'])
  expect(hosts.ofInstance('Container', 'podman-local')).toEqual([])
  const page = (filter: object) => hosts.page({ filter, sort: BY_LEASE, offset: 0, limit: 9, nowMs: NOW })
  expect(page({ search: 'podman-new' }).total).toBe(2)
  expect(page({ search: 'podman-local' }).rows.map(({ id }) => id)).toEqual(['of-another-kind'])
  expect(hosts.facets()).toMatchObject({ total: 4 })
  expect(hosts.change('held', ['ready'], { state: 'checking_in' }, undefined, NOW + 2)).toBe(true)
  expect(hosts.facets()).toMatchObject({ total: 4 })
})

it('takes tasks with it, and what they were asked for', () => {
  const { id } = put(temp.inventory, 'held')
  const sync = temp.inventory.tasks.create(
    {
      title: 'Sync podman-local',
      provider: 'Container',
      instance: 'podman-local',
      request: {
        kind: 'sync',
        target: { provider: 'Container', instance: 'podman-local' },
        scope: { kind: 'mine' },
      },
      lines: [{ title: 'Sync', status: { state: 'succeeded' } }],
    },
    NOW,
  )
  temp.inventory.instances.rename('Container', 'podman-local', 'podman-new', NOW + 1)
  const { tasks } = temp.reopen()
  const target = { provider: 'Container', instance: 'podman-new' }
  expect(tasks.get(id)).toMatchObject({ instance: 'podman-new', request: { request: { target } } })
  expect(tasks.get(sync.id)).toMatchObject({ instance: 'podman-new', request: { target } })
})
