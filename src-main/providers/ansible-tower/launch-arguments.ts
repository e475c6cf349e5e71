import type { Field } from '@shared/domain/form'
import { parseFreeValue, parseTyped } from '@shared/domain/form-check'
import type { Json, JsonObject } from '@shared/lib/json'
import { INVENTORY_ARGUMENT, PASSWORD_PREFIX, PROMPTS } from './form/prompts'
import { ENCRYPTED, surveyField } from './form/survey'
import type { Question } from './schemas/templates'

/** The parts of a launch's body that its arguments say. */
export interface LaunchArguments {
  readonly variables: JsonObject
  /** What the template asks for beside variables, by its name in the body: `limit`, `job_tags`, `credential_passwords`. */
  readonly prompts: JsonObject
}

/** Arguments that choose what is launched; they are no variables of it, unless it has one of that name. */
const CHOOSING = new Set(['workflow', 'job_template'])

/**
 * Takes arguments apart for a launch. A text that answers a question of the survey becomes what the question wants (the
 * server takes no "3" for a number); any other text that is a JSON list or object is sent as that; everything else as
 * it is. What says nothing is no answer: the server would read it as one, and refuse it. Questions that were not
 * answered get the defaults that the server would not fill in by itself. `ownVars` are the template's `extra_vars`.
 */
export function launchArguments(
  given: JsonObject,
  questions: readonly Question[],
  ownVars: JsonObject = {},
): LaunchArguments {
  const fields = new Map(questions.map((question) => [question.variable, surveyField(question)]))
  const prompts = new Map(PROMPTS.map(({ argument, wire, field }) => [argument, { wire, field }]))
  const variables: Record<string, Json> = saidDefaults(questions)
  const asked: Record<string, Json> = {}
  const passwords: Record<string, Json> = {}
  const isVariable = (name: string): boolean =>
    name !== INVENTORY_ARGUMENT && (!CHOOSING.has(name) || fields.has(name) || ownVars[name] !== undefined)
  for (const [name, value] of Object.entries(given)) {
    const prompt = prompts.get(name)
    if (saysNothing(prompt?.field ?? fields.get(name), value)) continue
    if (prompt !== undefined) asked[prompt.wire] = typed(prompt.field, value)
    else if (name.startsWith(PASSWORD_PREFIX)) passwords[name.slice(PASSWORD_PREFIX.length)] = value
    else if (isVariable(name)) variables[name] = variable(fields.get(name), value)
  }
  return {
    variables,
    prompts: {
      ...asked,
      ...(Object.keys(passwords).length === 0 ? {} : { credential_passwords: passwords }),
    },
  }
}

/**
 * The defaults of required questions, which the server wants to be said, and those that are stored otherwise than they
 * are answered (choices as lines of a text, a number as a text): it leaves them out as no answers (AWX 9-24).
 */
function saidDefaults(questions: readonly Question[]): Record<string, Json> {
  return Object.fromEntries(
    questions.flatMap((question): readonly (readonly [string, Json])[] => {
      const { required, default: stored, variable: name } = question
      const value = stored === ENCRYPTED ? ENCRYPTED : surveyField(question).default
      if (value === undefined) return []
      return required || JSON.stringify(value) !== JSON.stringify(stored) ? [[name, value]] : []
    }),
  )
}

/** Only a text may be empty. */
function saysNothing(field: Pick<Field, 'type'> | undefined, value: Json): boolean {
  if (field === undefined) return false
  return value === null || (value === '' && !isText(field))
}

function isText({ type }: Pick<Field, 'type'>): boolean {
  return type === 'text' || type === 'multiline' || type === 'secret'
}

function variable(field: Field | undefined, value: Json): Json {
  if (field !== undefined) return typed(field, value)
  return typeof value === 'string' ? parseFreeValue(value) : value
}

function typed(field: Pick<Field, 'type'>, value: Json): Json {
  if (typeof value === 'string') return parseTyped(field, value) ?? value
  const isWritten = isText(field) || field.type === 'choice'
  return isWritten && (typeof value === 'number' || typeof value === 'boolean') ? String(value) : value
}
