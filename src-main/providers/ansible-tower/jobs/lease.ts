import type { Lease } from '@shared/domain/lease'
import type { Json, JsonObject } from '@shared/lib/json'
import { lengthMs } from '@main/providers/ansible-tower/length'
import { single } from './values'

const SECOND = 1000
/** 2001-01-01 and 2100-01-01 (UTC epoch seconds): numbers between them are moments, smaller ones lengths of time. */
export const FIRST_MOMENT_S = 978_307_200
const LAST_MOMENT_S = 4_102_444_800
/** Facts beside the configured ones that tell an end of life by their name; a start or a duration must not. */
const TELLS_AN_END = /(expir|shutdown|remov|delet|destroy|terminat|lease|end|stop|until).*_time$/i

/** What a value of a fact is measured against. */
export interface LeaseTimes {
  /**
   * Lengths of time count from here: the end of the job that told them, else the server's present (epoch ms). Absent:
   * they tell nothing, and only moments are believed.
   */
  readonly fromMs?: number
  /** When the provider was asked (epoch ms, this computer's clock). */
  readonly readAtMs: number
}

/**
 * When a host's lease ends according to its facts: the first of `fields` that says a moment, else the first other fact
 * whose name does (`…_time`). Understood are epoch seconds and milliseconds, ISO 8601 (without a zone: UTC), texts with
 * a zone, and lengths of time ("+172800", "2d", "1h 30m"). Undefined where nothing tells.
 */
export function leaseOf(facts: JsonObject, fields: readonly string[], times: LeaseTimes): Lease | undefined {
  const names = [...fields, ...Object.keys(facts).filter((name) => TELLS_AN_END.test(name))]
  for (const name of names) {
    const endsAtMs = momentOf(single(facts[name]), times.fromMs)
    if (endsAtMs !== undefined) return { endsAtMs, source: 'provider', confirmedAtMs: times.readAtMs }
  }
  return undefined
}

/** The moment that a value means (epoch ms), or undefined when it means none. */
export function momentOf(value: Json | undefined, fromMs: number | undefined): number | undefined {
  if (typeof value === 'number') return ofNumber(value, fromMs)
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  if (/^\+?\d+(\.\d+)?$/.test(text)) return ofNumber(Number(text), fromMs)
  return ofLength(text, fromMs) ?? ofText(text)
}

function ofNumber(value: number, fromMs: number | undefined): number | undefined {
  if (!Number.isFinite(value) || value <= 0) return undefined
  if (value >= FIRST_MOMENT_S * SECOND && value < LAST_MOMENT_S * SECOND) return Math.round(value)
  if (value >= FIRST_MOMENT_S && value < LAST_MOMENT_S) return Math.round(value * SECOND)
  const isLength = value < FIRST_MOMENT_S && fromMs !== undefined
  return isLength ? Math.round(fromMs + value * SECOND) : undefined
}

function ofLength(text: string, fromMs: number | undefined): number | undefined {
  const ms = fromMs === undefined ? undefined : lengthMs(text)
  return fromMs === undefined || ms === undefined ? undefined : Math.round(fromMs + ms)
}

function ofText(text: string): number | undefined {
  const iso = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/i.exec(text)
  if (iso === null) {
    // Any other form is believed only with its zone: without one nobody knows which moment is meant.
    return /(UTC|GMT|Z|[+-]\d\d:?\d\d)$/.test(text) ? parsed(text) : undefined
  }
  const zone = iso[4]?.toUpperCase()
  const local = text.replace(/\s*(Z|UTC)$/i, '').replace(/^(\S+) (\d\d:)/, '$1T$2')
  if (zone !== undefined && zone !== 'Z' && zone !== 'UTC') return parsed(local.replace(/\s+([+-])/, '$1'))
  return parsed(local.includes('T') ? `${local}Z` : local)
}

function parsed(text: string): number | undefined {
  const moment = Date.parse(text)
  return Number.isNaN(moment) ? undefined : moment
}
