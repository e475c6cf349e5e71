import type { Locator, Page } from '@playwright/test'

/** The filter box of the Hosts page, and the saved filters in the sidebar. */
export class Filters {
  readonly #window: Page

  constructor(window: Page) {
    this.#window = window
  }

  get box(): Locator {
    return this.#window.getByRole('textbox', { name: 'Filter hosts' })
  }

  /** What is wrong with the filter, under it. */
  get trouble(): Locator {
    return this.#window.getByRole('group', { name: 'Filters' }).getByRole('alert')
  }

  /** The part of the filter that is wrong. */
  get wrongPart(): Locator {
    return this.trouble.locator('mark')
  }

  get saved(): Locator {
    return this.#window.getByRole('region', { name: 'Saved filters' })
  }

  link(name: string): Locator {
    return this.saved.getByRole('link', { name })
  }

  async save(name: string): Promise<void> {
    await this.#window.getByRole('button', { name: 'Save this filter' }).click()
    const dialog = this.#window.getByRole('dialog', { name: 'Save this filter' })
    await dialog.getByRole('textbox', { name: /^Name/ }).fill(name)
    await dialog.getByRole('button', { name: 'Save filter' }).click()
    await dialog.waitFor({ state: 'hidden' })
  }

  /** Chooses from the menu of a saved filter. */
  async change(name: string, entry: 'Rename' | 'Delete'): Promise<void> {
    await this.saved.getByRole('button', { name: `Change saved filter ${name}` }).click()
    await this.#window.getByRole('menuitem', { name: entry }).click()
  }
}
