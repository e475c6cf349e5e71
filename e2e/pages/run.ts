import type { Locator, Page } from '@playwright/test'

/** The Run page. */
export class RunScreen {
  readonly page: Page
  readonly sent: Locator
  readonly send: Locator

  constructor(page: Page) {
    this.page = page
    this.sent = page.getByRole('complementary', { name: 'What will be sent' })
    this.send = page.getByRole('main').getByRole('button', { name: 'Run', exact: true })
  }

  field(name: string): Locator {
    return this.page.getByRole('main').getByLabel(new RegExp(`^${name}( \\(required\\))?$`))
  }

  /** Which artifacts are wanted beside the output. */
  artifacts(name: 'None' | 'Last job' | 'All merged'): Locator {
    return this.page.getByRole('radio', { name })
  }

  /** One of the offerings that are listed while none is chosen. */
  offering(name: string): Locator {
    return this.page.getByRole('main').getByRole('button', { name: new RegExp(`^${name}`) })
  }
}
