import type { Locator, Page } from '@playwright/test'

/** A page of the sidebar. */
export type PlaceName = 'Hosts' | 'Check out' | 'Tasks' | 'Providers' | 'Reports' | 'Settings'

/** What stands around every page: the sidebar, the notices, the toasts, the dialogs. */
export class Shell {
  readonly page: Page
  readonly nav: Locator
  readonly title: Locator
  readonly toasts: Locator
  readonly dialog: Locator

  constructor(page: Page) {
    this.page = page
    this.nav = page.getByRole('navigation', { name: 'Main' })
    this.title = page.getByRole('heading', { level: 1 })
    this.toasts = page.getByRole('region', { name: 'Notifications' })
    this.dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'))
  }

  link(place: PlaceName): Locator {
    return this.nav.getByRole('link', { name: new RegExp(`^${place}`) })
  }

  /** Goes to a page by the sidebar. */
  async go(place: PlaceName): Promise<void> {
    await this.link(place).click()
    await this.title.filter({ hasText: place }).waitFor()
  }

  /** Goes to a place behind the `#`, as a link does. */
  async goTo(place: string): Promise<void> {
    await this.page.evaluate((hash) => {
      location.hash = hash
    }, `#${place}`)
  }
}

/** Whether an element is the one with the focus. */
export function hasFocus(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => element === document.activeElement)
}
