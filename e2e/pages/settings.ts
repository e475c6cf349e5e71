import type { Locator, Page } from '@playwright/test'

/** A page of the settings. */
export type SettingsPageName =
  'General' | 'Providers and instances' | 'Nicks' | 'Add instance' | 'Reminders' | 'Appearance'

/** The Settings screen. */
export class SettingsScreen {
  readonly page: Page
  readonly rail: Locator
  readonly state: Locator
  readonly save: Locator
  readonly test: Locator
  readonly result: Locator

  constructor(page: Page) {
    this.page = page
    this.rail = page.getByRole('navigation', { name: 'Settings' })
    this.state = page
      .getByRole('main')
      .getByRole('status')
      .filter({ hasText: /saved|No changes|Saved/ })
    this.save = page.getByRole('main').getByRole('button', { name: 'Save', exact: true })
    const panel = page.getByRole('complementary', { name: 'Test connection' })
    this.test = panel.getByRole('button', { name: /^Test/ })
    this.result = panel.getByRole('status')
  }

  /** Goes to a page, or to an instance, by the rail. */
  async open(name: SettingsPageName | (string & {})): Promise<void> {
    await this.rail.getByRole('link', { name, exact: true }).click()
  }

  field(label: string): Locator {
    return this.page.getByRole('main').getByLabel(label, { exact: true })
  }

  /** Answers where a secret is kept: there is no keyring in these tests. */
  async keepSecret(place: 'In memory' | 'In the settings file' = 'In memory'): Promise<void> {
    const dialog = this.page.getByRole('alertdialog', { name: 'Where shall the secret be kept?' })
    await dialog.getByRole('radio', { name: place }).click()
    await dialog.getByRole('button', { name: 'Save' }).click()
  }

  /** Chooses in a field that opens a list. */
  async choose(label: string, option: string): Promise<void> {
    await this.field(label).click()
    await this.page.getByRole('option', { name: new RegExp(`^${option}`) }).click()
  }
}
