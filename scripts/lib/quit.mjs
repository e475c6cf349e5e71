/**
 * Quits an application that Playwright drives, and waits until it has ended. Not by Playwright's own `close`: its call
 * runs in the middle of whatever the main process is doing, a query of the inventory too, where no person's gesture
 * ever comes.
 * @param {import('@playwright/test').ElectronApplication} electron
 */
export async function quit(electron) {
  const ended = electron.waitForEvent('close')
  await electron.evaluate(({ app }) => {
    setImmediate(() => app.quit())
  })
  await ended
}
