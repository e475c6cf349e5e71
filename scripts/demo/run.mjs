import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { until } from '../desktop/parts.mjs'
import { projectRoot } from '../lib/paths.mjs'
import { runMain, say } from '../lib/say.mjs'
import { resolveRuntime } from '../setup/runtime.mjs'
import { pictureDesktop } from './desktop.mjs'
import { openStage } from './stage.mjs'

const { values: asked } = parseArgs({
  options: { docs: { type: 'boolean', default: false }, into: { type: 'string' } },
})
const FOLDER = asked.into === undefined ? usualFolder() : resolve(asked.into)

await runMain(async () => {
  const startedAt = new Date()
  const stage = await openStage(FOLDER)
  const played = await playAndClose(stage)
  await pictureDesktop(FOLDER)

  const report = {
    application: 'Broker Desktop',
    version: played.version,
    electron: resolveRuntime().version,
    startedAt: startedAt.toISOString(),
    endedAt: new Date().toISOString(),
    steps: stage.steps,
    hosts: played.hosts,
    tasks: played.tasks.map(({ id, title, state, lines }) => ({
      id,
      title,
      state,
      lines: lines.map((line) => ({ title: line.title, state: line.status.state, steps: line.steps })),
    })),
  }
  // docs/ shows pictures only: a report of some day would be read as a fact of today.
  if (!asked.docs) await writeFile(join(FOLDER, 'report.json'), `${JSON.stringify(report, null, 2)}\n`)
  say('demo', `pictures and report are in ${FOLDER}`)
})

function usualFolder() {
  return asked.docs ? join(projectRoot, 'docs', 'images') : join(projectRoot, 'demo-output')
}

/** @param {Awaited<ReturnType<typeof openStage>>} stage */
async function playAndClose(stage) {
  try {
    return await playMainJob(stage)
  } finally {
    await stage.close()
  }
}

/**
 * The first run, three hosts that are made, looked at and given back, and a failure on the way.
 * @param {Awaited<ReturnType<typeof openStage>>} stage
 */
async function playMainJob({ page, call, step }) {
  const link = (name) => page.getByRole('link', { name }).click()
  const everyHost = { filter: {}, sort: { by: 'lease', descending: false }, offset: 0, limit: 100 }

  await step(
    'First run: what can be done',
    () => page.getByText('Welcome to Broker Desktop').waitFor(),
    'first-run',
  )
  await step(
    'Try the Sandbox',
    async () => {
      await page.getByRole('button', { name: 'Try it' }).click()
      await page.getByText('small-vm', { exact: true }).waitFor()
    },
    'offerings',
  )
  await step(
    'Choose a machine, three of them',
    async () => {
      await page.getByText('large-vm', { exact: true }).first().click()
      await page.getByText('What will be sent').waitFor()
      await page.getByText('disk_gib').first().waitFor()
      const count = page
        .getByRole('spinbutton', { name: 'Hosts' })
        .or(page.getByRole('textbox', { name: 'Hosts' }))
      await count.first().fill('3')
      await page.getByText('disk_gib').first().scrollIntoViewIfNeeded()
    },
    'check-out',
  )
  await step(
    'Check out: three rows are being made',
    async () => {
      await page.keyboard.press('Control+Enter')
      await page.getByText('Being made').first().waitFor()
    },
    'hosts-being-made',
  )
  await step(
    'Look at the task',
    async () => {
      await link(/^Tasks/)
      await page.getByText(/PLAY/).first().waitFor()
    },
    'task-running',
  )
  await step('Three hosts are ready', async () => {
    await link(/^Hosts/)
    await until(async () => {
      const { rows } = await call('hosts.page', everyHost)
      return rows.filter((host) => host.state === 'ready').length === 3
    }, 'Three ready hosts')
  })
  const made = await call('hosts.page', everyHost)
  await step(
    'Look at one',
    async () => {
      await page.getByRole('row').nth(1).click()
      await page.getByRole('tab', { name: 'Overview' }).waitFor()
    },
    'host-panel',
  )
  await step(
    'See a failure explained',
    async () => {
      await call('hosts.checkout', {
        target: { provider: 'Sandbox', instance: 'sandbox' },
        action: 'machine',
        offering: 'leaves-behind',
        arguments: {},
        secretArguments: [],
        count: 1,
        labels: {},
      })
      await link(/^Tasks/)
      await until(
        async () => (await call('tasks.list', { limit: 1 })).tasks[0]?.state === 'failed',
        'The failure',
      )
      await page.getByText('Check out leaves-behind').first().click()
    },
    'task-failed',
  )
  await step(
    'Settings of an instance',
    async () => {
      await link(/^Settings/)
      await page
        .getByRole('link', { name: /Sandbox/ })
        .first()
        .click()
      await page.getByRole('button', { name: /^Test/ }).first().click()
    },
    'settings',
  )
  await step(
    'Check in all, with ten seconds to undo',
    async () => {
      await link(/^Hosts/)
      const { ids } = await call('hosts.ids', { filter: {}, sort: { by: 'lease', descending: false } })
      await call('hosts.checkin', { hostIds: ids })
      await page.getByRole('button', { name: /^Undo/ }).first().waitFor()
      // It is not sent while the pointer rests on it: both pictures may take longer than the ten seconds.
      await page
        .getByText(/^Checking in \d+ hosts$/)
        .first()
        .hover()
    },
    'check-in',
  )
  await step(
    'Everything is given back',
    async () => {
      await page
        .getByRole('button', { name: /^Send now/ })
        .first()
        .click()
      await page.getByText('You hold no hosts').waitFor({ timeout: 60_000 })
    },
    'hosts-empty',
  )
  const { tasks } = await call('tasks.list', { limit: 100 })
  const { version } = await call('app.info', {})
  return { version, hosts: made.rows, tasks }
}
