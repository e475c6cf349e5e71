import { expect, type RunningApp } from '../fixtures/test'

/** Presses the window's own cross. */
export async function closeWindow(app: RunningApp): Promise<void> {
  await app.electron.evaluate(({ BrowserWindow }) => {
    // In a turn of its own, as a person's: this itself comes in the middle of what is being done.
    setImmediate(() => BrowserWindow.getAllWindows()[0]?.close())
  })
}

export function isVisible(app: RunningApp): Promise<boolean> {
  return app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() === true)
}

export async function expectVisible(app: RunningApp, visible: boolean): Promise<void> {
  await expect.poll(() => isVisible(app), 'the window is seen').toBe(visible)
}
