import type { ReactElement } from 'react'
import { OrderPage } from '@renderer/features/checkout/OrderPage'
import type { OrderPurpose } from '@renderer/features/checkout/purpose'
import { runDrafts } from '@renderer/features/execute/run-store'
import { RunEditor } from '@renderer/features/execute/RunEditor'

const RUN: OrderPurpose = {
  verb: 'execute',
  title: 'Run',
  drafts: runDrafts,
  question: 'What to run',
  sendText: 'Run',
  emptyTitle: 'No instance to run anything at',
  emptyText: 'Add a container engine, or the Sandbox, which has pretend commands to try everything with.',
  Editor: RunEditor,
}

/** Run: what, how, and which artifacts; its output is on the task's page. */
export function RunPage(): ReactElement {
  return <OrderPage purpose={RUN} />
}
