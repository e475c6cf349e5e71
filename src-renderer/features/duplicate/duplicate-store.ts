import type { HostSummary } from '@shared/domain/host'
import type { HostOrder } from '@shared/domain/host-order'
import { Kept } from '@renderer/app/kept'

/** Hosts that are to be checked out again: what they were checked out with, and those of which that is not known. */
export interface AskedDuplicate {
  readonly orders: readonly HostOrder[]
  readonly without: readonly HostSummary[]
}

/** What the dialog asks about; it is open while there is something. */
export const askedDuplicate = new Kept<AskedDuplicate | undefined>(undefined)
