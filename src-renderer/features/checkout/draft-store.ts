import { DraftStore } from '@renderer/features/checkout/checkout-draft'

/** The drafts of the Check out page in this window. */
export const drafts = new DraftStore(window.localStorage, 'checkout')
