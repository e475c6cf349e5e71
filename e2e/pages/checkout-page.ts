import type { Locator, Page } from '@playwright/test'

/** The Check out page, as a person uses it. */
export class CheckoutPage {
  readonly #window: Page

  constructor(window: Page) {
    this.#window = window
  }

  /** How many hosts. */
  get count(): Locator {
    return this.#window.getByRole('textbox', { name: 'Hosts', exact: true })
  }

  /** What stands beside the button: what has to be corrected first. */
  get problems(): Locator {
    return this.#window.getByRole('main').getByRole('status').filter({ hasText: 'to correct' })
  }

  /** The button that sends, which says how many. */
  get sendButton(): Locator {
    return this.#window.getByRole('button', { name: /^Check out \d+ hosts?/ })
  }

  async open(): Promise<void> {
    await this.#window.getByRole('navigation').getByRole('link', { name: 'Check out' }).click()
    await this.#window.getByRole('heading', { level: 1, name: 'Check out' }).waitFor()
  }

  /** Chooses the instance and the action of it. */
  async chooseTarget(instance: string, action: string): Promise<void> {
    await this.#choose('Instance', instance)
    await this.#choose('Action', action)
  }

  /** Chooses an offering of the list, or takes the name as it is typed where the list has none such. */
  async chooseOffering(name: string): Promise<void> {
    await this.#window.getByRole('combobox', { name: 'Offering' }).click()
    await this.#window.getByRole('combobox', { name: 'Search, or type a name' }).fill(name)
    await this.#window
      .getByRole('option', { name: `${name}:latest` })
      .or(this.#window.getByRole('option', { name: `Use "${name}"` }))
      .first()
      .click()
    await this.count.waitFor()
  }

  /** A field of the offering's own form. */
  field(name: string): Locator {
    return this.#window.getByRole('textbox', { name, exact: true })
  }

  async #choose(label: string, option: string): Promise<void> {
    await this.#window.getByRole('combobox', { name: label }).click()
    await this.#window.getByRole('option', { name: option }).click()
  }
}
