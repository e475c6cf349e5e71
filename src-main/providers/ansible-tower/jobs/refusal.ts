import { BrokerError } from '@shared/domain/error'
import { TowerError } from '@main/providers/ansible-tower/errors'
import { isJsonObject, type Json, type JsonObject } from '@shared/lib/json'
import { argumentOf, PASSWORD_PREFIX } from '@main/providers/ansible-tower/form/prompts'
import { passwordsOf, type Template } from './template'

/** Where a launch's 400 has what is wrong with answers to the survey. */
const SURVEY = 'variables_needed_to_start'

/**
 * The refusal of a launch (400) with its reasons at the fields they are about: the survey's at their variables,
 * variables that the template does not take at each of them, what is asked beside variables at its argument. Anything
 * else is answered as it is.
 */
export function refusedLaunch(error: unknown, template: Template): unknown {
  if (!(error instanceof TowerError) || error.kind !== 'invalid' || error.details.body === undefined)
    return error
  const { body } = error.details
  const hidden = withoutPasswords(body, new Set(passwordsOf(template)))
  const fieldErrors = refusedFields(hidden)
  const reasons = Object.entries(fieldErrors).map(([name, text]) => `${name}: ${text}`)
  const which = reasons.length === 0 ? '' : ` ${reasons.join(' ')}`
  const { said, ...data } = error.data
  return new BrokerError(
    {
      ...data,
      ...(said === undefined || hidden !== body ? {} : { said }),
      code: 'INVALID_INPUT',
      message: `${template.name} was not launched.${which}`,
      hint: 'Correct the fields and try again.',
      ...(reasons.length === 0 ? {} : { fieldErrors }),
    },
    { cause: error },
  )
}

/** The server repeats the answer that it refuses, also that to a password question. The same body where it does not. */
function withoutPasswords(body: JsonObject, passwords: ReadonlySet<string>): JsonObject {
  const said = body[SURVEY]
  const before = textsOf(said ?? null)
  const after = before.map((text) => (passwords.has(variableIn(text) ?? '') ? withoutValue(text) : text))
  return after.every((text, index) => text === before[index]) ? body : { ...body, [SURVEY]: after }
}

/** "'x' value abc is too small (…)" and "Value 3 for 'x' expected …" without what was said. */
function withoutValue(text: string): string {
  return text
    .replace(/^('[^']+' value) .* (is too (?:small|large) \()/s, '$1 $2')
    .replace(/^Value .* (for '[^']+' expected)/s, 'Value $1')
}

/** The fields that a launch's 400 is about (AWX API v2, launch), each with what is said of it. */
export function refusedFields(body: JsonObject): Record<string, string> {
  const fields: Record<string, string> = {}
  const add = (field: string, text: string): void => {
    fields[field] = fields[field] === undefined ? text : `${fields[field]} ${text}`
  }
  for (const [key, value] of Object.entries(body)) {
    for (const text of textsOf(value)) {
      if (key === SURVEY) add(variableIn(text) ?? key, text)
      else if (key === 'passwords_needed_to_start')
        add(`${PASSWORD_PREFIX}${text}`, 'A credential of the template needs this password.')
      else if (key === 'extra_vars') for (const name of refusedVariables(text)) add(name, text)
      else add(argumentOf(key), text)
    }
  }
  return fields
}

function textsOf(value: Json): readonly string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsOf)
  return isJsonObject(value) ? Object.values(value).flatMap(textsOf) : []
}

/** "'x' value missing", "Value 3 for 'y' expected to be a string." */
function variableIn(text: string): string | undefined {
  return /^'([^']+)' value/.exec(text)?.[1] ?? / for '([^']+)' expected/.exec(text)?.[1]
}

/** "Variables a, b are not allowed on launch. …" */
function refusedVariables(text: string): readonly string[] {
  const named = /^Variables (.+?) (?:are|is) not allowed on launch/.exec(text)?.[1]
  return named === undefined
    ? ['extra_vars']
    : named.split(/,\s*/).filter((name) => !name.startsWith('_broker_'))
}
