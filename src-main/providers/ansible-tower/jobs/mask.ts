import { isJsonObject, jsonSchema, type Json, type JsonObject } from '@shared/lib/json'
import { isSecretName, MASK, redactText } from '@shared/lib/redact'
import { PASSWORD_PREFIX } from '@main/providers/ansible-tower/form/prompts'
import { ENCRYPTED } from '@main/providers/ansible-tower/form/survey'
import { variablesOf } from './values'

/**
 * Takes the secrets of one launch out of whatever the server sends back. Secrets are arguments whose name says so at any depth, the
 * answers to a survey's password questions, and whatever the server itself shows encrypted. They are masked under their
 * name and wherever their value stands.
 */
export class Mask {
  readonly #args: JsonObject
  readonly #names = new Set<string>()
  #values: readonly string[] = []

  /** `extraVars` are the variables of the job as the server shows them. */
  constructor(args: JsonObject | undefined, extraVars?: string | null) {
    this.#args = args ?? {}
    this.learn(Object.keys(this.#args).filter(isSecretArgument))
    if (extraVars !== undefined) this.learnFrom(extraVars)
  }

  /** Arguments that turned out to be secrets. */
  learn(names: readonly string[]): void {
    for (const name of names) this.#names.add(name)
    this.#values = [
      ...[...this.#names].flatMap((name) => scalars(this.#args[name])),
      ...named(this.#args),
    ].filter((value) => value !== ENCRYPTED)
  }

  /** What a job shows encrypted is a secret. */
  learnFrom(extraVars: string | null | undefined): void {
    const shown = Object.entries(variablesOf(extraVars))
    this.learn(shown.filter(([, value]) => value === ENCRYPTED).map(([name]) => name))
  }

  text(text: string): string {
    return this.#values.includes(text) ? MASK : redactText(text, this.#values)
  }

  json(value: JsonObject): JsonObject {
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [
        name,
        this.#isSecret(name) && each !== null && each !== '' ? MASK : this.#leaf(each),
      ]),
    )
  }

  #leaf(value: Json): Json {
    if (Array.isArray(value)) return value.map((each) => this.#leaf(each))
    if (isJsonObject(value)) return this.json(value)
    if (typeof value === 'string') return this.text(value)
    return typeof value === 'number' && this.#values.includes(String(value)) ? MASK : value
  }

  #isSecret(name: string): boolean {
    return isSecretArgument(name) || this.#names.has(name)
  }
}

function isSecretArgument(name: string): boolean {
  return isSecretName(name) || name.startsWith(PASSWORD_PREFIX)
}

/** The values under secret names, however deep, also in JSON that is written as text. */
function named(value: Json | undefined): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(named)
  if (isJsonObject(value))
    return Object.entries(value).flatMap(([name, each]) =>
      isSecretArgument(name) ? scalars(each) : named(each),
    )
  return typeof value === 'string' && /^\s*[{[]/.test(value) ? named(structureIn(value)) : []
}

function structureIn(text: string): Json | undefined {
  try {
    return jsonSchema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

function scalars(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value]
  if (typeof value === 'number') return [String(value)]
  if (Array.isArray(value)) return value.flatMap(scalars)
  return isJsonObject(value) ? Object.values(value).flatMap(scalars) : []
}
