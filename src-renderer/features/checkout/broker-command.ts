import type { CheckoutRequest } from '@shared/domain/checkout'
import type { ExecuteRequest } from '@shared/domain/execute'
import { fittedValue } from '@shared/domain/fitted-values'
import type { Field } from '@shared/domain/form'
import { formatValue } from '@shared/domain/form-check'
import type { NickOrder } from '@shared/domain/nick'
import type { Json } from '@shared/lib/json'
import { MASK } from '@shared/lib/redact'
import { tagsOf } from '@renderer/features/checkout/labels'
import { isSecret } from '@renderer/features/checkout/value-text'
import { sameJson } from '@renderer/features/forms/field-values'
import { isStoredSecret } from '@renderer/features/forms/secret-marker'

/** What a command of the original tool is to do. */
export type BrokerCommand = (
  | { readonly verb: 'checkout'; readonly request: CheckoutRequest }
  | { readonly verb: 'execute'; readonly request: ExecuteRequest }
) & {
  /** The form's fields: the lists and maps among them are written as the original takes them from a shell. */
  readonly fields?: readonly Field[] | undefined
  /** What the nick of the request says: that is left out, where the nick says it, too. */
  readonly nick?: CommandNick | undefined
}

/** What a nick says, as far as a command that names it need not say it. */
export interface CommandNick {
  readonly name: string
  readonly order: NickOrder
}

/** One option of the command with its value, both as a shell takes them. */
export interface CommandOption {
  readonly option: string
  /** A value that looks like an option is joined to its own. */
  readonly joint: ' ' | '='
  readonly value: string
}

const SAFE = /^[\w@%+=:,./-]+$/

/** A text as one word of a POSIX shell. */
export function shellQuote(text: string): string {
  if (SAFE.test(text)) return text
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/**
 * Broker takes texts: the flat list or map of a field as it takes it elsewhere ("a,b", "a=b,c=d"), what is nested, and
 * what no field is for, as JSON.
 */
function argumentText(value: Json, field: Field | undefined): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (field?.type !== 'list' && field?.type !== 'map') return JSON.stringify(value)
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
  const { request, fields = [] } = command
  const nick = usableNick(command)
  const said = nick?.order
  const isNicks = (name: string, value: Json): boolean =>
    said !== undefined && sameJson(fitted(fields, name, said.arguments[name]), value)
  const secrets = new Set(request.secretArguments)
  const labels = tagsOf(request.labels)
  const { target } = request
  return {
    head: [
      // Broker's own options have dashes where the action's name has underscores.
      ...(nick === undefined
        ? [option(`--${request.action.replaceAll('_', '-')}`, request.offering)]
        : [option('--nick', nick.name)]),
      ...ownOptions(command, said),
    ],
    rest: [
      ...(said !== undefined && said.instance === target.instance
        ? []
        : [option(`--${target.provider}`, target.instance)]),
      ...Object.entries(request.arguments).flatMap(([name, value]) => {
        if (isNicks(name, value)) return []
        if (isSecret(name, value, secrets))
          return [{ option: shellQuote(`--${name}`), joint: ' ' as const, value: MASK }]
        const field = fields.find((each) => each.name === name)
        return [option(`--${name}`, argumentText(value, field))]
      }),
      ...(labels.length === 0 || (said !== undefined && sameJson(said.labels ?? {}, request.labels))
        ? []
        : [option('--provider-labels', labels.join(','))]),
    ],
  }
}

function option(name: string, value: string): CommandOption {
  return { option: shellQuote(name), joint: value.startsWith('-') ? '=' : ' ', value: shellQuote(value) }
}

function fitted(fields: readonly Field[], name: string, value: Json | undefined): Json | undefined {
  const field = fields.find((each) => each.name === name)
  return field === undefined || value === undefined ? value : fittedValue(field, value)
}

/**
 * The nick, if the original would send with it what the request has: it cannot take back what a nick says, and does not
 * know the secrets that the window keeps.
 */
function usableNick({ request, nick }: BrokerCommand): CommandNick | undefined {
  if (nick === undefined || nick.name !== request.nick) return undefined
  const { order } = nick
  if (order.action !== request.action || order.offering !== request.offering) return undefined
  const says = Object.entries(order.arguments).filter(([, value]) => value !== null)
  const hasAll = says.every(([name]) => Object.hasOwn(request.arguments, name))
  const hasLabels = Object.keys(order.labels ?? {}).every((name) => Object.hasOwn(request.labels, name))
  return hasAll && hasLabels && !says.some(([, value]) => isStoredSecret(value)) ? nick : undefined
}

/** What only the one or the other command has. */
function ownOptions(command: BrokerCommand, said: NickOrder | undefined): readonly CommandOption[] {
  if (command.verb === 'checkout') {
    const { count } = command.request
    return count === (said?.count ?? 1) ? [] : [option('--count', String(count))]
  }
  const { artifacts } = command.request
  return artifacts === undefined ? [] : [option('--artifacts', artifacts)]
}

/** The same as a command of the original tool, to copy; secrets are dots. */
export function brokerCommand(command: BrokerCommand): string {
  const { head, rest } = commandOptions(command)
  const words = (options: readonly CommandOption[]): readonly string[] =>
    options.map(({ option: name, joint, value }) => name + joint + value)
  return [[`broker ${command.verb}`, ...words(head)].join(' '), ...words(rest)].join(' \\\n  ')
}
