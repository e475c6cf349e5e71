import { afterEach, beforeEach, expect, it } from 'vitest'
import { NOW, put } from '@main/inventory/testing/samples'
import { tempInventory, type TempInventory } from '@main/testing/temp-inventory'

let temp: TempInventory
beforeEach(() => {
  temp = tempInventory()
})
afterEach(() => {
  temp.dispose()
})

it('counts uses, the most used first and the newest of equals', () => {
  const { nicks } = temp.inventory
  nicks.count('a', NOW)
  nicks.count('b', NOW + 1)
  nicks.count('c', NOW + 2)
  nicks.count('c', NOW + 3)
  expect(nicks.uses().map(({ nick, uses }) => [nick, uses])).toEqual([
    ['c', 2],
    ['b', 1],
    ['a', 1],
  ])
})

it('keeps the nick of a host, and renames it there and in the counts', () => {
  put(temp.inventory, 'h', { nick: 'rhel9' })
  put(temp.inventory, 'other')
  temp.inventory.nicks.count('rhel9', NOW)
  temp.inventory.nicks.count('rhel', NOW + 5)
  temp.inventory.nicks.rename('rhel9', 'rhel')
  const reopened = temp.reopen()
  expect(reopened.hosts.get('h')?.nick).toBe('rhel')
  expect(reopened.hosts.get('other')).not.toHaveProperty('nick')
  expect(reopened.nicks.uses()).toEqual([{ nick: 'rhel', uses: 2, lastUsedAtMs: NOW + 5 }])
})

it('forgets the count of a nick that is gone; its hosts keep its name', () => {
  put(temp.inventory, 'h', { nick: 'rhel9' })
  temp.inventory.nicks.count('rhel9', NOW)
  temp.inventory.nicks.forget('rhel9')
  expect(temp.inventory.nicks.uses()).toEqual([])
  expect(temp.inventory.hosts.get('h')?.nick).toBe('rhel9')
})
