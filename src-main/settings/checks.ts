import { checkForm } from '@shared/domain/form-check'
import { labelOf, type ConfigurableKind } from '@main/settings/instance-config'
import { readInventoryFields } from '@main/settings/inventory-fields'
import { readSection } from '@main/settings/sections'
import { lineOf, type SettingsContent, type SettingsProblem } from '@main/settings/settings-text'
import { asObject } from '@main/settings/values'
import type { YamlPath } from '@main/settings/yaml-edit'
import type { JsonObject } from '@shared/lib/json'

/** What Broker's own keys must be. */
const BASE: readonly {
  readonly path: YamlPath
  readonly is: (value: unknown) => boolean
  readonly words: string
}[] = [
  { path: ['thread_limit'], is: isNumber, words: 'a number' },
  { path: ['ssh', 'host_ssh_port'], is: isNumber, words: 'a number' },
  { path: ['ssh', 'host_connection_timeout'], is: isNumber, words: 'a number' },
  { path: ['host_ssh_port'], is: isNumber, words: 'a number' },
  { path: ['host_connection_timeout'], is: isNumber, words: 'a number' },
  { path: ['ssh'], is: isMap, words: 'a section with keys of its own' },
  { path: ['nicks'], is: isMap, words: 'names with their arguments below them' },
  { path: ['logging'], is: isMap, words: 'a section with keys of its own' },
  { path: ['provider_labels'], is: isMap, words: 'names with their values' },
]

/**
 * Everything that is wrong in a settings text that can be read: sections, Broker's own keys, and the values of each
 * instance, each with its line.
 */
export function checkSettings(options: {
  readonly content: SettingsContent
  readonly name: string
  readonly kinds: readonly ConfigurableKind[]
  /** The configuration of an instance with what is not in the text: the vault's secrets and the environment. */
  readonly complete: (kind: ConfigurableKind, instance: string, said: JsonObject) => JsonObject
}): readonly SettingsProblem[] {
  const { content, name, kinds } = options
  const tell = (path: YamlPath, says: string): SettingsProblem => {
    const line = nearestLine(content, path)
    return {
      message: `${name}${line === undefined ? '' : `, line ${line}`}: ${says}`,
      ...(line === undefined ? {} : { line }),
    }
  }
  const base = BASE.flatMap(({ path, is, words }) => {
    const value = path.reduce<unknown>((inner, key) => asObject(inner)?.[key], content.data)
    if (value === undefined || value === null || is(value)) return []
    return [tell(path, `${path.join('.')} must be ${words}.`)]
  })
  const sections = kinds.flatMap((kind) => {
    const section = readSection(content, kind.kind, name)
    const instances = (section?.instances ?? []).flatMap((entry) => {
      const config = options.complete(kind, entry.name, { ...section?.shared, ...entry.own })
      return Object.entries(checkForm(kind.configFields, config)).map(([field, text]) =>
        tell(
          [...(entry.path ?? [section?.key ?? kind.kind]), field],
          `${kind.title} ${entry.name}, ${labelOf(kind, field)}: ${text}`,
        ),
      )
    })
    return [...(section?.problems ?? []), ...instances]
  })
  const { problems } = readInventoryFields(content, name)
  return [...base, ...problems, ...sections].toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
}

/** The line of an entry, else of what it would be in. */
function nearestLine(content: SettingsContent, path: YamlPath): number | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const inner = path.slice(0, length)
    const value = inner.reduce<unknown>(
      (at, key) => (Array.isArray(at) ? (at[Number(key)] as unknown) : asObject(at)?.[key]),
      content.data,
    )
    const line = value === undefined ? undefined : lineOf(content, inner)
    // The line of a map is that of its first key: its own name stands one above.
    if (line !== undefined) return length < path.length && asObject(value) !== undefined ? line - 1 : line
  }
  return undefined
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number'
}

function isMap(value: unknown): boolean {
  return asObject(value) !== undefined
}
