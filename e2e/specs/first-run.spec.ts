import { readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { expect, test } from '../fixtures/test'
import { CheckoutScreen } from '../pages/checkout'
import { FirstRunScreen } from '../pages/first-run'
import { HostsScreen } from '../pages/hosts'
import { Shell } from '../pages/shell'

const SETTINGS = 'broker_settings.yaml'

test('the Sandbox is one press away, and everything works with it', async ({ launcher }) => {
  rmSync(join(launcher.dataFolder, SETTINGS))
  const { window } = await launcher.launch()
  const first = new FirstRunScreen(window)
  const checkout = new CheckoutScreen(window)
  await expect(first.title).toBeVisible()
  // No sidebar leads past the choice, and nothing was decided yet.
  await expect(new Shell(window).nav).toBeHidden()
  await first.trySandbox.click()
  await expect(new Shell(window).title).toHaveText('Check out')
  await expect(checkout.field('Instance')).toContainText('Sandbox')
  expect(readFileSync(join(launcher.dataFolder, SETTINGS), 'utf8')).toMatch(/Sandbox:[\s\S]*sandbox:/)
  await checkout.offer('small-vm')
  await checkout.send.click()
  await expect(new HostsScreen(window).row('Pretend')).toHaveCount(1)
})

test('it is shown until it was answered, and not again after that', async ({ launcher }) => {
  rmSync(join(launcher.dataFolder, SETTINGS))
  const before = await launcher.launch()
  await expect(new FirstRunScreen(before.window).title).toBeVisible()
  await before.close()
  const again = await launcher.launch()
  await expect(new FirstRunScreen(again.window).title).toBeVisible()
  await new FirstRunScreen(again.window).skip.click()
  await expect(new Shell(again.window).title).toHaveText('Hosts')
  await again.close()
  const after = await launcher.launch()
  await expect(new Shell(after.window).title).toHaveText('Hosts')
})

test('a provider can be added instead, and one’s own instance ends the first run', async ({ launcher }) => {
  rmSync(join(launcher.dataFolder, SETTINGS))
  const { window } = await launcher.launch()
  await new FirstRunScreen(window).add.click()
  await window.getByRole('button', { name: 'Add Sandbox', exact: true }).click()
  await window.getByRole('button', { name: 'Add instance' }).click()
  await expect(window.getByText(/^Saved at/)).toBeVisible()
  await new Shell(window).go('Hosts')
  await expect(window.getByText('You hold no hosts')).toBeVisible()
})

test.describe('with a container engine on this computer', () => {
  let engine: Server | undefined

  test.afterEach(() => {
    engine?.close()
  })

  test('it is found, shown with its place, and used with one press', async ({ launcher }) => {
    test.skip(process.platform === 'win32', 'The engine of this test listens on a socket file.')
    const socket = join(launcher.dataFolder, 'engine.sock')
    const answers: Readonly<Record<string, unknown>> = {
      version: { Version: '27.3.1', ApiVersion: '1.47', MinAPIVersion: '1.24', Os: 'linux', Arch: 'amd64' },
      info: { ServerVersion: '27.3.1', Name: 'pretend', OSType: 'linux', Architecture: 'x86_64', NCPU: 2 },
      json: [],
    }
    engine = createServer((request, response) => {
      const name = request.url?.split('?')[0]?.split('/').at(-1) ?? ''
      response.setHeader('Content-Type', name === '_ping' ? 'text/plain' : 'application/json')
      response.end(name === '_ping' ? 'OK' : JSON.stringify(answers[name] ?? {}))
    })
    await new Promise<void>((done) => {
      engine?.listen(socket, done)
    })
    rmSync(join(launcher.dataFolder, SETTINGS))
    const { window } = await launcher.launch({ env: { DOCKER_HOST: `unix://${socket}` } })
    const first = new FirstRunScreen(window)
    const card = first.engines.filter({ hasText: socket })
    await expect(card).toBeVisible()
    await card.getByRole('button', { name: /^Use it/ }).click()
    await expect(card).toContainText('Added')
    await window.getByRole('button', { name: /^Check out from/ }).click()
    await expect(new CheckoutScreen(window).field('Instance')).toContainText('Container')
    expect(readFileSync(join(launcher.dataFolder, SETTINGS), 'utf8')).toContain(socket)
  })
})
