import type { Field } from '@shared/domain/form'
import { isShown, type FormValues } from '@shared/domain/form-check'
import type { Json, JsonObject } from '@shared/lib/json'
import type { KeyValueRow } from '@renderer/ui/key-value-row'
import type { SourceKind } from '@renderer/ui/SourceMark'
import { freeArguments } from '@renderer/features/checkout/free-rows'
import { sourceOf, type ArgumentLayer } from '@renderer/features/checkout/layers'
import { maskedText } from '@renderer/features/checkout/value-text'
import { isSaid, sameJson } from '@renderer/features/forms/field-values'

/** One line of "What will be sent". */
export interface SentArgument {
  readonly name: string
  /** In one line, secrets masked. */
  readonly text: string
  readonly source: SourceKind
  /** The nick or the file that it comes from. */
  readonly sourceName?: string
}

/** What is known of a check out while it is filled in. */
export interface SentInput {
  readonly fields: readonly Field[]
  readonly values: FormValues
  readonly rows: readonly KeyValueRow[]
  readonly kept: FormValues
  readonly tags: readonly string[]
  readonly layers?: readonly ArgumentLayer[] | undefined
  /** The instance's configuration: a default that comes from there is said so. */
  readonly config: JsonObject
}

/** The name under which the labels stand beside the arguments. */
export const LABELS_ROW = '_labels'

/** Where a field's default comes from: the instance's configuration if the same value stands there under that name. */
export function defaultSource(field: Pick<Field, 'name' | 'default'>, config: JsonObject): SourceKind {
  return Object.hasOwn(config, field.name) && sameJson(config[field.name], field.default)
    ? 'instance'
    : 'default'
}

/** Every argument as it will be sent or taken, with where it comes from: fields, additional arguments, labels. */
export function sentArguments(input: SentInput): readonly SentArgument[] {
  const { fields, values, layers = [] } = input
  const secrets = new Set(fields.filter((field) => field.type === 'secret').map((field) => field.name))
  const fromFields = fields
    .filter((field) => isShown(field, fields, values))
    .flatMap((field): readonly SentArgument[] => {
      const value = values[field.name]
      if (isSaid(field, value)) {
        return [
          { name: field.name, text: maskedText(field.name, value, secrets), ...said(layers, field, value) },
        ]
      }
      const taken = field.default
      if (taken === undefined || taken === null || taken === '') return []
      return [
        {
          name: field.name,
          text: maskedText(field.name, taken, secrets),
          source: defaultSource(field, input.config),
        },
      ]
    })
  const free = freeArguments(input.rows, input.kept).map(([name, value]): SentArgument => ({
    name,
    text: maskedText(name, value, secrets),
    ...said(layers, { name }, value),
  }))
  const labels: readonly SentArgument[] =
    input.tags.length === 0 ? [] : [{ name: LABELS_ROW, text: input.tags.join(', '), source: 'typed' }]
  return [...fromFields, ...free, ...labels]
}

function said(
  layers: readonly ArgumentLayer[],
  field: Parameters<typeof sourceOf>[1],
  value: Json,
): Pick<SentArgument, 'source' | 'sourceName'> {
  const { kind, name } = sourceOf(layers, field, value)
  return { source: kind, ...(name === undefined ? {} : { sourceName: name }) }
}
