import { isDeepStrictEqual } from 'node:util'
import type { Json, JsonObject } from '@shared/lib/json'
import type { InstanceEntry, ProviderSection } from '@main/settings/sections'
import { SECRET_MARKER } from '@main/settings/marker'
import { appendYaml, deleteYaml, renameYaml, setYaml, type YamlPath } from '@main/settings/yaml-edit'

/** What one instance shall say in the file. */
export interface InstanceChange {
  readonly kind: string
  readonly section: ProviderSection | undefined
  /** The instance as it is now; absent for a new one. */
  readonly entry: InstanceEntry | undefined
  readonly name: string
  readonly isDefault: boolean
  /** Without secrets. */
  readonly config: JsonObject
  /** Known fields: one that is not in `config` goes from the file; unknown keys stay. */
  readonly fields: readonly string[]
  /** Secrets that the vault has now: the file says only that. */
  readonly marked: readonly string[]
  /** Secrets that were taken away: nothing is said of them. */
  readonly dropped: readonly string[]
}

/** The text of the settings file with an instance added or changed. */
export function writeInstance(text: string, change: InstanceChange): string {
  const { entry, section, name } = change
  // The default is taken from the others first: a list must not change under the path of the new entry.
  const others = (section?.instances ?? []).filter((other) => other !== entry)
  const before = change.isDefault ? others.reduce(withoutDefault, text) : text
  if (entry?.path === undefined) return addInstance(before, change)
  const path = moved(entry.path, name)
  const values = writeValues(renamed(before, entry.path, name), path, change, entry.own)
  return change.isDefault && !entry.saysDefault ? setYaml(values, [...path, 'default'], true) : values
}

/** The text without an instance; another one becomes the default if it was it. */
export function withoutInstance(text: string, section: ProviderSection, entry: InstanceEntry): string {
  if (entry.path === undefined) return deleteYaml(text, [section.key])
  const heir = section.instances.find((other) => other !== entry)
  const inherited =
    entry.isDefault && heir?.path !== undefined ? setYaml(text, [...heir.path, 'default'], true) : text
  // An entry of the original's list is a map of one name: with the name goes the entry.
  return deleteYaml(inherited, section.form === 'list' ? entry.path.slice(0, -1) : entry.path)
}

function addInstance(text: string, change: InstanceChange): string {
  const { kind, section, name, isDefault } = change
  const at = [section?.key ?? kind, 'instances']
  const values: JsonObject = {
    ...ownValues(change, {}),
    ...markers(change),
    ...(isDefault ? { default: true } : {}),
  }
  if (section?.form === 'list') return appendYaml(text, at, { [name]: values })
  return setYaml(text, [...at, name], values)
}

function renamed(text: string, path: YamlPath, name: string): string {
  return String(path.at(-1)) === name ? text : renameYaml(text, path, name)
}

function moved(path: YamlPath, name: string): YamlPath {
  return String(path.at(-1)) === name ? path : [...path.slice(0, -1), name]
}

function writeValues(text: string, path: YamlPath, change: InstanceChange, own: JsonObject): string {
  const wanted = { ...ownValues(change, own), ...markers(change) }
  const unsaid = Object.keys(own).filter(
    (name) => change.fields.includes(name) && !Object.hasOwn(wanted, name),
  )
  const gone = [...new Set([...change.dropped, ...unsaid])]
  const set = Object.entries(wanted)
    .filter(([name, value]) => !isDeepStrictEqual(own[name], value))
    .reduce((rest, [name, value]) => setYaml(rest, [...path, name], value), text)
  return gone.reduce((rest, name) => deleteYaml(rest, [...path, name]), set)
}

function markers({ marked }: InstanceChange): JsonObject {
  return Object.fromEntries(marked.map((name) => [name, SECRET_MARKER]))
}

/** What the section says for all of them is not said once more, unless the instance said it already. */
function ownValues(change: InstanceChange, own: JsonObject): JsonObject {
  const shared = change.section?.shared ?? {}
  const isOwn = ([name, value]: [string, Json]): boolean =>
    value !== null && (Object.hasOwn(own, name) || !isDeepStrictEqual(shared[name], value))
  return Object.fromEntries(Object.entries(change.config).filter(isOwn))
}

function withoutDefault(text: string, entry: InstanceEntry): string {
  return entry.path === undefined || !entry.saysDefault ? text : deleteYaml(text, [...entry.path, 'default'])
}
