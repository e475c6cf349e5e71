import { knownSource, type ArgumentSource } from '@shared/domain/argument-source'
import type { CheckoutRequest } from '@shared/domain/checkout'
import type { Field } from '@shared/domain/form'
import { fittedValue } from '@shared/domain/fitted-values'
import { joinArguments, mergeArguments } from '@shared/domain/merge-arguments'
import type { Json, JsonObject } from '@shared/lib/json'
import type { CheckoutDraft } from '@renderer/features/checkout/checkout-draft'
import { freeName, rowText } from '@renderer/features/checkout/free-rows'
import { sameJson } from '@renderer/features/forms/field-values'

/** Arguments that were not typed: of a nick, or of a file (a whole args file, or the value of one argument). */
export interface ArgumentLayer {
  readonly kind: 'file' | 'nick'
  /** The nick, or the file's name. */
  readonly name: string
  readonly values: JsonObject
  /** Absent: it says none. */
  readonly labels?: CheckoutRequest['labels'] | undefined
}

/** The name under which the source of the labels stands beside those of the arguments. */
export const LABELS_ROW = '_labels'

/**
 * What the layers say together, the uppermost first, as the original merges them: a file goes over another one name by
 * name, and over a nick level by level.
 */
export function layeredValues(layers: readonly ArgumentLayer[]): JsonObject {
  const of = (kind: ArgumentLayer['kind']): JsonObject =>
    joinArguments(layers.flatMap((layer) => (layer.kind === kind ? [layer.values] : [])).toReversed())
  return mergeArguments(of('file'), of('nick'))
}

/** Where a value of the form comes from: the uppermost layer that says it, or typed. */
export function sourceOf(
  layers: readonly ArgumentLayer[],
  field: Pick<Field, 'name'> & Partial<Pick<Field, 'type'>>,
  value: Json | undefined,
): ArgumentSource {
  const layer = layers.find(({ values }) => Object.hasOwn(values, field.name) && values[field.name] !== null)
  if (layer === undefined || !isUnchanged(layeredValues(layers)[field.name], field, value))
    return { kind: 'typed' }
  return { kind: layer.kind, name: layer.name }
}

/** Where the labels come from: they are taken whole, from the uppermost layer that says any. */
export function labelsSource(
  layers: readonly ArgumentLayer[],
  labels: CheckoutRequest['labels'],
): ArgumentSource {
  const layer = layers.find((each) => each.labels !== undefined)
  if (layer?.labels === undefined || !sameJson(layer.labels, labels)) return { kind: 'typed' }
  return { kind: layer.kind, name: layer.name }
}

function isUnchanged(
  layered: Json | undefined,
  { type }: Partial<Pick<Field, 'type'>>,
  value: Json | undefined,
): boolean {
  if (layered === undefined) return false
  return sameJson(type === undefined ? layered : fittedValue({ type }, layered), value)
}

/**
 * A draft over other layers: what was typed stays and goes over them as explicit arguments do, what came from the
 * layers before goes with them.
 */
export function withLayers(
  draft: CheckoutDraft,
  layers: readonly ArgumentLayer[],
  fields: readonly Field[],
): CheckoutDraft {
  const before = layeredValues(draft.layers ?? [])
  const after = layeredValues(layers)
  const typeOf = (name: string): Partial<Pick<Field, 'type'>> =>
    fields.find((field) => field.name === name) ?? {}
  const typed = Object.entries(draft.values).flatMap(([name, value]): [string, Json][] =>
    value === undefined || isUnchanged(before[name], typeOf(name), value) ? [] : [[name, value]],
  )
  const rows = draft.rows.filter((row) => {
    const layered = before[freeName(row)]
    return layered === undefined || row.value !== rowText(layered)
  })
  const inRows = new Set(rows.map(freeName))
  const values = Object.entries(mergeArguments(Object.fromEntries(typed), after)).filter(
    ([name]) => !inRows.has(name),
  )
  return { ...draft, layers, values: Object.fromEntries(values), rows, errors: {} }
}

/**
 * Where the arguments of an order that was made before came from, as layers: each says what of the order is its own.
 * Its nick is among them in any case, what it says now may be something else.
 */
export function orderedLayers(
  order: Pick<CheckoutRequest, 'arguments' | 'sources' | 'nick'> & Partial<Pick<CheckoutRequest, 'labels'>>,
): readonly ArgumentLayer[] {
  const layers = new Map<string, ArgumentLayer>()
  const add = (kind: ArgumentLayer['kind'], name: string, values: JsonObject): void => {
    const key = `${kind} ${name}`
    layers.set(key, { kind, name, values: { ...layers.get(key)?.values, ...values } })
  }
  for (const [name, value] of Object.entries(order.arguments)) {
    const source = knownSource(order.sources, name)
    if (source?.kind === 'file') add('file', source.name ?? 'a file', { [name]: value })
  }
  if (order.nick !== undefined) {
    const said = Object.entries(order.arguments).filter(
      ([name]) => knownSource(order.sources, name)?.kind === 'nick',
    )
    add('nick', order.nick, Object.fromEntries(said))
  }
  const labelled = knownSource(order.sources, LABELS_ROW)
  return [...layers.values()].map((layer) =>
    labelled?.kind === layer.kind && labelled.name === layer.name
      ? { ...layer, labels: order.labels }
      : layer,
  )
}
