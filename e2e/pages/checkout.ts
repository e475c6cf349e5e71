import type { Locator, Page } from '@playwright/test'

/** The Check out screen. */
export class CheckoutScreen {
  readonly page: Page
  readonly sent: Locator
  readonly send: Locator
  /** What stands beside the button: what has to be corrected first. */
  readonly status: Locator
  /** How many hosts. */
  readonly count: Locator
  readonly labels: Locator

  constructor(page: Page) {
    this.page = page
    this.sent = page.getByRole('complementary', { name: 'What will be sent' })
    this.send = page.getByRole('main').getByRole('button', { name: /^Check out \d+ hosts?$/ })
    this.status = page
      .getByRole('main')
      .getByRole('status')
      .filter({ hasText: /to correct/ })
    this.count = page.getByRole('textbox', { name: 'Hosts' })
    this.labels = page.getByRole('textbox', { name: 'Labels' })
  }

  /** Chooses what to check out. */
  async offer(name: string): Promise<void> {
    await this.choose('Offering', name)
    await this.field('os').waitFor()
  }

  /** Types what to check out: takes it from the list, or as it is typed where the list has none such. */
  async typeOffering(name: string): Promise<void> {
    await this.field('Offering').click()
    await this.page.getByRole('combobox', { name: 'Search, or type a name' }).fill(name)
    await this.page
      .getByRole('option', { name: `${name}:latest` })
      .or(this.page.getByRole('option', { name: `Use "${name}"` }))
      .first()
      .click()
    await this.count.waitFor()
  }

  /** The control of an argument, by its name as the label has it. */
  field(name: string): Locator {
    return this.page.getByRole('main').getByLabel(new RegExp(`^${name}( \\(required\\))?$`))
  }

  /** What is said under an argument: its help, or what is wrong with it. */
  async note(name: string): Promise<string> {
    const id = await this.field(name).getAttribute('aria-describedby')
    return id === null ? '' : this.page.locator(`[id="${id}"]`).innerText()
  }

  /** Chooses in a field that opens a list. */
  async choose(name: string, option: string): Promise<void> {
    await this.field(name).click()
    await this.page.getByRole('option', { name: new RegExp(`^${option}`) }).click()
  }

  async addArgument(name: string, value: string): Promise<void> {
    const group = this.page.getByRole('group', { name: 'Additional arguments' })
    await group.getByRole('button', { name: 'Add argument' }).click()
    await group.getByPlaceholder('Argument').last().fill(name)
    await group.getByPlaceholder('Value').last().fill(value)
  }

  /** What stands under "What will be sent", by name: the text and where it comes from. */
  async preview(): Promise<Readonly<Record<string, readonly [string, string]>>> {
    const rows = await this.sent
      .getByRole('row')
      .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')))
    return Object.fromEntries(
      rows.map(([name = '', text = '', source = '']) => [name, [text, source] as const] as const),
    )
  }
}
