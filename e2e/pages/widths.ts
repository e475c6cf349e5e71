import type { Locator } from '@playwright/test'
import type { RunningApp } from '../fixtures/test'

/** Of windows in which the table of hosts has other columns, in px; the first is the usual one. */
const WIDTHS = [1440, 1360, 1024] as const

/** Sees that nothing comes over an element as the pointer reaches it, however wide the window is. */
export async function reachableAtEachWidth(app: RunningApp, element: Locator): Promise<void> {
  for (const width of [...WIDTHS.toReversed(), WIDTHS[0]]) {
    await app.electron.evaluate(({ BrowserWindow }, px) => {
      BrowserWindow.getAllWindows()[0]?.setBounds({ width: px })
    }, width)
    await app.window.waitForFunction((px) => Math.abs(window.innerWidth - px) < 20, width)
    // A trial does everything of a click but the press: it waits until the element gets what is pressed there.
    await element.click({ trial: true })
  }
}
