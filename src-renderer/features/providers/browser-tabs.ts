import type { Action, Listing, ProviderKindInfo } from '@shared/domain/provider'

/** One of the lists of an instance: what an action offers, or something to look up. */
export type BrowserTab =
  | { readonly kind: 'offerings'; readonly id: string; readonly label: string; readonly action: Action }
  | { readonly kind: 'listing'; readonly id: string; readonly label: string; readonly listing: Listing }

/** The lists of a kind of provider: one for each of its actions, then its listings. */
export function browserTabs(kind: Pick<ProviderKindInfo, 'actions' | 'listings'>): readonly BrowserTab[] {
  return [
    ...kind.actions.map((action): BrowserTab => ({
      kind: 'offerings',
      id: `action/${action.name}`,
      label: `${action.title}s`,
      action,
    })),
    ...kind.listings.map((listing): BrowserTab => ({
      kind: 'listing',
      id: `listing/${listing.name}`,
      label: listing.title,
      listing,
    })),
  ]
}
