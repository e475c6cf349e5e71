import type { Json, JsonObject } from '@shared/lib/json'
import type { Flavour } from '@main/testing/awx/flavours'
import { detail, forbidden, type ApiError } from '@main/testing/awx/http/answer'
import type { Engine } from '@main/testing/awx/runs/engine'
import { mayRead } from '@main/testing/awx/store/access'
import type { User } from '@main/testing/awx/store/records'
import type { Store } from '@main/testing/awx/store/store'
import type { LaunchRecord, TroubleSettings } from '@main/testing/awx/types'

/** What all resources share. */
export interface Api {
  readonly flavour: Flavour
  readonly version: string
  readonly store: Store
  readonly engine: Engine
  readonly settings: Readonly<TroubleSettings>
  readonly launches: LaunchRecord[]
  readonly secure: boolean
  /** UTC epoch milliseconds, without the skew that `stamp` adds. */
  now(): number
  /** The path under which a client reaches `/jobs/9/`. */
  link(path: string): string
  /** The same for a path outside the controller: `/api/login/`. */
  outside(path: string): string
}

/** ISO 8601 in UTC with six digits, which are missing when they are zero (as Python prints it). */
export function stamp(api: Api, ms: number): string {
  const text = new Date(Math.floor(ms + api.settings.clockSkewMs)).toISOString()
  return text.endsWith('.000Z') ? text.replace('.000Z', 'Z') : text.replace('Z', '000Z')
}

export function stampOrNull(api: Api, ms: number | undefined): string | null {
  return ms === undefined ? null : stamp(api, ms)
}

/** Drops what is undefined: a relation that is unset is absent, not null. */
export function present(fields: Readonly<Record<string, Json | undefined>>): JsonObject {
  const kept: JsonObject = {}
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) kept[name] = value
  return kept
}

/** 404 in the words of the version. */
export function notFound(api: Api, model: string): ApiError {
  return detail(404, api.flavour.namesWhatIsMissing ? `No ${model} matches the given query.` : 'Not found.')
}

/** What a path names: by its id, or by its natural key (`name++organization`). 404 and 403 as the contract says. */
export function take<T extends object>(
  api: Api,
  user: User,
  model: string,
  given: string | undefined,
  from: { readonly byId: ReadonlyMap<number, T>; readonly key?: (row: T) => string },
): T {
  const text = given ?? ''
  const row = /^\d+$/.test(text)
    ? from.byId.get(Number(text))
    : from.key === undefined
      ? undefined
      : [...from.byId.values()].find((each) => from.key?.(each) === text)
  if (row === undefined) throw notFound(api, model)
  if (!mayRead(user, row)) {
    throw api.settings.hiddenObjects === 403 ? forbidden() : notFound(api, model)
  }
  return row
}
