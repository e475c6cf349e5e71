import { createClient } from '@renderer/bridge/client'

/** The calls and events of this window. The one place that takes the preload's global. */
export const broker = createClient(window.broker)
