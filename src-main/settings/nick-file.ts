import { isDeepStrictEqual } from 'node:util'
import { isMap, isScalar } from 'yaml'
import { BrokerError } from '@shared/domain/error'
import { isJsonObject, jsonSchema, type Json, type JsonObject } from '@shared/lib/json'
import { lineOf, type SettingsContent } from '@main/settings/settings-text'
import { variablesByName, withOverrides, type Override } from '@main/settings/environment'
import { SECRET_MARKER } from '@main/settings/marker'
import { asObject } from '@main/settings/values'
import { deleteYaml, readYaml, renameYaml, setYaml, type YamlPath } from '@main/settings/yaml-edit'
import { orderYaml } from '@main/settings/yaml-move'

/** A nick as the settings file has it. */
export interface NickEntry {
  readonly name: string
  /** Broker's keyword arguments, as the file says them; empty where `problem` says why there are none. */
  readonly values: JsonObject
  readonly problem?: string
  /** The arguments that the environment decides, with the variable. */
  readonly environment?: Readonly<Record<string, string>>
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
  readonly #overrides: readonly Override[]

  /** With what the environment says of nicks, by name and argument. */
  constructor(file: NickSettings, overrides: readonly Override[] = []) {
    this.#file = file
    this.#overrides = overrides.flatMap(takenApart)
  }

  /** In the order of the file, with what the environment says over it; nicks that it alone has are the last. */
  list(): readonly NickEntry[] {
    const inFile = this.#inFile()
    if (this.#overrides.length === 0) return inFile
    const isOf = (name: string, { path: [first = ''] }: Override): boolean =>
      first.toLowerCase() === name.toLowerCase()
    const added = new Map(
      this.#overrides
        .filter((said) => !inFile.some(({ name }) => isOf(name, said)))
        .map(({ path: [name = ''] }) => [name.toLowerCase(), { name: name.toLowerCase(), values: {} }]),
    )
    return [...inFile, ...added.values()].map((entry): NickEntry => {
      const said = this.#overrides
        .filter((each) => isOf(entry.name, each))
        .map((each) => ({ ...each, path: argumentPath(each.path.slice(1), entry.values) }))
      if (said.length === 0) return entry
      return {
        name: entry.name,
        values: withOverrides(entry.values, said),
        environment: variablesByName(said),
      }
    })
  }

  #inFile(): readonly NickEntry[] {
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
   * or a value comes from somewhere else in it (a merge key) and cannot be taken out. What the environment decides stays
   * as the file says it.
   */
  save(name: string, wanted: JsonObject, previousName?: string): void {
    const isThis = (nick: NickEntry): boolean => nick.name === (previousName ?? name)
    const before = this.#inFile().find(isThis)
    const decided = new Set(Object.keys(this.list().find(isThis)?.environment ?? {}))
    const values =
      before === undefined
        ? wanted
        : Object.fromEntries([
            ...Object.entries(wanted).filter(([argument]) => !decided.has(argument)),
            ...Object.entries(before.values).filter(([argument]) => decided.has(argument)),
          ])
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

  /** Nothing happens where there is no such nick. Throws `CONFIG` for one that the environment alone has. */
  remove(name: string): void {
    const { environment } = this.list().find((nick) => nick.name === name) ?? {}
    if (environment !== undefined && !this.#inFile().some((nick) => nick.name === name)) {
      throw new BrokerError({
        code: 'CONFIG',
        message: `${name} is not in the settings file: ${Object.values(environment).join(', ')} of the environment makes it.`,
        hint: 'Take the variable away, then start Broker Desktop again.',
      })
    }
    this.#file.edit((text) => {
      const content = this.#file.content()
      const section = sectionOf(content)
      return section === undefined ? text : deleteYaml(text, pathOf(content, section, name))
    })
  }

  /** Puts markers in the place of values that the vault has now. Throws `CONFIG` when the file cannot be changed. */
  markSecrets(places: readonly { readonly nick: string; readonly argument: string }[]): void {
    this.#file.edit((text) => {
      const content = this.#file.content()
      const section = sectionOf(content) ?? 'nicks'
      return places.reduce(
        (rest, { nick, argument }) =>
          setYaml(rest, [...pathOf(content, section, nick), argument], SECRET_MARKER),
        text,
      )
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

/** All nicks, or all arguments of one, said as one map mean each of them. */
function takenApart(said: Override): readonly Override[] {
  if (said.path.length >= 2) return [said]
  if (!isJsonObject(said.value)) return []
  return Object.entries(said.value).flatMap(([name, value]) =>
    takenApart({ ...said, path: [...said.path, name], value }),
  )
}

/** An argument as the nick spells it; capitals are how variables are written. */
function argumentPath([first = '', ...rest]: readonly string[], values: JsonObject): readonly string[] {
  const known = Object.keys(values).find((name) => name.toLowerCase() === first.toLowerCase())
  return [known ?? (/\p{Ll}/u.test(first) ? first : first.toLowerCase()), ...rest]
}

/** The section counts in any case of letters, as every name of the original's settings does. */
function sectionOf(content: SettingsContent): string | undefined {
  return Object.keys(content.data).find((name) => name.toLowerCase() === 'nicks')
}

function namesIn(content: SettingsContent, section: string): readonly string[] {
  const read = Object.keys(asObject(content.data[section]) ?? {})
  // Only merges and names that are numbers come in another order than they stand; places take long in a large file.
  if (!content.text.includes('<<') && !read.some((name) => /^\d+$/u.test(name))) return read
  const map = content.document.getIn([section], true)
  if (!isMap(map)) return read
  const own = map.items.flatMap((pair) => (isScalar(pair.key) ? [String(pair.key.value)] : []))
  // What a merge key brings in comes after what is written there.
  const [all, written] = [new Set(read), new Set(own)]
  return [...own.filter((name) => all.has(name)), ...read.filter((name) => !written.has(name))]
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

/** What YAML can say and JSON cannot (.inf) stands as its text; a marker of a secret says nothing. */
function valuesIn(values: Readonly<Record<string, unknown>>): JsonObject {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): [string, Json][] =>
      value === SECRET_MARKER
        ? []
        : [[name, value === null ? null : (jsonSchema.safeParse(value).data ?? textOf(value))]],
    ),
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
