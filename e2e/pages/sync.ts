import type { Locator, Page } from '@playwright/test'

/** What a sync of an instance would change. */
export class SyncScreen {
  readonly page: Page
  readonly pane: Locator
  readonly rows: Locator
  readonly apply: Locator

  constructor(page: Page) {
    this.page = page
    this.pane = page.getByRole('region', { name: /^Sync / })
    this.rows = this.pane.getByRole('table', { name: 'Hosts' }).getByRole('row')
    this.apply = this.pane.getByRole('button', { name: /^Apply/ })
  }

  row(name: string): Locator {
    return this.rows.filter({ has: this.page.getByText(name, { exact: true }) })
  }

  /** The box of a host, or of a section ("All new"). */
  box(name: string): Locator {
    return this.pane.getByRole('checkbox', { name, exact: true })
  }

  button(name: string): Locator {
    return this.pane.getByRole('button', { name })
  }
}
