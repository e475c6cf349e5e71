import type { Field } from '@shared/domain/form'
import { isJsonObject, jsonSchema, type Json, type JsonObject } from '@shared/lib/json'
import { isSecretName } from '@shared/lib/redact'
import { tomlValue } from '@main/settings/toml-value'
import { asObject } from '@main/settings/values'
import { yamlValues } from '@main/settings/yaml-values'

/** One value that the environment says in place of what a settings file does. */
export interface Override {
  /** The variable as the person wrote it. */
  readonly variable: string
  /** Where in the settings, below a top-level key or a section: none for the key itself. */
  readonly path: readonly string[]
  readonly value: Json
  /** It is added to the list or map that is there (`@merge`). */
  readonly merges: boolean
}

export type Env = Readonly<Record<string, string | undefined>>

/** What the environment says of one provider's section; each by the field that it is about, with a path below it. */
export interface SectionEnvironment {
  /** For all its instances: `BROKER_ANSIBLETOWER__base_url`. */
  readonly shared: readonly Override[]
  /** For one, by its name in lower case: `BROKER_ANSIBLETOWER__instances__prod__base_url`. */
  readonly instances: ReadonlyMap<string, InstanceEnvironment>
}

/** What the environment says of one instance. */
export interface InstanceEnvironment {
  /** As the first variable spells it: for one that the file does not have. */
  readonly name: string
  readonly variables: readonly string[]
  readonly values: readonly Override[]
}

/** Said of where the broker command's things are, and how it asks: no settings. */
const NO_SETTINGS = new Set(['directory', 'non_interactive', 'no_global_config'])
/** Variables of our own that have nothing to do with settings (docs/development.md). */
const OURS = /^BROKER_DESKTOP_(?!_)/iu
const CAST = /^@(\w+)(?:\s+(.*))?$/su

/** What the variables say of a top-level key or section (`BROKER_<NAME>`, `BROKER_<NAME>__<key>`), in the order of names. */
export function overridesOf(
  env: Env,
  name: string,
  typeOf: (path: readonly string[]) => Field | undefined,
): readonly Override[] {
  return variablesOf(env).flatMap(({ variable, text, key, path }): Override[] => {
    if (key !== name.toLowerCase()) return []
    const read = valueOf(text, path, typeOf(path))
    return read === undefined ? [] : [{ variable, path, ...read }]
  })
}

/** Variables that look like settings and cannot be read, each with the reason. */
export function environmentProblems(env: Env): readonly string[] {
  return variablesOf(env).flatMap(({ variable, text }) => {
    const cast = CAST.exec(text)?.[1]
    if (cast === undefined || isKnownCast(cast)) return []
    return [`${variable} begins with @${cast}, which is not read here: the variable has no effect.`]
  })
}

function variablesOf(env: Env): readonly {
  readonly variable: string
  readonly text: string
  readonly key: string
  readonly path: readonly string[]
}[] {
  return Object.entries(env)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([variable, text]) => {
      const [first = '', ...path] = variable.split('__')
      const key = /^BROKER_(.+)$/iu.exec(first)?.[1]?.toLowerCase()
      const isSetting =
        key !== undefined && !NO_SETTINGS.has(key) && !OURS.test(variable) && !path.includes('')
      return text === undefined || !isSetting ? [] : [{ variable, text, key, path }]
    })
}

/** The variables that Broker takes in place of what its settings file says of a provider, in any case of letters. */
export function sectionEnvironment(env: Env, section: string, fields: readonly Field[]): SectionEnvironment {
  const fieldNamed = (name: string | undefined): Field | undefined =>
    fields.find((field) => field.name.toLowerCase() === name?.toLowerCase())
  const typeOf = (path: readonly string[]): Field | undefined => {
    const inside = isInstances(path) ? path.slice(2) : path
    return inside.length === 1 ? fieldNamed(inside[0]) : undefined
  }
  const shared: Override[] = []
  const instances = new Map<string, InstanceEnvironment>()
  for (const said of overridesOf(env, section, typeOf).flatMap(takenApart)) {
    const [first = '', name, ...below] = said.path
    if (!isInstances(said.path)) {
      shared.push({ ...said, path: [fieldNamed(first)?.name ?? first.toLowerCase(), ...said.path.slice(1)] })
      continue
    }
    const [field, ...deeper] = below
    if (name === undefined || field === undefined) continue
    const key = name.toLowerCase()
    const before = instances.get(key)
    instances.set(key, {
      name: before?.name ?? plainName(name),
      variables: [...new Set([...(before?.variables ?? []), said.variable])],
      values: [
        ...(before?.values ?? []),
        { ...said, path: [fieldNamed(field)?.name ?? field.toLowerCase(), ...deeper] },
      ],
    })
  }
  return { shared, instances }
}

