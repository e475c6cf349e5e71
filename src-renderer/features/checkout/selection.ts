import type { Action, InstanceId, Offering, ProviderKindInfo } from '@shared/domain/provider'
import type { InstanceView } from '@shared/domain/settings'

/** What to check out, as far as it is chosen. */
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

/** The actions of a kind that make hosts which stay. */
export function checkoutActions(kind: ProviderKindInfo | undefined): readonly Action[] {
  return (kind?.actions ?? []).filter((action) => action.verb === 'checkout')
}

/** The offerings in the order in which they are listed: what the provider recommends first. */
export function recommendedFirst(offerings: readonly Offering[]): readonly Offering[] {
  return offerings.toSorted((a, b) => Number(b.recommended) - Number(a.recommended))
}

/**
 * The selection that fits what is configured and comes nearest to the wish: its instance if that is still there, else
 * the default one, else the first. Undefined where nothing can be checked out anywhere.
 */
export function resolveSelection(
  wish: Wish,
  instances: readonly InstanceView[],
  kinds: readonly ProviderKindInfo[],
): Selection | undefined {
  const kindOf = (id: InstanceId): ProviderKindInfo | undefined =>
    kinds.find((kind) => kind.kind === id.provider)
  const usable = instances.filter((instance) => checkoutActions(kindOf(instance)).length > 0)
  const wished = usable.find((instance) => wish.target !== undefined && isSameInstance(instance, wish.target))
  const chosen = wished ?? usable.find((instance) => instance.isDefault) ?? usable[0]
  if (chosen === undefined) return undefined
  const actions = checkoutActions(kindOf(chosen))
  const action = actions.find(({ name }) => chosen === wished && name === wish.action) ?? actions[0]
  if (action === undefined) return undefined
  const keepsOffering = chosen === wished && action.name === wish.action
  return {
    target: { provider: chosen.provider, instance: chosen.instance },
    action: action.name,
    offering: keepsOffering ? (wish.offering ?? '') : '',
  }
}
