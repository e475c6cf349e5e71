import type { BrokerBridge } from '@shared/ipc/bridge'

declare global {
  interface Window {
    /** Given by the preload; only `src-renderer/bridge` touches it. */
    readonly broker: BrokerBridge
  }
}
