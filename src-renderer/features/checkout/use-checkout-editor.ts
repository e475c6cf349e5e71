import { useEffect, useState } from 'react'
import { checkoutRequestSchema, type CheckoutRequest } from '@shared/domain/checkout'
import type { Field } from '@shared/domain/form'
import type { FormValues } from '@shared/domain/form-check'
import type { OfferingForm } from '@shared/domain/provider'
import { fittedValue, fittedValues } from '@shared/domain/fitted-values'
import type { Json } from '@shared/lib/json'
import type { CheckoutDraft, DraftStore } from '@renderer/features/checkout/checkout-draft'
import {
  freeArguments,
  freeName,
  freeRowErrors,
  rowOf,
  rowsOfRest,
  secretRows,
} from '@renderer/features/checkout/free-rows'
import { ignoredNote, ignoredRowNote, LABELS } from '@renderer/features/checkout/ignored'
import { labelsOf, oneTagPerName } from '@renderer/features/checkout/labels'
import { LABELS_ROW, type ArgumentLayer } from '@renderer/features/checkout/layers'
import type { Selection } from '@renderer/features/checkout/selection'
import {
  sentArguments,
  whereFrom,
  type InstanceValues,
  type SentArgument,
} from '@renderer/features/checkout/sent-arguments'
import { isSecret } from '@renderer/features/checkout/value-text'
import { saidValues } from '@renderer/features/forms/field-values'
import { useGeneratedForm, type GeneratedFormHandle } from '@renderer/features/forms/use-generated-form'
import type { KeyValueRow } from '@renderer/ui/key-value-row'

/** The names of what stands under the generated form, among those of the arguments. */
export const PLACES = { rows: ':rows', count: ':count', labels: ':labels' } as const

/** A check out (or a run) being filled in. */
export interface CheckoutEditorState {
  readonly form: GeneratedFormHandle
  readonly rows: readonly KeyValueRow[]
  readonly setRows: (rows: readonly KeyValueRow[]) => void
  readonly count: number
  readonly countError: string | undefined
  readonly setCount: (count: number) => void
  readonly tags: readonly string[]
  readonly tagsError: string | undefined
  readonly tagsNote: string | undefined
  /** What is to be known of values of the form, by field name. */
  readonly notes: Readonly<Record<string, string>>
  readonly setTags: (tags: readonly string[]) => void
  readonly sent: readonly SentArgument[]
  /** Where values come from that were not typed. */
  readonly layers: readonly ArgumentLayer[]
  /** Takes the value of one argument from a file: a field of the form, or an additional argument. */
  readonly takeFileValue: (name: string, fileName: string, value: Json) => void
  /** The name of the argument that was changed last. */
  readonly changed: string | undefined
  readonly request: CheckoutRequest
  /** What is to be corrected, in the order of the page, as far as it is shown. */
  readonly wrong: readonly { readonly name: string; readonly place: string }[]
  /** Checks everything and shows what is wrong; true when it can be sent. */
  readonly check: () => Promise<boolean>
  /** Shows what was said of single arguments; answers what has no place on the page. */
  readonly showErrors: (errors: Readonly<Record<string, string>>) => Readonly<Record<string, string>>
}

/** A message of the contract's check of the input names the argument with its path. */
function argumentName(path: string): string {
  return path.replace(/^arguments\./, '')
}

/** A draft that was filled in from elsewhere, with its values as the fields hold them. */
function fittedDraft(draft: CheckoutDraft, fields: readonly Field[]): CheckoutDraft {
  return { ...draft, values: fitted(fields, draft.values), ignored: fitted(fields, draft.ignored ?? {}) }
}

function fitted(fields: readonly Field[], values: FormValues): FormValues {
  const said = Object.entries(values).flatMap(([name, value]): [string, Json][] =>
    value === undefined ? [] : [[name, value]],
  )
  return fittedValues(fields, Object.fromEntries(said))
}

function withoutName(layer: ArgumentLayer, name: string): ArgumentLayer {
  const { [name]: _, ...values } = layer.values
  return layer.kind === 'file' ? { ...layer, values } : layer
}

