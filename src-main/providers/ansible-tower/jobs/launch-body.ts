import type { JsonObject } from '@shared/lib/json'
import { isSecretName } from '@shared/lib/redact'
import { launchArguments } from '@main/providers/ansible-tower/launch-arguments'
import { OUR_ID } from './host'
import { passwordsOf, type Template } from './template'

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

/** The parts of a launch's body that its arguments make. */
export interface LaunchParts {
  readonly vars: JsonObject
  /** What the template asks for beside variables: `limit`, `job_tags`, `credential_passwords`. */
  readonly prompts: JsonObject
}

/**
 * The variables of a launch as Broker sends them: the arguments, where they come from, the labels, and those arguments
 * that the template itself does not have once more under `_broker_extra_vars` (never a secret: the server encrypts a
 * survey's passwords under their own name only). A template that takes no variables gets the arguments alone, for the
 * server refuses the rest.
 */
export function launchParts({ template, ...wish }: LaunchWish): LaunchParts {
  const { variables: args, prompts } = launchArguments(wish.arguments, template.questions, template.ownVars)
  if (!template.asks.variables) return { vars: args, prompts }
  const passwords = new Set(passwordsOf(template))
  const extra = Object.fromEntries(
    Object.entries(args).filter(
      ([name]) =>
        name in wish.arguments &&
        template.ownVars[name] === undefined &&
        !isSecretName(name) &&
        !passwords.has(name),
    ),
  )
  const vars = {
    ...args,
    _broker_origin: wish.origin,
    ...(wish.jenkinsUrl === undefined ? {} : { _jenkins_url: wish.jenkinsUrl }),
    ...(Object.keys(wish.labels).length === 0 ? {} : { provider_labels: { ...wish.labels } }),
    ...(Object.keys(extra).length === 0 ? {} : { _broker_extra_vars: extra }),
    [OUR_ID]: wish.ourId,
  }
  return { vars, prompts }
}

/** The arguments of a launch, out of its variables: without what Broker added of its own. */
export function jobArguments(vars: JsonObject): JsonObject {
  const choosing = new Set(['workflow', 'job_template', 'tower_inventory', 'provider_labels'])
  return Object.fromEntries(
    Object.entries(vars).filter(([name]) => !choosing.has(name) && !name.startsWith('_')),
  )
}

/** Only those variables that the template takes: for launches whose arguments no person chose. */
export function takenVars(template: Template, vars: JsonObject): JsonObject {
  if (template.asks.variables) return vars
  const asked = new Set(template.questions.map(({ variable }) => variable))
  return Object.fromEntries(Object.entries(vars).filter(([name]) => asked.has(name)))
}

/** Whether a job of this template can be found again by our id. */
export function carriesOurId(template: Template): boolean {
  return template.asks.variables
}
