import { DraftStore } from '@renderer/features/checkout/checkout-draft'

/** The drafts of this window. */
export const drafts = new DraftStore(window.localStorage)
