import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expectAccessible } from '../fixtures/axe'
import { checkOut } from '../fixtures/sandbox'
import { expect, FAST_SANDBOX, test } from '../fixtures/test'

const FIELDS = `inventory_fields:
  Host: hostname | name
  Owner: _broker_args.owner
inventory_list_vars: $action _broker_args.owner
`

test('columns come from the settings file, follow it, and are chosen', async ({ launcher }) => {
  await launcher.settings(`${FAST_SANDBOX}${FIELDS}`)
  const app = await launcher.launch()
  const { window: page } = app
  await checkOut(app, 'small-vm', { arguments: { owner: 'maya' } })
  const grid = page.getByRole('grid', { name: 'hosts' })
  const header = (name: string) => grid.getByRole('columnheader', { name, exact: true })
  await expect(header('Owner')).toBeVisible()
  await expect(header('Lease')).toBeVisible()
  await expect(grid.getByRole('gridcell', { name: 'maya', exact: true })).toBeVisible()

  const file = join(launcher.dataFolder, 'broker_settings.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace('Owner:', 'Whose:'))
  await expect(header('Whose')).toBeVisible()
  await expect(header('Owner')).toBeHidden()

  const dialog = page.getByRole('dialog', { name: 'Columns' })
  await page.getByRole('button', { name: 'Columns' }).click()
  await dialog.getByRole('radio', { name: 'From the settings file' }).click()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(header('Whose')).toBeVisible()
  await expect(header('Provider')).toBeHidden()

  await page.getByRole('button', { name: 'Columns' }).click()
  await dialog.getByRole('radio', { name: 'My choice' }).click()
  await dialog.getByRole('checkbox', { name: 'Provider' }).click()
  await expect(dialog.getByRole('checkbox', { name: 'Provider' })).toBeChecked()
  await expectAccessible(app, 'Choosing columns')
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(header('Provider')).toBeVisible()
  await expect(header('Whose')).toBeVisible()

  await page.getByRole('checkbox', { name: /^Select (?!all)/ }).click()
  await page.getByRole('button', { name: 'Copy as list' }).click()
  await expect(page.getByText('1 line copied')).toBeVisible()
  expect(await app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe('small-vm maya')
})
