import { isNode, type Document } from 'yaml'
import { asObject } from '@main/settings/values'
import { readYaml, type YamlPath } from '@main/settings/yaml-edit'
import { yamlValues } from '@main/settings/yaml-values'

/** What is wrong in the settings file, in a sentence that names the line, and where it is. */
export interface SettingsProblem {
  readonly message: string
  readonly line?: number
  readonly column?: number
}

/** The settings as a text says them. */
export interface SettingsContent {
  readonly text: string
  /** For places and edits; read when it is first asked for, because that takes long for a large file. */
  readonly document: Document
  readonly data: Readonly<Record<string, unknown>>
}

type Reading = { readonly content: SettingsContent } | { readonly problem: SettingsProblem }

/** The file, its checks and its pages ask about the same text one after the other. */
let last: { readonly text: string; readonly name: string; readonly reading: Reading } | undefined

/** What a text says, or why it cannot be read; `name` is what messages call the file. */
export function readSettings(text: string, name: string): Reading {
  if (last?.text !== text || last.name !== name) last = { text, name, reading: readAnew(text, name) }
  return last.reading
}

function readAnew(text: string, name: string): Reading {
  const read = yamlValues(text)
  if ('mistake' in read) {
    const { what, line, column } = read.mistake
    const where = line === undefined ? '' : `, line ${line}, column ${column ?? 1}`
    return {
      problem: {
        message: `${name}${where}: ${what}.`,
        ...(line === undefined ? {} : { line, column: column ?? 1 }),
      },
    }
  }
  const data = read.value === null ? {} : asObject(read.value)
  if (data === undefined) {
    const message = `${name}, line 1: the file must be made of sections ("Container:").`
    return { problem: { message, line: 1, column: 1 } }
  }
  return { content: contentOf(text, data) }
}

function contentOf(text: string, data: Readonly<Record<string, unknown>>): SettingsContent {
  let document: Document | undefined
  return {
    text,
    data,
    get document() {
      document ??= readYaml(text)
      return document
    },
  }
}

/** The line of an entry, counted from 1; undefined for what is not in the file. */
export function lineOf(content: SettingsContent, path: YamlPath): number | undefined {
  const node = content.document.getIn(path, true)
  const offset = isNode(node) ? node.range?.[0] : undefined
  return offset === undefined ? undefined : content.text.slice(0, offset).split('\n').length
}
