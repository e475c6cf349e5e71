import type { ElectronApplication } from '@playwright/test'

/** Quits an application that Playwright drives, in a turn of its own event loop, and waits until it has ended. */
export function quit(electron: ElectronApplication): Promise<void>
