import type { ReactElement } from 'react'
import { CheckoutEditor } from '@renderer/features/checkout/CheckoutEditor'
import { drafts } from '@renderer/features/checkout/draft-store'
import { OrderPage } from '@renderer/features/checkout/OrderPage'
import type { OrderPurpose } from '@renderer/features/checkout/purpose'

const CHECKOUT: OrderPurpose = {
  verb: 'checkout',
  title: 'Check out',
  drafts,
  question: 'What to check out',
  sendText: 'Check out 1 host',
  emptyTitle: 'No instance to check out from',
  emptyText: 'Add a container engine, or the Sandbox, which makes pretend hosts to try everything with.',
  Editor: CheckoutEditor,
}

/** Check out: what, how, how many; beside it what will be sent. */
export function CheckoutPage(): ReactElement {
  return <OrderPage purpose={CHECKOUT} />
}
