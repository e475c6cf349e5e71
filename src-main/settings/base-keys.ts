import type { AppLogLevel } from '@shared/domain/app-log'
import type { SettingsOrigins } from '@shared/domain/settings'
import { isJsonObject, jsonSchema, type Json, type JsonObject } from '@shared/lib/json'
import { overridesOf, withOverrides, type Env, type Override } from '@main/settings/environment'
import type { ElsewhereSaid } from '@main/settings/preferences'
import type { SettingsContent } from '@main/settings/settings-text'
import { asObject } from '@main/settings/values'

/** Broker's own keys beside the providers and nicks, as the file in use and the environment say them. */
export interface BaseKeys {
  /** How many hosts are worked on at once; absent: nothing is said. */
  readonly threadLimit?: number
  /** Of the log file. */
  readonly logLevel?: AppLogLevel
  readonly logFormat?: 'text' | 'json'
  /** Labels of everything that is made, whatever the provider. */
  readonly providerLabels: Readonly<Record<string, string>>
  /** The variables that decide, by the key in the file ("thread_limit", "logging.file_level"). */
  readonly variables: Readonly<Record<string, string>>
}

const KEYS = [
  'thread_limit',
  'logging',
  'inventory_fields',
  'inventory_list_vars',
  'provider_labels',
] as const

const COLUMNS: ReadonlySet<string> = new Set(['inventory_fields', 'inventory_list_vars'])

/** What the original calls its levels. */
const LEVELS: Readonly<Record<string, AppLogLevel>> = {
  trace: 'debug',
  debug: 'debug',
  info: 'info',
  warning: 'warn',
  error: 'error',
  silent: 'error',
}
/** The most hosts at once that can be said (`Preferences.concurrency`). */
const MOST = 100

/** Preferences that Broker has, too. */
const PREFERENCES = [
  { preference: 'concurrency', key: 'threadLimit', said: 'thread_limit' },
  { preference: 'logLevel', key: 'logLevel', said: 'logging.file_level' },
  { preference: 'logFormat', key: 'logFormat', said: 'logging.structured' },
] as const

/** What the environment says of them, each with the key first; a section as a whole means each of its values. */
export function baseOverrides(env: Env): readonly Override[] {
  return KEYS.flatMap((key) =>
    overridesOf(env, key, () => undefined).flatMap((said): readonly Override[] => {
      if (key !== 'logging' || said.path.length > 0) return [{ ...said, path: [key, ...said.path] }]
      const values = isJsonObject(said.value) ? Object.entries(said.value) : []
      return values.map(([name, value]) => ({ ...said, path: [key, name], value }))
    }),
  )
}

/** A file's content with what the environment says of the columns, which are read with their places. */
export function withColumns(content: SettingsContent, overrides: readonly Override[]): SettingsContent {
  const said = overrides.filter(({ path: [key = ''] }) => COLUMNS.has(key))
  if (said.length === 0) return content
  const { text, data } = content
  const kept = Object.entries(data).filter(([name]) => !COLUMNS.has(name.toLowerCase()))
  const columns = Object.entries(inFile(data)).filter(([key]) => COLUMNS.has(key))
  return {
    text,
    data: { ...Object.fromEntries(kept), ...withOverrides(Object.fromEntries(columns), said) },
    get document() {
      return content.document
    },
  }
}

/** Reads them; what cannot be used is read past, and told by `checks`. Names count in any case of letters. */
export function readBaseKeys(
  data: Readonly<Record<string, unknown>>,
  overrides: readonly Override[],
): BaseKeys {
  const said = withOverrides(inFile(data), overrides)
  const { thread_limit: limit, logging } = said
  const { file_level: level, structured } = asObject(logging) ?? {}
  const threadLimit = typeof limit === 'number' && limit >= 1 ? Math.min(MOST, Math.floor(limit)) : undefined
  return {
    ...(threadLimit === undefined ? {} : { threadLimit }),
    ...(typeof level === 'string' ? { logLevel: LEVELS[level.toLowerCase()] ?? 'info' } : {}),
    ...(typeof structured === 'boolean' ? { logFormat: structured ? 'json' : 'text' } : {}),
    providerLabels: textsOf(said['provider_labels']),
    variables: Object.fromEntries(
      overrides.map(({ variable, path }) => [path.join('.').toLowerCase(), variable]),
    ),
  }
}

function inFile(data: Readonly<Record<string, unknown>>): JsonObject {
  return Object.fromEntries(
    Object.entries(data).flatMap(([name, value]): [string, Json][] => {
      const key = KEYS.find((known) => known === name.toLowerCase())
      const parsed = key === undefined ? undefined : jsonSchema.safeParse(value).data
      return key === undefined || parsed === undefined ? [] : [[key, parsed]]
    }),
  )
}

/** The values of a map as texts; nulls and what is deeper are left out. */
export function textsOf(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(asObject(value) ?? {}).flatMap(([name, inner]) =>
      isPlain(inner) ? [[name, String(inner)]] : [],
    ),
  )
}

/** Where each of those comes from. */
export function preferenceOrigins(
  base: BaseKeys,
  desktop: readonly Override[],
  fileName: string,
  /** What the preferences' own section says: what is said there needs nothing of Broker's keys. */
  section: Readonly<Record<string, unknown>>,
): SettingsOrigins['preferences'] {
  const own = PREFERENCES.flatMap(({ preference, key, said }) => {
    if (base[key] === undefined) return []
    const variable = base.variables[said]
    if (variable === undefined && Object.hasOwn(section, preference)) return []
    return [
      [preference, { from: variable ?? `${said} in ${fileName}`, wins: variable !== undefined }] as const,
    ]
  })
  const named = desktop.map(
    ({ variable, path: [name = ''] }) => [name, { from: variable, wins: true }] as const,
  )
  return Object.fromEntries([...own, ...named])
}

/** What Broker's own keys and the environment say of the preferences. */
export function elsewhereSaid(base: BaseKeys, desktop: readonly Override[]): ElsewhereSaid {
  const defaults = Object.fromEntries(
    PREFERENCES.flatMap(({ preference, key }) => (base[key] === undefined ? [] : [[preference, base[key]]])),
  )
  const overrides = PREFERENCES.flatMap(({ preference, key, said }): Override[] => {
    const [variable, value] = [base.variables[said], base[key]]
    return variable === undefined || value === undefined
      ? []
      : [{ variable, path: [preference], value, merges: false }]
  })
  return { defaults, overrides: [...overrides, ...desktop] }
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
