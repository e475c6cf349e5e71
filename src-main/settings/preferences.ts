import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import { BrokerError } from '@shared/domain/error'
import { reminderSettingsSchema, type ReminderSettings } from '@shared/domain/reminder'
import { DEFAULT_PREFERENCES, preferencesSchema, type Preferences } from '@shared/domain/settings'
import { jsonObjectSchema, type Json, type JsonObject } from '@shared/lib/json'
import { withOverrides, type Override } from '@main/settings/environment'
import { asObject } from '@main/settings/values'
import { lineOf, type SettingsContent, type SettingsProblem } from '@main/settings/settings-text'

/** The section of the file that is the application's own. */
export const PREFERENCES_SECTION = 'desktop'

/** What each value must be. Those of reminders are a section of their own, each with its own default. */
const WORDS: Readonly<Record<Exclude<keyof Preferences, 'reminders'>, string>> = {
  theme: 'system, light or dark',
  concurrency: 'a whole number from 1 to 100',
  undoSeconds: 'a whole number from 0 to 120',
  letterShortcuts: 'true or false',
  firstRunDone: 'true or false',
  leaseRules: 'a list of provider and instance, or nick, with thresholdsMinutes and defaultMinutes',
  closeToTray: 'true or false',
  toldTray: 'true or false',
  startAtLogin: 'true or false',
  savedFilters: 'a list of name with search, providers, instances, actions, lease or filter',
  hostColumns: 'automatic, file or chosen',
  chosenColumns: 'a list of column names',
  automaticReports: 'off, full or broker',
  reportsFolder: 'the path of a folder',
  settingsFile: 'the path of a settings file',
  writeInventory: 'true or false',
  logLevel: 'debug, info, warn or error',
  logFormat: 'text or json',
}
const REMINDER_WORDS: Readonly<Record<keyof ReminderSettings, string>> = {
  thresholdsMinutes: 'a list of at most 10 whole numbers of minutes',
  quietHours: 'enabled (true or false) with from and to as "22:00"',
  workingHours: 'days (numbers from 1, Monday, to 7) with from and to as "09:00"',
  weekendGuard: 'true or false',
}

/** One value of the section: where it is, and what it may be. */
interface Leaf {
  readonly path: readonly string[]
  readonly schema: z.ZodType
  readonly words: string
}

const LEAVES: readonly Leaf[] = [
  ...Object.entries(WORDS).map(([name, words]) => leaf([name], preferencesSchema.shape, words)),
  ...Object.entries(REMINDER_WORDS).map(([name, words]) =>
    leaf(['reminders', name], reminderSettingsSchema.shape, words),
  ),
]

function leaf(path: readonly string[], shape: Readonly<Record<string, z.ZodType>>, words: string): Leaf {
  const schema = shape[path.at(-1) ?? '']
  if (schema === undefined) throw new Error(`There is no preference ${path.join('.')}.`)
  return { path, schema, words }
}

function valueAt(values: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => asObject(inner)?.[name], values)
}

/** The preferences with these values in place of the defaults. */
function withDefaults(
  said: readonly (readonly [readonly string[], unknown])[],
  defaults: Partial<Preferences>,
): Preferences {
  const reminders = said.flatMap(([[group, name], value]) =>
    group === 'reminders' && name !== undefined ? [[name, value] as const] : [],
  )
  const others = said.flatMap(([[name = '', below], value]) =>
    below === undefined ? [[name, value] as const] : [],
  )
  return preferencesSchema.parse({
    ...DEFAULT_PREFERENCES,
    ...defaults,
    ...Object.fromEntries(others),
    reminders: { ...DEFAULT_PREFERENCES.reminders, ...Object.fromEntries(reminders) },
  })
}

/** What is said of preferences outside of their section. */
export interface ElsewhereSaid {
  /** What holds where the section says nothing: Broker's own keys may say it. */
  readonly defaults: Partial<Preferences>
  /** What holds whatever the section says, by the preferences' own names (`preferencePath`). */
  readonly overrides: readonly Override[]
}

const NOTHING_ELSEWHERE: ElsewhereSaid = { defaults: {}, overrides: [] }

/**
 * The names of a preference as variables spell them (`REMINDERS__QUIETHOURS__FROM`, `undo_seconds`); undefined for what
 * is none, and for the file in use: what says where the settings are is not among them.
 */
export function preferencePath(path: readonly string[]): readonly string[] | undefined {
  const plain = (name: string | undefined): string => (name ?? '').toLowerCase().replaceAll('_', '')
  const found = LEAVES.find((known) => known.path.every((name, at) => plain(name) === plain(path[at])))
  if (found === undefined || found.path[0] === 'settingsFile') return undefined
  return [...found.path, ...path.slice(found.path.length)]
}

