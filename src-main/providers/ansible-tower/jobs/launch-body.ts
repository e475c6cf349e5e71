import { jsonSchema, type Json, type JsonObject } from '@shared/lib/json'
import { isSecretName } from '@shared/lib/redact'
import { OUR_ID } from './host'
import { INVENTORY_ARGUMENT } from './launch-inventory'
import type { Template } from './template'

/** Arguments that choose what is launched; they are no variables of it. */
const NOT_VARIABLES = new Set(['workflow', 'job_template', INVENTORY_ARGUMENT])

/** What is launched, and for whom. */
export interface LaunchWish {
  readonly template: Template
  /** Our own id of this launch. */
  readonly ourId: string
  readonly origin: string
  readonly arguments: JsonObject
  readonly labels: Readonly<Record<string, string>>
  readonly jenkinsUrl?: string | undefined
}

/**
 * The variables of a launch as Broker sends them: the arguments, where they come from, the labels, and those arguments
 * that the template itself does not have once more under `_broker_extra_vars` (never a secret: the server encrypts a
 * survey's passwords under their own name only). A template that takes no variables gets the arguments alone, for the
 * server refuses the rest.
 */
export function launchVars({ template, ...wish }: LaunchWish): JsonObject {
  const args = Object.fromEntries(
    Object.entries(wish.arguments)
      .filter(([name]) => !NOT_VARIABLES.has(name))
      .map(([name, value]) => [name, structured(value)]),
  )
  if (!template.asks.variables) return args
  const isSecret = (name: string): boolean => isSecretName(name) || template.survey.passwords.includes(name)
  const extra = Object.fromEntries(
    Object.entries(args).filter(([name]) => template.ownVars[name] === undefined && !isSecret(name)),
  )
  return {
    ...args,
    _broker_origin: wish.origin,
    ...(wish.jenkinsUrl === undefined ? {} : { _jenkins_url: wish.jenkinsUrl }),
    ...(Object.keys(wish.labels).length === 0 ? {} : { provider_labels: { ...wish.labels } }),
    ...(Object.keys(extra).length === 0 ? {} : { _broker_extra_vars: extra }),
    [OUR_ID]: wish.ourId,
  }
}

/** The arguments of a launch, out of its variables: without what Broker added of its own. */
export function jobArguments(vars: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(vars).filter(
      ([name]) => !NOT_VARIABLES.has(name) && !name.startsWith('_') && name !== 'provider_labels',
    ),
  )
}

/** Only those variables that the template takes: for launches whose arguments no person chose. */
export function takenVars(template: Template, vars: JsonObject): JsonObject {
  if (template.asks.variables) return vars
  return Object.fromEntries(Object.entries(vars).filter(([name]) => template.survey.variables.includes(name)))
}

/** Whether a job of this template can be found again by our id. */
export function carriesOurId(template: Template): boolean {
  return template.asks.variables
}

/** A text that is a JSON list or object is sent as that; every other text stays a text. */
function structured(value: Json): Json {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value
  try {
    return jsonSchema.parse(JSON.parse(value))
  } catch {
    return value
  }
}
