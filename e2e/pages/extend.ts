import type { Locator, Page } from '@playwright/test'

/** The dialog that extends hosts. */
export class ExtendDialog {
  readonly root: Locator

  constructor(page: Page) {
    this.root = page.getByRole('dialog')
  }

  /** One of the cards. */
  amount(name: RegExp): Locator {
    return this.root.getByRole('radiogroup', { name: 'Extend by' }).getByRole('radio', { name })
  }

  row(name: string): Locator {
    return this.root.getByRole('table').getByRole('row').filter({ hasText: name })
  }

  send(label: string): Locator {
    return this.root.getByRole('button', { name: label })
  }
}
