import type { Field } from '@shared/domain/form'
import type { Nick } from '@shared/domain/nick'
import type { OrderWords } from '@shared/domain/order-words'
import type { InstanceId, ProviderKindInfo } from '@shared/domain/provider'
import { nearest } from '@shared/lib/nearest'
import { count } from '@shared/lib/words'
import { EMPTY_DRAFT, type CheckoutDraft } from '@renderer/features/checkout/checkout-draft'
import { tagsOf } from '@renderer/features/checkout/labels'
import { layeredValues, withLayers, type ArgumentLayer } from '@renderer/features/checkout/layers'
import {
  actionsFor,
  isSameInstance,
  type OrderVerb,
  type Selection,
} from '@renderer/features/checkout/selection'

/** What the form is filled in from: a nick, an args file, or a command line. */
export interface Filling {
  readonly kind: 'nick' | 'file' | 'command'
  /** The nick, or the file's name. */
  readonly name: string
  readonly words: Pick<
    OrderWords,
    'provider' | 'instance' | 'action' | 'offering' | 'count' | 'labels' | 'nick' | 'arguments'
  >
}

/** What is there when the form is filled in. */
export interface FillContext {
  readonly verb: OrderVerb
  readonly selection: Selection
  /** The fields of the selected offering, as far as they are known. */
  readonly fields: readonly Field[]
  readonly draft: CheckoutDraft
  readonly instances: readonly (InstanceId & { readonly isDefault: boolean })[]
  readonly kinds: readonly ProviderKindInfo[]
  readonly nicks: readonly Nick[]
}

/** The form filled in, with what a person should know of it; or why it cannot be. */
export type Filled =
  | { readonly selection: Selection; readonly draft: CheckoutDraft; readonly notes: readonly string[] }
  | { readonly problem: string }

/**
 * Fills the form in. What is typed for the same offering stays and goes over it, as explicit arguments do; a command
 * says everything, so what was typed before is gone. A nick that a file or a command names is taken, too, under what
 * these say themselves.
 */
export function fill(filling: Filling, context: FillContext): Filled {
  const { words } = filling
  const named = words.nick === undefined ? undefined : context.nicks.find(({ name }) => name === words.nick)
  if (words.nick !== undefined && named === undefined)
    return { problem: unknownNick(words.nick, context.nicks) }
  const under = named?.order
  const action = words.action ?? under?.action
  const selection = selectionOf(filling, under, context)
  if ('problem' in selection) return selection
  const isSame = sameOffering(selection, context.selection)
  const before = isSame && filling.kind !== 'command' ? context.draft : EMPTY_DRAFT
  const nick = nickLayer(filling, named, action)
  const kept = (before.layers ?? []).filter((layer) => layer.kind === 'file' || nick === undefined)
  const file: readonly ArgumentLayer[] =
    filling.kind === 'file'
      ? [{ kind: 'file', name: filling.name, values: words.arguments, labels: words.labels }]
      : []
  const others = kept.filter((layer) => filling.kind !== 'file' || layer.name !== filling.name)
  const layers = [...file, ...others, ...(nick === undefined ? [] : [nick])]
  const layered = withLayers(before, layers, isSame ? context.fields : [])
  const labels = words.labels ?? under?.labels
  const wanted = words.count ?? under?.count
  return {
    selection,
    draft: {
      ...layered,
      values: filling.kind === 'command' ? { ...layered.values, ...words.arguments } : layered.values,
      kept: { ...layered.kept, ...layeredValues(layers) },
      count: wanted ?? layered.count,
      tags: labels === undefined ? layered.tags : tagsOf(labels),
    },
    notes:
      filling.kind === 'file' && words.count !== undefined
        ? [
            `${filling.name} asks for ${count(words.count, 'host')}. The broker command does not take that from it.`,
          ]
        : [],
  }
}

function nickLayer(
  { kind, name, words }: Filling,
  named: Nick | undefined,
  action: string | undefined,
): ArgumentLayer | undefined {
  if (kind === 'nick') return { kind: 'nick', name, values: words.arguments, labels: words.labels }
  // A nick for another action has arguments that mean nothing here.
  if (named === undefined || named.order.action !== action) return undefined
  const { arguments: values, labels } = named.order
  return { kind: 'nick', name: named.name, values, labels }
}

function selectionOf(
  filling: Filling,
  under: Nick['order'] | undefined,
  { verb, selection, instances, kinds }: FillContext,
): Selection | { readonly problem: string } {
  const { words } = filling
  const action = words.action ?? under?.action
  const offering = words.offering ?? (words.action === undefined ? under?.offering : undefined)
  const provider = words.provider ?? under?.provider
  if (action === undefined) {
    if (selection.offering !== '' || filling.kind !== 'file') return selection
    return { problem: `${filling.name} does not say what to ${verbText(verb)}. Choose that first.` }
  }
  const kind = kinds.find((known) => known.kind === provider)
  if (kind === undefined || !actionsFor(verb, kind).some(({ name }) => name === action)) {
    const other = verb === 'checkout' ? 'Run it on the page of its provider.' : 'Check it out instead.'
    return { problem: `${action} ${offering ?? ''} cannot be used to ${verbText(verb)}. ${other}` }
  }
  const ofKind = instances.filter((each) => each.provider === kind.kind)
  const wanted = words.instance ?? (under?.provider === kind.kind ? under.instance : undefined)
  const isHere = selection.target.provider === kind.kind && filling.kind === 'file'
  const chosen =
    wanted === undefined
      ? (ofKind.find((each) => isHere && isSameInstance(each, selection.target)) ??
        ofKind.find((each) => each.isDefault) ??
        ofKind[0])
      : ofKind.find((each) => each.instance === wanted)
  if (chosen !== undefined) {
    return {
      target: { provider: chosen.provider, instance: chosen.instance },
      action,
      offering: offering ?? '',
    }
  }
  if (wanted === undefined) return { problem: `There is no instance of ${kind.kind}.` }
  const names = ofKind.map((each) => each.instance)
  return { problem: `There is no instance ${wanted} of ${kind.kind}.${meant(wanted, names)}` }
}

function sameOffering(a: Selection, b: Selection): boolean {
  return isSameInstance(a.target, b.target) && a.action === b.action && a.offering === b.offering
}

function verbText(verb: OrderVerb): string {
  return verb === 'checkout' ? 'check out' : 'run'
}

function unknownNick(name: string, nicks: readonly Nick[]): string {
  return `There is no nick ${name}.${meant(
    name,
    nicks.map((nick) => nick.name),
  )}`
}

function meant(name: string, names: readonly string[]): string {
  const near = nearest(name, names, 3, Math.max(2, Math.floor(name.length / 3)))
  return near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`
}
