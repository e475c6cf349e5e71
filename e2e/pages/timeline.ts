import type { Locator, Page } from '@playwright/test'

/** The Hosts screen over time. */
export class TimelineScreen {
  readonly page: Page
  readonly grid: Locator
  readonly rows: Locator
  readonly zoom: Locator
  readonly today: Locator
  /** What readers hear of an end that is moved by keys. */
  readonly told: Locator

  constructor(page: Page) {
    this.page = page
    this.grid = page.getByRole('grid', { name: 'hosts' })
    this.rows = this.grid.locator('[data-index]')
    this.zoom = page.getByRole('radiogroup', { name: 'Zoom' })
    this.told = page.getByRole('status').filter({ hasText: /^(New end|The end is)/ })
    this.today = page.getByRole('button', { name: 'Today' })
  }

  /** Shows the timeline, by the switch beside the title. */
  async open(): Promise<void> {
    await this.page.getByRole('radio', { name: 'Timeline' }).click()
    await this.today.waitFor()
  }

  row(name: string): Locator {
    return this.rows.filter({ hasText: name })
  }

  /** The names of the days in sight. */
  async days(): Promise<string> {
    return (await this.grid.getByRole('columnheader').last().textContent()) ?? ''
  }

  /** Takes the end of a bar and moves it by some pixels; the button stays down. */
  async drag(name: string, pixels: number): Promise<void> {
    const box = await this.row(name).locator('[data-grip]').boundingBox()
    if (box === null) throw new Error(`The end of ${name} is not in sight.`)
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    await this.page.mouse.move(x, y)
    await this.page.mouse.down()
    await this.page.mouse.move(x + pixels / 2, y, { steps: 3 })
    await this.page.mouse.move(x + pixels, y, { steps: 3 })
  }
}
