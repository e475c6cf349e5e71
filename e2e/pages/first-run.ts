import type { Locator, Page } from '@playwright/test'

/** The page that stands in place of the hosts until there is a provider. */
export class FirstRunScreen {
  readonly title: Locator
  readonly trySandbox: Locator
  readonly skip: Locator
  readonly add: Locator
  readonly engines: Locator

  constructor(page: Page) {
    this.title = page.getByRole('heading', { name: 'Welcome to Broker Desktop' })
    this.trySandbox = page.getByRole('button', { name: 'Try it: Sandbox' })
    this.skip = page.getByRole('button', { name: 'Skip for now' })
    this.add = page.getByRole('button', { name: 'Add a provider' })
    this.engines = page.getByRole('main').getByRole('listitem')
  }
}
