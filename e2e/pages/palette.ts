import type { Locator, Page } from '@playwright/test'

/** The palette: everything that can be gone to or done, on Ctrl K. */
export class Palette {
  readonly root: Locator
  readonly field: Locator
  readonly rows: Locator
  /** The row that Enter runs. */
  readonly current: Locator
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    this.root = page.getByRole('dialog', { name: 'Search or run' })
    this.field = this.root.getByRole('combobox')
    this.rows = this.root.getByRole('option')
    this.current = this.root.getByRole('option', { selected: true })
  }

  /** Opens it by its keys. */
  async open(): Promise<void> {
    await this.#page.keyboard.press('Control+k')
    await this.field.waitFor()
  }

  /** The rows of a group, "Hosts". */
  group(title: string): Locator {
    return this.root.getByRole('group', { name: title }).getByRole('option')
  }

  /** Opens it, types, waits until the row to run says this, and runs it. */
  async run(text: string, row: string | RegExp): Promise<void> {
    await this.open()
    await this.field.fill(text)
    await this.current.filter({ hasText: row }).waitFor()
    await this.#page.keyboard.press('Enter')
  }
}
