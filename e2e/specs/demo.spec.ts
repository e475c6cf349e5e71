import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { desktopObstacle } from '../../scripts/desktop/session.mjs'
import { expect, test } from '../fixtures/test'

/** What the demo writes of itself; the report has more. */
interface DemoReport {
  readonly steps: readonly { readonly name: string; readonly pictures: readonly string[] }[]
  readonly hosts: readonly unknown[]
  readonly tasks: readonly { readonly title: string; readonly state: string }[]
}

test('the demo plays to its end, and leaves its pictures and its report', async ({}, testInfo) => {
  const folder = testInfo.outputPath('demo')
  // It fails with all that the demo said, and at which step it stopped.
  await promisify(execFile)(process.execPath, ['scripts/demo/run.mjs', '--into', folder], {
    timeout: testInfo.timeout - 10_000,
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is not there fails below
  const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as DemoReport
  expect(report.steps.at(-1)?.name).toBe('Everything is given back')
  expect(report.hosts).toHaveLength(3)
  expect(report.tasks.map(({ title, state }) => [title, state])).toEqual([
    ['Check in 4 hosts', 'succeeded'],
    ['Check out leaves-behind', 'failed'],
    ['Check out large-vm, 3 hosts', 'succeeded'],
  ])
  const pictures = report.steps.flatMap((step) => step.pictures)
  const ofTheDesktop = ['tray-menu.png', 'notification.png', 'extend-from-reminder.png']
  expect(readdirSync(folder).toSorted()).toEqual(
    ['report.json', ...pictures, ...(desktopObstacle() === undefined ? ofTheDesktop : [])].toSorted(),
  )
})