/** A whole section, `instances`, or an instance said as one map means each of its values. */
function takenApart(said: Override): readonly Override[] {
  const { path, value } = said
  const isWhole = path.length === 0 || (isInstances(path) && path.length < 3)
  if (!isWhole) return [said]
  if (!isJsonObject(value)) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    takenApart({ ...said, path: [...path, name], value: inner }),
  )
}

function isInstances(path: readonly string[]): boolean {
  return path[0]?.toLowerCase() === 'instances'
}

/** Names in variables are mostly written in capitals; a name that is meant so is rare. */
function plainName(name: string): string {
  return /\p{Ll}/u.test(name) ? name : name.toLowerCase()
}

/** Values with what the environment says of them: keys that are there are found in any case of letters. */
export function withOverrides(values: JsonObject, overrides: readonly Override[]): JsonObject {
  return overrides.reduce<JsonObject>((all, { path, value, merges }) => {
    const changed = setAt(all, path, value, merges)
    return isJsonObject(changed) ? changed : all
  }, values)
}

/** The variables of overrides by the first name of their paths, several of one name with commas between. */
export function variablesByName(overrides: readonly Override[]): Readonly<Record<string, string>> {
  const named = new Map<string, Set<string>>()
  for (const { variable, path } of overrides) {
    const [name = ''] = path
    named.set(name, (named.get(name) ?? new Set()).add(variable))
  }
  return Object.fromEntries([...named].map(([name, variables]) => [name, [...variables].join(', ')]))
}

function setAt(before: Json | undefined, path: readonly string[], value: Json, merges: boolean): Json {
  const [first, ...rest] = path
  if (first === undefined) return merges ? merged(before, value) : value
  const map = before !== undefined && isJsonObject(before) ? before : {}
  const key = Object.keys(map).find((name) => name.toLowerCase() === first.toLowerCase()) ?? plainName(first)
  return { ...map, [key]: setAt(map[key], rest, value, merges) }
}

function merged(before: Json | undefined, value: Json): Json {
  if (Array.isArray(before)) return [...before, ...(Array.isArray(value) ? value : [value])]
  if (before !== undefined && isJsonObject(before) && isJsonObject(value)) return { ...before, ...value }
  return value
}

function isKnownCast(cast: string): boolean {
  return ['str', 'int', 'float', 'bool', 'json', 'none', 'merge'].includes(cast)
}

/**
 * As the original reads them: `@int`, `@bool` and the like say the type; else numbers, true and false, quoted texts,
 * lists and maps are what they look like. A field that holds a text, or a secret by its name, keeps it as it stands: a
 * token of digits is no number. Undefined for what is not read here (`environmentProblems`).
 */
function valueOf(
  text: string,
  path: readonly string[],
  field: Field | undefined,
): Pick<Override, 'value' | 'merges'> | undefined {
  const [, cast, rest = ''] = CAST.exec(text) ?? []
  if (cast === undefined) {
    const isText = field === undefined ? isSecretName(path.at(-1) ?? '') : isTextField(field)
    return { value: isText ? text : lookedAt(text), merges: false }
  }
  if (!isKnownCast(cast)) return undefined
  if (cast === 'str') return { value: rest, merges: false }
  if (cast === 'none') return { value: null, merges: false }
  if (cast === 'bool') return { value: /^(true|yes|on|1|t|y)$/iu.test(rest), merges: false }
  return { value: cast === 'merge' ? mergedValue(rest) : lookedAt(rest), merges: cast === 'merge' }
}

/** `@merge {a = 1}`, `@merge a=1`, `@merge [1, 2]`, `@merge 1, 2`. */
function mergedValue(text: string): Json {
  const value = lookedAt(text)
  if (typeof value !== 'string' || /^\s*["']/u.test(text)) return value
  const pair = /^([\w.-]+)\s*=\s*(.*)$/su.exec(value)
  if (pair !== null) return { [pair[1] ?? '']: lookedAt(pair[2] ?? '') }
  return value.split(',').map((part) => lookedAt(part.trim()))
}

function lookedAt(text: string): Json {
  if (/^\s*["'[{]/u.test(text)) return tomlValue(text) ?? fromJson(text) ?? text
  const read = yamlValues(text)
  const isPlain = 'value' in read && (typeof read.value === 'number' || typeof read.value === 'boolean')
  return (isPlain ? jsonSchema.safeParse(read.value).data : undefined) ?? text
}

function fromJson(text: string): Json | undefined {
  try {
    return jsonSchema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

function isTextField(field: Field): boolean {
  return !['integer', 'number', 'boolean', 'list', 'map', 'json'].includes(field.type)
}

/** Whether a value of the file says that the file wins over the environment. */
export function overridesEnvironment(values: unknown): boolean {
  const said = asObject(values)?.['override_envars']
  return said === true || (typeof said === 'string' && said.toLowerCase() === 'true')
}
