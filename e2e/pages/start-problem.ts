import type { Locator, Page } from '@playwright/test'

/** What stands in place of all screens when the inventory could not be opened. */
export class StartProblemScreen {
  readonly page: Page
  readonly title: Locator
  readonly retry: Locator
  readonly showFile: Locator
  readonly quit: Locator

  constructor(page: Page) {
    this.page = page
    this.title = page.getByRole('heading', { level: 1 })
    this.retry = page.getByRole('button', { name: 'Try again' })
    this.showFile = page.getByRole('button', { name: 'Show the file' })
    this.quit = page.getByRole('button', { name: 'Quit' })
  }
}
