import { parseDocument } from 'yaml'
import { joinArguments } from '@shared/domain/merge-arguments'
import { jsonSchema, type Json, type JsonObject } from '@shared/lib/json'

/** What was read of a file, or why nothing was, in a sentence. */
export type FileRead<T> = { readonly value: T } | { readonly problem: string }

/** A larger one is no list of arguments, and parsing it would stop the window. */
const MAX_BYTES = 5 * 1024 * 1024

/** The value that a JSON or YAML file says. Never throws. */
export function readValueFile(name: string, bytes: Uint8Array): FileRead<Json> {
  if (bytes.length > MAX_BYTES) return { problem: `${name} is larger than 5 MB. Choose another file.` }
  const text = textOf(bytes)
  if (text === undefined) return { problem: `${name} is not a text file. Choose a JSON or YAML file.` }
  if (text.trim() === '') return { problem: `${name} is empty.` }
  const parsed = /\.json$/i.test(name) ? parseJson(name, text) : parseYaml(name, text)
  if ('problem' in parsed) return parsed
  const json = jsonSchema.safeParse(parsed.value)
  if (!json.success) return { problem: `${name} says something that cannot be sent, such as .inf or a date.` }
  return json.data === null ? { problem: `${name} says nothing.` } : { value: json.data }
}

/**
 * The arguments that an args file says: names with values, or a list of such, of which a later one wins name by name.
 * Never throws.
 */
export function readArgsFile(name: string, bytes: Uint8Array): FileRead<JsonObject> {
  const read = readValueFile(name, bytes)
  if ('problem' in read) return read
  const entries = Array.isArray(read.value) ? read.value : [read.value]
  if (entries.length === 0) return { problem: `${name} says nothing.` }
  const maps: JsonObject[] = []
  for (const [index, entry] of entries.entries()) {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
      const where = Array.isArray(read.value) ? `entry ${index + 1} of ${name}` : name
      return {
        problem: `${where} is ${kindOf(entry)}. An args file has names with values, or a list of such.`,
      }
    }
    maps.push(entry)
  }
  return { value: joinArguments(maps) }
}

function kindOf(value: Json): string {
  if (Array.isArray(value)) return 'a list'
  if (value === null) return 'empty'
  return typeof value === 'string' ? 'a text' : `a ${typeof value}`
}

/** Undefined for what is no UTF-8, and for what has zero bytes, as programs and pictures have. */
function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function parseJson(name: string, text: string): FileRead<unknown> {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch (error) {
    return { problem: `${name}${whereOf(error, text)}: this is not JSON.` }
  }
}

/** Engines tell the line, the position, or nothing. */
function whereOf(error: unknown, text: string): string {
  const message = error instanceof Error ? error.message : ''
  const line = /line (\d+)/.exec(message)?.[1]
  if (line !== undefined) return `, line ${line}`
  const position = /position (\d+)/.exec(message)?.[1]
  if (position !== undefined) return `, line ${text.slice(0, Number(position)).split('\n').length}`
  return /end of/i.test(message) ? `, line ${text.split('\n').length}` : ''
}

function parseYaml(name: string, text: string): FileRead<unknown> {
  try {
    const document = parseDocument(text, { merge: true })
    const [error] = document.errors
    if (error === undefined) return { value: document.toJS() as unknown }
    const line = error.linePos?.[0].line
    // The library's message goes on with the line itself, which may hold a password.
    const what = (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '')
    return { problem: `${name}${line === undefined ? '' : `, line ${line}`}: ${what.replace(/\.$/, '')}.` }
  } catch (error) {
    return { problem: `${name}: ${error instanceof Error ? error.message : String(error)}.` }
  }
}
