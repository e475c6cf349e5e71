import type { Nick } from '@shared/domain/nick'
import type { ProviderKindInfo } from '@shared/domain/provider'
import { EMPTY_DRAFT } from '@renderer/features/checkout/checkout-draft'
import { fill, type Filled } from '@renderer/features/checkout/fill'
import type { Instance } from '@renderer/features/checkout/queries'
import type { OrderVerb, Selection } from '@renderer/features/checkout/selection'

const NICK = 'nick/'
const NOTHING: Selection = { target: { provider: 'Sandbox', instance: '' }, action: '', offering: '' }

/** The nick that a place below the Check out page names, if it is `paths.checkoutNick`. */
export function namedNick(below: string): string | undefined {
  if (!below.startsWith(NICK)) return undefined
  try {
    return decodeURIComponent(below.slice(NICK.length))
  } catch {
    return undefined
  }
}

/** The form filled in by a nick alone, whatever was typed before. */
export function fillFromNick(
  verb: OrderVerb,
  nick: Nick,
  kinds: readonly ProviderKindInfo[],
  instances: readonly Instance[],
): Filled {
  if (nick.problem !== undefined) return { problem: nick.problem }
  return fill(
    { kind: 'nick', name: nick.name, words: nick.order },
    { verb, selection: NOTHING, fields: [], draft: EMPTY_DRAFT, instances, kinds, nicks: [nick] },
  )
}
