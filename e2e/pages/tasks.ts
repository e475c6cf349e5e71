import type { Locator, Page } from '@playwright/test'
import { Shell } from './shell'

/** The Tasks screen. */
export class TasksScreen {
  readonly page: Page
  readonly list: Locator
  /** The one task that is shown in full. */
  readonly detail: Locator
  readonly badge: Locator
  readonly lines: Locator
  readonly log: Locator
  readonly follow: Locator
  /** What explains a failure. */
  readonly card: Locator

  constructor(page: Page) {
    this.page = page
    this.list = page.getByRole('region', { name: 'Tasks', exact: true })
    this.detail = page.getByRole('region', { name: /^(Check out|Check in|Extend|Run|Sync) / })
    this.badge = this.detail.getByRole('status').first()
    this.lines = this.detail.getByRole('grid', { name: 'Hosts of this task' }).locator('[data-index]')
    this.log = this.detail.getByRole('log')
    this.follow = this.detail.getByRole('button', { name: /Follow|new line/ })
    this.card = this.detail.getByRole('group', { name: 'What went wrong' })
  }

  entry(title: string | RegExp): Locator {
    return this.list.getByRole('link', { name: title })
  }

  /** Goes to the newest task of this title. */
  async open(title: string): Promise<void> {
    await new Shell(this.page).go('Tasks')
    await this.entry(title).first().click()
  }

  button(name: string): Locator {
    return this.detail.getByRole('button', { name })
  }
}