/** Holds what is typed for one offering, beginning with its draft, and keeps the draft up to date. */
export function useCheckoutEditor(options: {
  readonly selection: Selection
  readonly described: OfferingForm
  readonly instance: InstanceValues
  readonly drafts: DraftStore
}): CheckoutEditorState {
  const { selection, described, drafts } = options
  const { fields } = described
  const [first] = useState(() => fittedDraft(drafts.read(selection), fields))
  const [rest] = useState(() => rowsOfRest(fields, first.values))
  const [kept, setKept] = useState(() =>
    rest.length === 0 ? first.kept : { ...first.kept, ...first.values },
  )
  const [plainRows, setPlainRows] = useState<readonly KeyValueRow[]>(() => [...first.rows, ...rest])
  const [count, setCount] = useState(first.count)
  const [tags, setTags] = useState(first.tags)
  const [layers, setLayers] = useState<readonly ArgumentLayer[]>(first.layers ?? [])
  const [said, setSaid] = useState(first.errors)
  const [complete, setComplete] = useState(false)
  const [changedHere, setChangedHere] = useState<{
    readonly name: string
    readonly after: string | undefined
  }>()
  const form = useGeneratedForm({ fields, initial: first.values, initialErrors: first.errors })
  const { values } = form
  const { ignored = {} } = first

  const rowErrors = freeRowErrors(plainRows, described, complete)
  const rows = plainRows.map((row) => {
    const error = rowErrors[row.id] ?? said[row.name]
    return {
      ...row,
      error: fields.some((field) => field.name === row.name) ? rowErrors[row.id] : error,
      note: ignoredRowNote(ignored, freeName(row), row.value),
    }
  })
  const countError =
    checkoutRequestSchema.shape.count.safeParse(count).error?.issues[0]?.message ?? said['count']
  const args = { ...saidValues(fields, values), ...Object.fromEntries(freeArguments(plainRows, kept)) }
  const secretNames = new Set([
    ...fields.filter((field) => field.type === 'secret').map((field) => field.name),
    ...secretRows(plainRows, kept),
  ])

  useEffect(() => {
    drafts.keep(selection, { values, rows: plainRows, kept, count, tags, layers, errors: said, ignored })
  })

  const sentInput = { fields, values, rows: plainRows, kept, tags, layers, instance: options.instance }
  const nick = layers.find((layer) => layer.kind === 'nick')?.name
  const wrong = [
    ...Object.keys(form.errors).map((name) => ({ name, place: name })),
    ...rows
      .filter((row) => row.error !== undefined)
      .map((row) => ({ name: row.name === '' ? 'an additional argument' : row.name, place: PLACES.rows })),
    ...(countError === undefined ? [] : [{ name: 'Hosts', place: PLACES.count }]),
    ...(said[LABELS] === undefined ? [] : [{ name: 'Labels', place: PLACES.labels }]),
  ]

  return {
    form,
    rows,
    setRows(next) {
      const change = next.find(
        (row) =>
          !plainRows.some((old) => old.name === row.name && old.value === row.value && old.type === row.type),
      )
      setChangedHere({ name: change?.name ?? '', after: form.lastChanged })
      setPlainRows(next.map(({ id, name, value, type }) => ({ id, name, value, type })))
      setSaid({})
    },
    count,
    countError,
    setCount(next) {
      setCount(next)
      setSaid({})
    },
    tags,
    tagsError: said[LABELS],
    tagsNote: ignoredNote(ignored, LABELS, [...tags]),
    notes: Object.fromEntries(
      fields.flatMap(({ name }): [string, string][] => {
        const note = ignoredNote(ignored, name, values[name])
        return note === undefined ? [] : [[name, note]]
      }),
    ),
    setTags(next) {
      setChangedHere({ name: LABELS_ROW, after: form.lastChanged })
      setTags(oneTagPerName(next))
      setSaid({})
    },
    sent: sentArguments(sentInput),
    layers,
    takeFileValue(name, fileName, value) {
      setLayers([
        { kind: 'file', name: fileName, values: { [name]: value } },
        ...layers.map((layer) => withoutName(layer, name)),
      ])
      const field = fields.find((each) => each.name === name)
      if (field !== undefined) {
        form.change(name, fittedValue(field, value))
        return
      }
      setKept({ ...kept, [name]: value })
      setPlainRows([...plainRows.filter((row) => freeName(row) !== name), rowOf(name, value)])
      setChangedHere({ name, after: form.lastChanged })
    },
    changed: changedHere?.after === form.lastChanged ? changedHere?.name : form.lastChanged,
    request: {
      target: selection.target,
      action: selection.action,
      offering: selection.offering,
      arguments: args,
      ...whereFrom(sentInput),
      secretArguments: Object.entries(args)
        .filter(([name, value]) => isSecret(name, value, secretNames))
        .map(([name]) => name),
      count,
      labels: labelsOf(tags),
      ...(nick === undefined ? {} : { nick }),
    },
    wrong,
    async check() {
      setComplete(true)
      const isFormRight = await form.check()
      const areRowsRight = Object.keys(freeRowErrors(plainRows, described, true)).length === 0
      return isFormRight && areRowsRight && countError === undefined
    },
    showErrors(errors) {
      const named = Object.entries(errors).map(([path, message]) => [argumentName(path), message] as const)
      const fieldNames = new Set(fields.map((field) => field.name))
      const rowNames = new Set([...plainRows.map((row) => row.name), 'count', LABELS])
      form.showErrors(Object.fromEntries(named.filter(([name]) => fieldNames.has(name))))
      setSaid(Object.fromEntries(named.filter(([name]) => rowNames.has(name))))
      return Object.fromEntries(named.filter(([name]) => !fieldNames.has(name) && !rowNames.has(name)))
    },
  }
}
