import type { Extension } from '@shared/domain/lease'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** 24 hours, also where a day has 23 or 25 of them: a provider adds seconds, not days of a calendar. */
const DAY = 24 * HOUR

/** The amounts that stand ready, as the cards name them. */
export const AMOUNTS = [
  { id: '1h', label: '1\u00a0h', ms: HOUR },
  { id: '4h', label: '4\u00a0h', ms: 4 * HOUR },
  { id: '1d', label: '1\u00a0day', ms: DAY },
  { id: '2d', label: '2\u00a0days', ms: 2 * DAY },
] as const

/** The units of an amount that is typed. */
export const UNITS = [
  { value: 'min', label: 'min', ms: MINUTE },
  { value: 'h', label: 'h', ms: HOUR },
  { value: 'd', label: 'days', ms: DAY },
] as const
export type AmountUnit = (typeof UNITS)[number]['value']

/** What is chosen: an amount that stands ready, one that is typed, a moment, or what the provider does by itself. */
export type ChoiceId = (typeof AMOUNTS)[number]['id'] | 'custom' | 'until' | 'default'

/** Everything that can be said in the dialog; what is not chosen is kept, for coming back to it. */
export interface ExtensionChoice {
  readonly id: ChoiceId
  readonly custom: { readonly value: number | undefined; readonly unit: AmountUnit }
  /** A moment of local time, as a date field has it: "2026-11-13T14:12"; empty until one is said. */
  readonly until: string
}

/** What the dialog begins with. */
export const FIRST_CHOICE: ExtensionChoice = {
  id: '1d',
  custom: { value: 8, unit: 'h' },
  until: '',
}

/** The extension that is meant, or what is still to be said. */
export type ReadChoice = { readonly extension: Extension } | { readonly error: string }

/** Reads what was chosen. */
export function readChoice(choice: ExtensionChoice, nowMs: number): ReadChoice {
  switch (choice.id) {
    case 'default':
      return { extension: { kind: 'default' } }
    case 'custom':
      return readCustom(choice.custom)
    case 'until':
      return readUntil(choice.until, nowMs)
    default: {
      const amount = AMOUNTS.find(({ id }) => id === choice.id)
      return { extension: { kind: 'by', ms: amount?.ms ?? DAY } }
    }
  }
}

function readCustom({ value, unit }: ExtensionChoice['custom']): ReadChoice {
  const ms = Math.round((value ?? 0) * (UNITS.find((known) => known.value === unit)?.ms ?? 0))
  if (value === undefined || ms < MINUTE) return { error: 'Say how much longer, at least 1\u00a0min.' }
  // Ten years: what is longer is a slip of the keys, and no provider takes it.
  if (ms > 3653 * DAY) return { error: 'At most 3653\u00a0days.' }
  return { extension: { kind: 'by', ms } }
}

function readUntil(text: string, nowMs: number): ReadChoice {
  const atMs = localMoment(text)
  if (atMs === undefined) return { error: 'Say a date and a time.' }
  if (atMs <= nowMs) return { error: 'Say a time that is still to come.' }
  return { extension: { kind: 'until', atMs } }
}

/**
 * The moment that a date field names in local time. An hour that a change of the clocks leaves out is the one after it;
 * of one that comes twice it is the first.
 */
export function localMoment(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return undefined
  // A date with a time and without a zone is local time.
  const atMs = new Date(text).getTime()
  return Number.isNaN(atMs) ? undefined : atMs
}

/** A moment as a date field takes it, in local time. */
export function fieldText(atMs: number): string {
  const at = new Date(atMs)
  const two = (n: number): string => String(n).padStart(2, '0')
  const day = `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`
}

/** What the date field begins with: the end of the working day (17:00) that is a day away or more. */
export function firstUntil(nowMs: number): string {
  const at = new Date(nowMs + DAY)
  if (at.getHours() >= 17) at.setDate(at.getDate() + 1)
  at.setHours(17, 0, 0, 0)
  return fieldText(at.getTime())
}

/** An amount in words: "1 day", "2 days", "4 h", "90 min". */
export function amountText(ms: number): string {
  const days = ms / DAY
  if (Number.isInteger(days)) return `${days}\u00a0${days === 1 ? 'day' : 'days'}`
  return Number.isInteger(ms / HOUR) ? `${ms / HOUR}\u00a0h` : `${Math.round(ms / MINUTE)}\u00a0min`
}
