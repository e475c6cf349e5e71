import type { Locator, Page } from '@playwright/test'
import type { RunningApp } from '../fixtures/test'

/** The Reports page, and the dialogs that lead to it. */
export class ReportsScreen {
  readonly page: Page
  readonly grid: Locator
  readonly rows: Locator
  readonly automatic: Locator
  /** The dialog that asks for the format. */
  readonly dialog: Locator
  /** The question before a file is replaced. */
  readonly question: Locator

  constructor(page: Page) {
    this.page = page
    this.grid = page.getByRole('grid', { name: 'reports' })
    this.rows = this.grid.locator('[data-index]')
    this.automatic = page.getByRole('group', { name: 'Automatic reports' })
    this.dialog = page.getByRole('dialog', { name: /^Export/ })
    this.question = page.getByRole('alertdialog')
  }

  row(title: string | RegExp): Locator {
    return this.rows.filter({ hasText: title })
  }

  /** Chooses a format in the dialog, and a file in the system's. */
  async export(format: string): Promise<void> {
    await this.dialog.getByRole('radio', { name: format }).click()
    await this.dialog.getByRole('button', { name: 'Choose a file' }).click()
  }

  /** A button at the end of a row. */
  async press(title: string | RegExp, button: string): Promise<void> {
    await this.row(title).hover()
    await this.row(title).getByRole('button', { name: button }).click()
  }
}

/** Answers the system's dialogs from now on, and counts what it is asked to open and show. */
export async function answerDialogs(
  app: RunningApp,
  answers: { readonly file?: string; readonly folder?: string },
): Promise<void> {
  await app.electron.evaluate(({ dialog, shell }, { file, folder }) => {
    dialog.showSaveDialog = () =>
      Promise.resolve(
        file === undefined ? { canceled: true, filePath: '' } : { canceled: false, filePath: file },
      )
    dialog.showOpenDialog = () =>
      Promise.resolve(
        folder === undefined ? { canceled: true, filePaths: [] } : { canceled: false, filePaths: [folder] },
      )
    const shown: string[] = []
    Object.assign(globalThis, { shown })
    shell.openPath = (path) => {
      shown.push(`open ${path}`)
      return Promise.resolve('')
    }
    shell.showItemInFolder = (path) => void shown.push(`reveal ${path}`)
  }, answers)
}

/** What the system was asked to open and show since `answerDialogs`. */
export function shownBySystem(app: RunningApp): Promise<readonly string[]> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- put there by answerDialogs
  return app.electron.evaluate(() => (globalThis as unknown as { shown: string[] }).shown)
}
