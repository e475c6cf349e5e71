import type { Action, InstanceId, Offering, ProviderKindInfo } from '@shared/domain/provider'
import type { InstanceView } from '@shared/domain/settings'

/** What to check out or to run, as far as it is chosen. */
export interface Selection {
  readonly target: InstanceId
  readonly action: string
  /** Empty: not chosen yet. */
  readonly offering: string
}

/** What is wished for, as far as it is known: the last choice, or nothing. */
export type Wish = Partial<Selection>

/** Whether two ids name one instance. */
export function isSameInstance(a: InstanceId, b: InstanceId): boolean {
  return a.provider === b.provider && a.instance === b.instance
}

/** What an order is for: hosts that stay, or something that runs and returns its output. */
export type OrderVerb = 'checkout' | 'execute'

/** Whether an action can be used for that. */
export function canDo(action: Action, verb: OrderVerb): boolean {
  return action.verbs.includes(verb)
}

/** The actions of a kind that can be used for that. */
export function actionsFor(verb: OrderVerb, kind: ProviderKindInfo | undefined): readonly Action[] {
  return (kind?.actions ?? []).filter((action) => canDo(action, verb))
}

/** The offerings in the order in which they are listed: what the provider recommends first. */
export function recommendedFirst(offerings: readonly Offering[]): readonly Offering[] {
  return offerings.toSorted((a, b) => Number(b.recommended) - Number(a.recommended))
}

/**
 * The selection that fits what is configured and comes nearest to the wish: its instance if that is still there, else
 * the default one, else the first. Undefined where no instance has an action for it.
 */
export function resolveSelection(
  verb: OrderVerb,
  wish: Wish,
  instances: readonly InstanceView[],
  kinds: readonly ProviderKindInfo[],
): Selection | undefined {
  const kindOf = (id: InstanceId): ProviderKindInfo | undefined =>
    kinds.find((kind) => kind.kind === id.provider)
  const usable = instances.filter((instance) => actionsFor(verb, kindOf(instance)).length > 0)
  const wished = usable.find((instance) => wish.target !== undefined && isSameInstance(instance, wish.target))
  const chosen = wished ?? usable.find((instance) => instance.isDefault) ?? usable[0]
  if (chosen === undefined) return undefined
  const actions = actionsFor(verb, kindOf(chosen))
  const action = actions.find(({ name }) => chosen === wished && name === wish.action) ?? actions[0]
  if (action === undefined) return undefined
  const keepsOffering = chosen === wished && action.name === wish.action
  return {
    target: { provider: chosen.provider, instance: chosen.instance },
    action: action.name,
    offering: keepsOffering ? (wish.offering ?? '') : '',
  }
}
