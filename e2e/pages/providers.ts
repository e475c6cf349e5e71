import type { Locator, Page } from '@playwright/test'

/** The Providers screen: the instances, and one of them with what it offers. */
export class ProvidersScreen {
  readonly page: Page
  readonly instances: Locator
  /** The instance that is shown. */
  readonly instance: Locator
  readonly checkOut: Locator
  readonly run: Locator

  constructor(page: Page) {
    this.page = page
    this.instances = page.getByRole('region', { name: 'Instances' })
    this.instance = page.getByRole('region', { name: 'Instance', exact: true })
    this.checkOut = this.instance.getByRole('button', { name: 'Check out' })
    this.run = this.instance.getByRole('button', { name: 'Run', exact: true })
  }

  /** An instance in the list. */
  row(name: string): Locator {
    return this.instances.getByRole('link', { name: new RegExp(`^${name}`) })
  }

  /** A list of the instance: "Machines". */
  tab(name: string): Locator {
    return this.instance.getByRole('tab', { name: new RegExp(`^${name}`) })
  }

  search(list: string): Locator {
    return this.instance.getByRole('searchbox', { name: `Search ${list.toLowerCase()}` })
  }

  /** The entries of a list that are in sight. */
  entries(list: string): Locator {
    return this.instance.getByRole('grid', { name: list }).getByRole('row')
  }

  entry(list: string, name: string): Locator {
    return this.entries(list).filter({ has: this.page.getByText(name, { exact: true }) })
  }

  /** What an offering takes, a row for each field. */
  fields(offering: string): Locator {
    return this.instance.getByRole('table', { name: `Fields of ${offering}` }).getByRole('row')
  }

  button(name: string): Locator {
    return this.instance.getByRole('button', { name, exact: true })
  }
}
