import { expect, test } from 'vitest'
import { DraftStore, EMPTY_DRAFT } from '@renderer/features/checkout/checkout-draft'

function memory(): Pick<Storage, 'getItem' | 'setItem'> & { readonly items: Map<string, string> } {
  const items = new Map<string, string>()
  return {
    items,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => {
      items.set(key, value)
    },
  }
}

const target = { provider: 'Container' as const, instance: 'a' }
const ubi = { target, action: 'container_host', offering: 'ubi9' }

test('a draft belongs to one instance, action and offering', () => {
  const store = new DraftStore(memory(), 'checkout')
  store.keep(ubi, { ...EMPTY_DRAFT, count: 3 })
  expect(store.read(ubi).count).toBe(3)
  expect(store.read({ ...ubi, offering: 'ubi8' })).toBe(EMPTY_DRAFT)
  expect(store.read({ ...ubi, target: { ...target, instance: 'b' } })).toBe(EMPTY_DRAFT)
})

test('the last choice outlives the window, and what was typed does not', () => {
  const storage = memory()
  const store = new DraftStore(storage, 'checkout')
  store.keep(ubi, { ...EMPTY_DRAFT, values: { password: 'hunter2' } })
  store.choose(ubi)
  expect(new DraftStore(storage, 'checkout').lastChoice()).toEqual(ubi)
  expect(store.lastOffering(ubi)).toBe('ubi9')
  expect([...storage.items.values()].join(' ')).not.toContain('hunter2')
})

test('a choice that cannot be read is none', () => {
  const storage = memory()
  storage.setItem('checkout.last', '{')
  expect(new DraftStore(storage, 'checkout').lastChoice()).toEqual({})
})
