import type { Locator, Page } from '@playwright/test'

/** The Hosts page, as a person uses it. */
export class HostsPage {
  readonly #window: Page

  constructor(window: Page) {
    this.#window = window
  }

  /** The rows of hosts, without the head of the table. */
  get rows(): Locator {
    return this.#window
      .getByRole('grid', { name: 'hosts' })
      .getByRole('row')
      .filter({ has: this.#window.getByRole('checkbox', { name: /^Select (?!all)/ }) })
  }

  /** The rows of hosts that can be used. */
  get readyRows(): Locator {
    return this.rows.filter({ hasNotText: /Being made|Checking in|Left behind/ })
  }

  async open(): Promise<void> {
    await this.#window
      .getByRole('navigation')
      .getByRole('link', { name: /^Hosts/ })
      .click()
  }

  row(title: string): Locator {
    return this.rows.filter({ has: this.#checkbox(title) })
  }

  /** Checks in the hosts of these titles, by their checkboxes and the bar that appears. */
  async checkIn(titles: readonly string[]): Promise<void> {
    for (const title of titles) await this.#checkbox(title).click()
    await this.#window
      .getByRole('toolbar', { name: 'Selected hosts' })
      .getByRole('button', { name: 'Check in' })
      .click()
  }

  /** Takes one host out of a check in, in its side panel. */
  async undoInPanel(title: string): Promise<void> {
    await this.row(title).click()
    const panel = this.#window.getByRole('complementary', { name: `Host ${title}` })
    await panel.getByRole('button', { name: 'Undo check in' }).click()
    await panel.getByRole('button', { name: 'Close' }).click()
  }

  /** Does not wait for the undo time. */
  async sendNow(): Promise<void> {
    await this.#window.getByRole('button', { name: 'Send now' }).click()
  }

  #checkbox(title: string): Locator {
    return this.#window.getByRole('checkbox', { name: `Select ${title}`, exact: true })
  }
}
