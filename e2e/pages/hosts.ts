import type { Locator, Page } from '@playwright/test'

/** The Hosts screen. */
export class HostsScreen {
  readonly page: Page
  readonly grid: Locator
  /** The rows of hosts, without the header. */
  readonly rows: Locator
  /** The rows of hosts that can be used. */
  readonly readyRows: Locator
  readonly search: Locator
  readonly panel: Locator
  readonly bar: Locator
  /** The notices with Undo. */
  readonly toasts: Locator

  constructor(page: Page) {
    this.page = page
    this.grid = page.getByRole('grid', { name: 'hosts' })
    this.rows = this.grid.locator('[data-index]')
    this.readyRows = this.rows.filter({ hasNotText: /Being made|Checking in|Left behind/ })
    this.search = page.getByRole('searchbox', { name: 'Search hosts' })
    this.panel = page.getByRole('complementary', { name: /^Host/ })
    this.bar = page.getByRole('toolbar', { name: 'Selected hosts' })
    this.toasts = page.getByRole('region', { name: 'Notifications' })
  }

  row(name: string | RegExp): Locator {
    return this.rows.filter({ hasText: name })
  }

  checkbox(name: string): Locator {
    return this.row(name).getByRole('checkbox')
  }

  sortButton(column: string): Locator {
    return this.grid.getByRole('columnheader').getByRole('button', { name: column })
  }

  /** The first labels of the hostnames, in the order of the table. */
  async names(): Promise<readonly string[]> {
    const checkboxes = await this.rows.getByRole('checkbox').evaluateAll((all) =>
      all
        .map((one) => ({
          index: Number(one.closest('[data-index]')?.getAttribute('data-index')),
          label: one.getAttribute('aria-label') ?? '',
        }))
        .toSorted((a, b) => a.index - b.index)
        .map(({ label }) => label),
    )
    return checkboxes.map((label) => label.replace(/^Select /, '').replace(/\..*$/, ''))
  }

  chip(label: string): Locator {
    return this.page.getByRole('group', { name: 'Filters' }).getByRole('button', { name: label })
  }

  tab(name: string): Locator {
    return this.panel.getByRole('tab', { name })
  }

  /** Checks in hosts by their checkboxes and the bar that appears; without names, those that are selected. */
  async checkIn(...names: readonly string[]): Promise<void> {
    for (const name of names) await this.checkbox(name).click()
    await this.bar.getByRole('button', { name: 'Check in' }).click()
  }

  /** Takes one host out of a check in, in its side panel. */
  async undoInPanel(name: string): Promise<void> {
    await this.row(name).click()
    await this.panel.getByRole('button', { name: 'Undo check in' }).click()
    await this.panel.getByRole('button', { name: 'Close' }).click()
  }

  /** Does not wait for the undo time. */
  async sendNow(): Promise<void> {
    await this.toasts.getByRole('button', { name: 'Send now' }).click()
  }
}
