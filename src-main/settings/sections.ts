import { isMap, isScalar } from 'yaml'
import { jsonObjectSchema, type JsonObject } from '@shared/lib/json'
import { overridesEnvironment } from '@main/settings/environment'
import { SECRET_MARKER } from '@main/settings/marker'
import { lineOf, type SettingsContent, type SettingsProblem } from '@main/settings/settings-text'
import { asObject } from '@main/settings/values'
import type { YamlPath } from '@main/settings/yaml-edit'

/** One instance as the file has it. */
export interface InstanceEntry {
  readonly name: string
  /** Where its values are; absent when the section itself is the one instance. */
  readonly path?: YamlPath
  /** What it says itself, over what its section says. */
  readonly own: JsonObject
  readonly isDefault: boolean
  /** Whether the file itself calls it the default; several may, and only one is. */
  readonly saysDefault: boolean
  /** Whether its values win over the environment (`override_envars`). */
  readonly keepsOwn: boolean
}

/** A provider's section: values for all its instances, and the instances. */
export interface ProviderSection {
  /** The section's name as the file spells it. */
  readonly key: string
  /** As a map (ours), as the original's list of single-key maps, or none written. */
  readonly form: 'map' | 'list' | 'none'
  readonly shared: JsonObject
  readonly instances: readonly InstanceEntry[]
  readonly problems: readonly SettingsProblem[]
}

/** The name of the one instance that a section without `instances` is. */
export const ONLY_INSTANCE = 'default'
/** Keys that say how the file is to be read, and are no configuration. */
const RESERVED = new Set(['instances', 'default', 'override_envars'])

/** Whether a key of an instance is configuration. */
export function isConfigKey(name: string): boolean {
  return !RESERVED.has(name)
}

/** Reads a provider's section; undefined when the file has none. The section's name counts in any case of letters. */
export function readSection(
  content: SettingsContent,
  kind: string,
  fileName: string,
): ProviderSection | undefined {
  const key = Object.keys(content.data).find((name) => name.toLowerCase() === kind.toLowerCase())
  if (key === undefined) return undefined
  const problems: SettingsProblem[] = []
  const tell = (path: YamlPath, says: string): void => {
    const line = lineOf(content, path)
    const where = line === undefined ? '' : `, line ${line}`
    problems.push({ message: `${fileName}${where}: ${says}`, ...(line === undefined ? {} : { line }) })
  }
  const section = asObject(content.data[key] ?? {})
  if (section === undefined) {
    tell([key], `${key} must be a section with keys of its own.`)
    return { key, form: 'none', shared: {}, instances: [], problems }
  }
  const shared = configIn(section)
  if (!Object.hasOwn(section, 'instances')) {
    const keepsOwn = overridesEnvironment(section)
    const only = { name: ONLY_INSTANCE, own: {}, isDefault: true, saysDefault: false, keepsOwn }
    return { key, form: 'none', shared, instances: Object.keys(shared).length === 0 ? [] : [only], problems }
  }
  const found = findInstances(content, [key, 'instances'], tell)
  const instances = withOneDefault(found, key, tell)
  return { key, form: Array.isArray(section['instances']) ? 'list' : 'map', shared, instances, problems }
}

type Tell = (path: YamlPath, says: string) => void
type Found = InstanceEntry & { readonly path: YamlPath }

function findInstances(content: SettingsContent, at: YamlPath, tell: Tell): readonly Found[] {
  const value = valueAt(content.data, at) ?? null
  const places: readonly (readonly [YamlPath, Readonly<Record<string, unknown>>])[] = Array.isArray(value)
    ? value.map((entry: unknown, index) => [[...at, index], asObject(entry) ?? {}] as const)
    : [[at, asObject(value ?? {}) ?? {}]]
  if (value !== null && typeof value !== 'object') tell(at, 'instances must be names with values below them.')
  const found: Found[] = []
  for (const [place, entries] of places) {
    if (Array.isArray(value) && Object.keys(entries).length !== 1) {
      tell(place, 'an entry of instances must be one name with its values below it. It is left out.')
      continue
    }
    for (const [name, raw] of Object.entries(entries)) {
      const path = [...place, keyAt(content, place, name)]
      const values = asObject(raw ?? {})
      if (values === undefined) tell(path, `the instance ${name} must have values below it. It is left out.`)
      else if (found.some((other) => other.name === name))
        tell(path, `the instance ${name} is there twice. The first holds.`)
      else
        found.push({
          name,
          path,
          own: configIn(values),
          isDefault: false,
          saysDefault: isTrue(values['default']),
          keepsOwn: overridesEnvironment(values),
        })
    }
  }
  return found
}

/** Exactly one is the default: the first that says so, or the first of all. */
function withOneDefault(found: readonly Found[], key: string, tell: Tell): readonly InstanceEntry[] {
  const said = found.filter((entry) => entry.saysDefault)
  const chosen = said[0] ?? found[0]
  if (chosen === undefined) return []
  if (said.length > 1)
    tell(said[1]?.path ?? [], `${key} has ${said.length} default instances. ${chosen.name} holds.`)
  if (said.length === 0 && found.length > 1) {
    tell(chosen.path, `no instance of ${key} says "default: true". ${chosen.name} holds.`)
  }
  return found.map((entry) => ({ ...entry, isDefault: entry === chosen }))
}

function configIn(values: Readonly<Record<string, unknown>>): JsonObject {
  // What YAML can say and JSON cannot (.inf) stands as its text, so that the field's check tells of it.
  const entries = Object.entries(values).filter(
    ([name, value]) => isConfigKey(name) && value !== SECRET_MARKER,
  )
  return jsonObjectSchema.parse(
    Object.fromEntries(
      entries.map(([name, value]) => [
        name,
        jsonObjectSchema.safeParse({ value }).success ? value : String(value),
      ]),
    ),
  )
}

function valueAt(data: unknown, path: YamlPath): unknown {
  return path.reduce<unknown>((inner, name) => asObject(inner)?.[name], data)
}

/** A key as the document has it: the name "12" may be the number 12 there. */
function keyAt(content: SettingsContent, place: YamlPath, name: string): string | number {
  if (Number.isNaN(Number(name))) return name
  const map = content.document.getIn(place)
  if (!isMap(map)) return name
  const key = map.items.map((pair) => pair.key).find((each) => isScalar(each) && String(each.value) === name)
  return isScalar(key) && typeof key.value === 'number' ? key.value : name
}

/** `default: True` is Python's spelling, and some quote it. */
function isTrue(value: unknown): boolean {
  return value === true || (typeof value === 'string' && value.toLowerCase() === 'true')
}
