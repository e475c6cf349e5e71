import type { Json, JsonObject } from '@shared/lib/json'
import { MASK } from '@shared/lib/redact'

/** One argument as it is shown. */
export interface ArgumentRow {
  readonly name: string
  readonly text: string
  readonly secret: boolean
}

/** The arguments that a host was made with, by name. */
export function argumentRows(values: JsonObject): readonly ArgumentRow[] {
  return Object.entries(values).map(([name, value]) => ({
    name,
    text: valueText(value),
    secret: value === MASK,
  }))
}

function valueText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The same as text for the clipboard: JSON, which an args file may be. Secrets are masked there as well. */
export function argumentsText(values: JsonObject): string {
  return JSON.stringify(values, undefined, 2)
}
