import type { CheckoutRequest } from '@shared/domain/checkout'
import type { ExecuteRequest } from '@shared/domain/execute'
import { formatValue } from '@shared/domain/form-check'
import type { Json } from '@shared/lib/json'
import { MASK } from '@shared/lib/redact'
import { tagsOf } from '@renderer/features/checkout/labels'
import { isSecret } from '@renderer/features/checkout/value-text'

/** What a command of the original tool is to do. */
export type BrokerCommand =
  | { readonly verb: 'checkout'; readonly request: CheckoutRequest }
  | { readonly verb: 'execute'; readonly request: ExecuteRequest }

/** One option of the command with its value, both as a shell takes them. */
export interface CommandOption {
  readonly option: string
  readonly value: string
}

const SAFE = /^[\w@%+=:,./-]+$/

/** A text as one word of a POSIX shell. */
export function shellQuote(text: string): string {
  if (SAFE.test(text)) return text
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/** Broker takes texts: a flat list or map as it takes it elsewhere ("a,b", "a=b,c=d"), what is nested as JSON. */
function argumentText(value: Json): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const text = formatValue({ type: Array.isArray(value) ? 'list' : 'map' }, value)
  const isJson = text.startsWith('[') || text.startsWith('{')
  return isJson ? text : text.replaceAll(', ', ',')
}

/** The options of the command in their order: what, where, how, with which labels. */
export function commandOptions(command: BrokerCommand): {
  /** Those that stand beside the command itself. */
  readonly head: readonly CommandOption[]
  readonly rest: readonly CommandOption[]
} {
  const { request } = command
  const secrets = new Set(request.secretArguments)
  const labels = tagsOf(request.labels)
  return {
    head: [
      // Broker's own options have dashes where the action's name has underscores.
      { option: `--${request.action.replaceAll('_', '-')}`, value: shellQuote(request.offering) },
      ...ownOptions(command),
    ],
    rest: [
      { option: `--${request.target.provider}`, value: shellQuote(request.target.instance) },
      ...Object.entries(request.arguments).map(([name, value]) => ({
        option: shellQuote(`--${name}`),
        value: isSecret(name, value, secrets) ? MASK : shellQuote(argumentText(value)),
      })),
      ...(labels.length === 0 ? [] : [{ option: '--provider-labels', value: shellQuote(labels.join(',')) }]),
    ],
  }
}

/** What only the one or the other command has. */
function ownOptions(command: BrokerCommand): readonly CommandOption[] {
  if (command.verb === 'checkout') {
    const { count } = command.request
    return count === 1 ? [] : [{ option: '--count', value: String(count) }]
  }
  const { artifacts } = command.request
  return artifacts === undefined ? [] : [{ option: '--artifacts', value: artifacts }]
}

/** The same as a command of the original tool, to copy; secrets are dots. */
export function brokerCommand(command: BrokerCommand): string {
  const { head, rest } = commandOptions(command)
  const words = (options: readonly CommandOption[]): readonly string[] =>
    options.map(({ option, value }) => `${option} ${value}`)
  return [[`broker ${command.verb}`, ...words(head)].join(' '), ...words(rest)].join(' \\\n  ')
}
