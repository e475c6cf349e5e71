import { knownSource, type ArgumentSource, type ArgumentSources } from '@shared/domain/argument-source'
import type { CheckoutRequest } from '@shared/domain/checkout'
import type { Field } from '@shared/domain/form'
import { isShown, type FormValues } from '@shared/domain/form-check'
import type { Json, JsonObject } from '@shared/lib/json'
import type { InstanceView } from '@shared/domain/settings'
import type { KeyValueRow } from '@renderer/ui/key-value-row'
import { freeArguments, secretRows } from '@renderer/features/checkout/free-rows'
import { labelsOf, tagsOf } from '@renderer/features/checkout/labels'
import { LABELS_ROW, labelsSource, sourceOf, type ArgumentLayer } from '@renderer/features/checkout/layers'
import { maskedText } from '@renderer/features/checkout/value-text'
import { isSaid, sameJson } from '@renderer/features/forms/field-values'

/** One line of "What will be sent". */
export interface SentArgument {
  readonly name: string
  /** In one line, secrets masked. */
  readonly text: string
  /** Absent: it was not written down. */
  readonly source?: ArgumentSource
}

/** What of an instance tells where the default of a field comes from. */
export type InstanceValues = Pick<InstanceView, 'config' | 'environment'>

/** What is known of a check out while it is filled in. */
export interface SentInput {
  readonly fields: readonly Field[]
  readonly values: FormValues
  readonly rows: readonly KeyValueRow[]
  readonly kept: FormValues
  readonly tags: readonly string[]
  readonly layers?: readonly ArgumentLayer[] | undefined
  /** A default that comes from its configuration is said so. */
  readonly instance: InstanceValues
}

/**
 * Where a field's default comes from: the instance's configuration if the same value stands there under that name, or
 * the variable that put it there.
 */
export function defaultSource(
  field: Pick<Field, 'name' | 'default'>,
  { config, environment = {} }: InstanceValues,
): ArgumentSource {
  const { name } = field
  if (!Object.hasOwn(config, name) || !sameJson(config[name], field.default)) return { kind: 'default' }
  const variable = Object.hasOwn(environment, name) ? environment[name] : undefined
  return variable === undefined ? { kind: 'instance' } : { kind: 'environment', name: variable }
}

interface KnownArgument {
  readonly name: string
  readonly value: Json
  readonly source: ArgumentSource
  /** Nobody said it: what the provider takes then. */
  readonly taken?: true
}

function knownArguments(input: SentInput): readonly KnownArgument[] {
  const { fields, values, layers = [] } = input
  const fromFields = fields
    .filter((field) => isShown(field, fields, values))
    .flatMap((field): readonly KnownArgument[] => {
      const { name, default: taken } = field
      const value = values[name]
      if (isSaid(field, value)) return [{ name, value, source: sourceOf(layers, field, value) }]
      if (taken === undefined || taken === null || taken === '') return []
      return [{ name, value: taken, source: defaultSource(field, input.instance), taken: true }]
    })
  const free = freeArguments(input.rows, input.kept).map(([name, value]) => ({
    name,
    value,
    source: sourceOf(layers, { name }, value),
  }))
  return [...fromFields, ...free]
}

function secretNames(fields: readonly Field[]): ReadonlySet<string> {
  return new Set(fields.filter((field) => field.type === 'secret').map((field) => field.name))
}

/** Every argument as it will be sent or taken, with where it comes from: fields, additional arguments, labels. */
export function sentArguments(input: SentInput): readonly SentArgument[] {
  const secrets = new Set([...secretNames(input.fields), ...secretRows(input.rows, input.kept)])
  const sent = knownArguments(input).map(({ name, value, source }): SentArgument => ({
    name,
    text: maskedText(name, value, secrets),
    source,
  }))
  return [...sent, ...labelsRow(input.tags, labelsSource(input.layers ?? [], labelsOf(input.tags)))]
}

function labelsRow(tags: readonly string[], source: ArgumentSource | undefined): readonly SentArgument[] {
  const from = source === undefined ? {} : { source }
  return tags.length === 0 ? [] : [{ name: LABELS_ROW, text: tags.join(', '), ...from }]
}

/** What goes with a request to be kept with it: where its arguments come from, and which defaults are taken. */
export function whereFrom(input: SentInput): {
  readonly sources: ArgumentSources
  readonly defaults: JsonObject
} {
  const secrets = secretNames(input.fields)
  const known = knownArguments(input).filter(({ name, taken }) => taken !== true || !secrets.has(name))
  return {
    sources: {
      ...Object.fromEntries(known.map(({ name, source }) => [name, source])),
      ...(input.tags.length === 0
        ? {}
        : { [LABELS_ROW]: labelsSource(input.layers ?? [], labelsOf(input.tags)) }),
    },
    defaults: Object.fromEntries(
      known.flatMap(({ name, value, taken }) => (taken === true ? [[name, value]] : [])),
    ),
  }
}

/** The same of an order that was sent: what was asked for then. */
export function orderedArguments(
  request: Pick<CheckoutRequest, 'arguments' | 'defaults' | 'sources' | 'labels'>,
): readonly SentArgument[] {
  const { arguments: args, defaults = {}, sources, labels } = request
  const sent = Object.entries({ ...args, ...defaults }).map(([name, value]): SentArgument => {
    const source = knownSource(sources, name)
    // Its secrets are markers by now.
    const text = maskedText(name, value, new Set())
    return { name, text, ...(source === undefined ? {} : { source }) }
  })
  return [...sent, ...labelsRow(tagsOf(labels), knownSource(sources, LABELS_ROW))]
}
