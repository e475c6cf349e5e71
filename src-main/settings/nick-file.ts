import { isDeepStrictEqual } from 'node:util'
import { isMap, isScalar } from 'yaml'
import { BrokerError } from '@shared/domain/error'
import { jsonSchema, type Json, type JsonObject } from '@shared/lib/json'
import { lineOf, type SettingsContent } from '@main/settings/settings-text'
import { asObject } from '@main/settings/values'
import { deleteYaml, readYaml, renameYaml, setYaml, type YamlPath } from '@main/settings/yaml-edit'
import { orderYaml } from '@main/settings/yaml-move'

/** A nick as the settings file has it. */
export interface NickEntry {
  readonly name: string
  /** Broker's keyword arguments, as the file says them; empty where `problem` says why there are none. */
  readonly values: JsonObject
  readonly problem?: string
}

/** The settings file, as far as nicks are concerned. */
export interface NickSettings {
  readonly name: string
  content(): SettingsContent
  /** Throws `CONFIG` when the file cannot be changed; it is as it was then. */
  edit(change: (text: string) => string): void
}

/** The map `nicks` of the settings file, which the original reads, too. Comments, order and unknown keys are kept. */
export class NickFile {
  readonly #file: NickSettings

  constructor(file: NickSettings) {
    this.#file = file
  }

  /** In the order of the file. */
  list(): readonly NickEntry[] {
    const content = this.#file.content()
    const section = sectionOf(content)
    const map = asObject(content.data[section ?? ''])
    if (section === undefined || map === undefined) return []
    return namesIn(content, section).map((name) => this.#entry(content, [section, name], map[name]))
  }

  /** Why there are no nicks though the file has something of that name. */
  problem(): string | undefined {
    const content = this.#file.content()
    const section = sectionOf(content)
    const value = content.data[section ?? '']
    if (section === undefined || value === null || asObject(value) !== undefined) return undefined
    return `${this.#where(content, [section])}: ${section} must be names with arguments below them.`
  }

  /**
   * Adds or changes a nick: only the lines of what differs change. Throws `CONFIG` when the file cannot be read as it is
   * or a value comes from somewhere else in it (a merge key) and cannot be taken out.
   */
  save(name: string, values: JsonObject, previousName?: string): void {
    const before = this.list().find((nick) => nick.name === (previousName ?? name))
    this.#file.edit((text) => {
      const content = this.#file.content()
      const section = sectionOf(content) ?? 'nicks'
      if (before === undefined || before.problem !== undefined) return setYaml(text, [section, name], values)
      const renamed =
        before.name === name ? text : renameYaml(text, pathOf(content, section, before.name), name)
      const path = before.name === name ? pathOf(content, section, name) : [section, name]
      const result = changed(renamed, path, before.values, values)
      const said = asObject(asObject(asObject(readYaml(result).toJS())?.[section])?.[name])
      if (isDeepStrictEqual(valuesIn(said ?? {}), values)) return result
      throw cannotSave(name)
    })
  }

  /** Nothing happens where there is no such nick. */
  remove(name: string): void {
    this.#file.edit((text) => {
      const content = this.#file.content()
      const section = sectionOf(content)
      return section === undefined ? text : deleteYaml(text, pathOf(content, section, name))
    })
  }

  /** Puts the nicks into this order; names that are not said stay behind those that are. */
  order(names: readonly string[]): void {
    this.#file.edit((text) => {
      const content = this.#file.content()
      const section = sectionOf(content)
      if (section === undefined) return text
      const all = namesIn(content, section)
      const wanted = names.filter((name) => all.includes(name))
      return orderYaml(text, [section], [...wanted, ...all.filter((name) => !wanted.includes(name))])
    })
  }

  #entry(content: SettingsContent, path: YamlPath, value: unknown): NickEntry {
    const name = String(path.at(-1))
    const values = asObject(value ?? {})
    if (values !== undefined) return { name, values: valuesIn(values) }
    return {
      name,
      values: {},
      problem: `${this.#where(content, path)}: the nick ${name} must have arguments below it.`,
    }
  }

  #where(content: SettingsContent, path: YamlPath): string {
    const line = lineOf(content, path)
    return line === undefined ? this.#file.name : `${this.#file.name}, line ${line}`
  }
}

/** The section counts in any case of letters, as every name of the original's settings does. */
function sectionOf(content: SettingsContent): string | undefined {
  return Object.keys(content.data).find((name) => name.toLowerCase() === 'nicks')
}

function namesIn(content: SettingsContent, section: string): readonly string[] {
  const map = content.document.getIn([section], true)
  if (!isMap(map)) return Object.keys(asObject(content.data[section]) ?? {})
  const own = map.items.flatMap((pair) => (isScalar(pair.key) ? [String(pair.key.value)] : []))
  // What a merge key brings in comes after what is written there.
  const all = Object.keys(asObject(content.data[section]) ?? {})
  return [...own.filter((name) => all.includes(name)), ...all.filter((name) => !own.includes(name))]
}

/** The name "12" may be the number 12 in the file. */
function pathOf(content: SettingsContent, section: string, name: string): YamlPath {
  const map = content.document.getIn([section], true)
  const pair = isMap(map)
    ? map.items.find((each) => isScalar(each.key) && String(each.key.value) === name)
    : undefined
  const key = isScalar(pair?.key) ? pair.key.value : name
  return [section, typeof key === 'number' ? key : name]
}

/** What YAML can say and JSON cannot (.inf) stands as its text. */
function valuesIn(values: Readonly<Record<string, unknown>>): JsonObject {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]): [string, Json] => [
      name,
      value === null ? null : (jsonSchema.safeParse(value).data ?? textOf(value)),
    ]),
  )
}

function textOf(value: unknown): string {
  return typeof value === 'number' ? String(value) : JSON.stringify(value)
}

function changed(text: string, path: YamlPath, before: JsonObject, values: JsonObject): string {
  const set = Object.entries(values)
    .filter(([name, value]) => !isDeepStrictEqual(before[name], value))
    .reduce((rest, [name, value]) => setYaml(rest, [...path, name], value), text)
  return Object.keys(before)
    .filter((name) => !Object.hasOwn(values, name))
    .reduce((rest, name) => deleteYaml(rest, [...path, name]), set)
}

function cannotSave(name: string): BrokerError {
  return new BrokerError({
    code: 'CONFIG',
    message: `The nick ${name} has arguments that come from another place of the settings file.`,
    hint: 'Take them out in the file by hand. Your file is not changed.',
  })
}