/** Reads the preferences; for a value that cannot be used the default holds, and a problem says which and where. */
export function readPreferences(
  content: SettingsContent,
  fileName: string,
  { defaults, overrides }: ElsewhereSaid = NOTHING_ELSEWHERE,
): { readonly preferences: Preferences; readonly problems: readonly SettingsProblem[] } {
  const inFile = asObject(content.data[PREFERENCES_SECTION] ?? {})
  const section = overrides.length === 0 ? inFile : overridden(inFile, overrides)
  const problems: SettingsProblem[] = []
  const tell = (path: readonly string[], says: string): void => {
    const decides = overrides.find((said) => path.slice(1).every((name, at) => said.path[at] === name))
    if (decides !== undefined && path.length > 1) {
      problems.push({ message: `${decides.variable}: ${says}` })
      return
    }
    const line = lineOf(content, path)
    problems.push({
      message: `${fileName}${line === undefined ? '' : `, line ${line}`}: ${says}`,
      ...(line === undefined ? {} : { line }),
    })
  }
  if (section === undefined) {
    tell([PREFERENCES_SECTION], `${PREFERENCES_SECTION} must be a section of its own. The defaults hold.`)
    return { preferences: { ...DEFAULT_PREFERENCES, ...defaults }, problems }
  }
  const { reminders } = section
  if (reminders !== undefined && reminders !== null && asObject(reminders) === undefined) {
    tell([PREFERENCES_SECTION, 'reminders'], 'reminders must be a section of its own. The defaults hold.')
  }
  const said = LEAVES.flatMap(({ path, schema, words }) => {
    const value = valueAt(section, path)
    if (value === undefined || value === null) return []
    if (schema.safeParse(value).success) return [[path, value] as const]
    const preset = valueAt({ ...DEFAULT_PREFERENCES, ...defaults }, path)
    const holds =
      typeof preset === 'string'
        ? preset
        : typeof preset === 'object'
          ? 'The default'
          : JSON.stringify(preset)
    tell([PREFERENCES_SECTION, ...path], `${path.join('.')} must be ${words}. ${holds} holds instead.`)
    return []
  })
  return { preferences: withDefaults(said, defaults), problems }
}

/** The section with what the environment says over it; a part of a value leaves its other parts as they hold. */
function overridden(
  section: Readonly<Record<string, unknown>> | undefined,
  overrides: readonly Override[],
): JsonObject {
  const values = jsonObjectSchema.safeParse(section ?? {}).data ?? {}
  const wholes = LEAVES.flatMap(({ path }): Override[] => {
    const isPart = ({ path: said }: Override): boolean =>
      said.length > path.length && path.every((name, at) => said[at] === name)
    const preset = jsonObjectSchema.safeParse(valueAt(DEFAULT_PREFERENCES, path)).data
    const part = overrides.find(isPart)
    return part === undefined || preset === undefined || valueAt(values, path) !== undefined
      ? []
      : [{ ...part, path, value: preset, merges: false }]
  })
  return withOverrides(values, [...wholes, ...overrides])
}

/** A change of preferences; what is absent or undefined stays. */
export type PreferencesPatch = { readonly [N in keyof Preferences]?: Preferences[N] | undefined }

/** A change that can be. Throws `INVALID_INPUT` for a value that cannot. */
export function parsePatch(patch: PreferencesPatch): PreferencesPatch {
  const parsed = preferencesSchema.partial().safeParse(patch)
  if (parsed.success) return parsed.data
  throw new BrokerError({
    code: 'INVALID_INPUT',
    message: 'These preferences cannot be saved.',
    fieldErrors: Object.fromEntries(
      parsed.error.issues.map((issue) => [issue.path.join('.'), issue.message]),
    ),
  })
}

/** What differs of a patch from what the file says: where, and its new value. */
export function changedPreferences(
  content: SettingsContent,
  patch: PreferencesPatch,
  defaults: Partial<Preferences> = {},
): readonly { readonly path: readonly string[]; readonly value: Json }[] {
  const section = content.data[PREFERENCES_SECTION]
  return LEAVES.flatMap(({ path }) => {
    const value = valueAt(patch, path)
    const before = valueAt(section, path) ?? valueAt({ ...DEFAULT_PREFERENCES, ...defaults }, path)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the patch was parsed: it is made of such values
    return value === undefined || isDeepStrictEqual(value, before) ? [] : [{ path, value: value as Json }]
  })
}
