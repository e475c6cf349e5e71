import type { ComponentType } from 'react'
import type { OfferingForm, ProviderKindInfo } from '@shared/domain/provider'
import type { DraftStore } from '@renderer/features/checkout/checkout-draft'
import type { Instance } from '@renderer/features/checkout/queries'
import type { OrderVerb, Selection } from '@renderer/features/checkout/selection'

/** What an editor is given: the offering with its form, and where it is. Drawn anew for another offering. */
export interface OrderEditorProps {
  readonly selection: Selection
  readonly described: OfferingForm
  readonly instance: Instance
  readonly kind: ProviderKindInfo
}

/** What a page orders from providers: hosts (Check out) or something that runs (Run). The rest of the two is the same. */
export interface OrderPurpose {
  readonly verb: OrderVerb
  readonly title: string
  readonly drafts: DraftStore
  /** "What to check out": the heading over the choices, for readers. */
  readonly question: string
  /** The button while there is no form yet. */
  readonly sendText: string
  /** Where there is no instance to choose. */
  readonly emptyTitle: string
  readonly emptyText: string
  /** The form of one offering, what it will send, and the button; draws into three places of the page's grid. */
  readonly Editor: ComponentType<OrderEditorProps>
}
