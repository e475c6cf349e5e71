import { AMOUNTS, FIRST_CHOICE, UNITS, type ExtensionChoice } from '@renderer/features/leases/amounts'

const STORED_AS = 'leases.amount'

type Store = Pick<Storage, 'getItem' | 'setItem'>

/** What the dialog begins with: the amount that was sent last. A date is not remembered, it would have passed. */
export function rememberedChoice(storage: Store): ExtensionChoice {
  let stored: unknown
  try {
    stored = JSON.parse(storage.getItem(STORED_AS) ?? 'null')
  } catch {
    return FIRST_CHOICE
  }
  if (typeof stored !== 'object' || stored === null) return FIRST_CHOICE
  const { id, value, unit } = stored as { id?: unknown; value?: unknown; unit?: unknown }
  const ready = AMOUNTS.find((amount) => amount.id === id)
  if (ready !== undefined) return { ...FIRST_CHOICE, id: ready.id }
  const known = UNITS.find((one) => one.value === unit)
  if (id !== 'custom' || known === undefined || typeof value !== 'number' || !(value > 0)) return FIRST_CHOICE
  return { ...FIRST_CHOICE, id, custom: { value, unit: known.value } }
}

/** Remembers what was sent, if it is an amount. */
export function rememberChoice(storage: Store, { id, custom }: ExtensionChoice): void {
  if (id === 'until' || id === 'default') return
  storage.setItem(
    STORED_AS,
    JSON.stringify(id === 'custom' ? { id, value: custom.value, unit: custom.unit } : { id }),
  )
}
