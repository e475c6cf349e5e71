import type { AdoptRequest, BrokerFolder } from '@shared/domain/settings-file'

/** What the broker command has on this computer. */
export interface BrokerFiles {
  /** What is in a folder; by default where the broker command has its things. Nothing is changed. */
  find(folder?: string): BrokerFolder
  /** Takes over what a person chose of it; answers how many hosts are new. */
  adopt(request: AdoptRequest): { readonly hosts: number }
}
