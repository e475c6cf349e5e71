import { goTo, paths } from '@renderer/app/navigation'
import { drafts } from '@renderer/features/checkout/draft-store'
import type { Selection } from '@renderer/features/checkout/selection'
import { runDrafts } from '@renderer/features/execute/run-store'

/** Opens the Check out page with this offering chosen. */
export function openCheckout(selection: Selection): void {
  drafts.ask(selection)
  goTo(paths.checkout)
}

/** Opens the Run page with this chosen; an empty offering is still to be chosen there. */
export function openRun(selection: Selection): void {
  runDrafts.ask(selection)
  goTo(paths.run)
}
