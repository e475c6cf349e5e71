import type { Locator, Page } from '@playwright/test'

/** The Tasks page, as a person uses it. */
export class TasksPage {
  readonly #window: Page

  constructor(window: Page) {
    this.#window = window
  }

  /** The card that explains a failure. */
  get failure(): Locator {
    return this.#window.getByRole('group', { name: 'What went wrong' })
  }

  /** Opens the newest task of this title. */
  async open(title: string): Promise<void> {
    await this.#window
      .getByRole('navigation')
      .getByRole('link', { name: /^Tasks/ })
      .click()
    await this.#window
      .getByRole('region', { name: 'Tasks' })
      .getByRole('link', { name: title })
      .first()
      .click()
  }

  async retry(): Promise<void> {
    await this.#window.getByRole('button', { name: 'Retry as it was' }).click()
  }

  async retryWithChanges(): Promise<void> {
    await this.#window.getByRole('button', { name: 'Retry with changes' }).click()
  }
}
