import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { furnishBrokerHome, HOME_INVENTORY, HOME_NICKS, NEW_PERSON } from '../fixtures/broker-home'
import { heldHosts } from '../fixtures/sandbox'
import { expect } from '../fixtures/test'
import { test } from '../fixtures/tower'
import { SettingsScreen } from '../pages/settings'
import { Shell } from '../pages/shell'

test('a person of the broker command goes on here: instances, nicks and hosts are taken over', async ({
  launcher,
  tower,
}) => {
  const folder = furnishBrokerHome(launcher, tower)
  const settings = readFileSync(join(folder, 'broker_settings.yaml'), 'utf8')
  await launcher.settings(NEW_PERSON)
  const app = await launcher.launch()
  const { window } = app

  // What was found, and what it becomes.
  const card = window.getByRole('region', { name: 'Found a Broker configuration' })
  await expect(card).toContainText('version 0.6.3')
  await expect(card).toContainText('prod, stage')
  await expect(card).toContainText('local')
  await expect(card).toContainText('rhel9')
  await expect(card).toContainText('2 secrets')
  await expect(card).toContainText('bkr-hv-01.lab.example.com: this version has no provider Beaker')
  await expect(card.getByRole('checkbox', { name: 'Take over 4 hosts' })).toBeChecked()
  await card.getByRole('button', { name: 'Use this file' }).click()

  await expect(window.getByRole('row', { name: /jdoe-rhel-9-6-gone/ })).toBeVisible()
  const hosts = await heldHosts(app)
  expect(hosts.map(({ name, instance, offering }) => [name, instance, offering])).toEqual([
    ['jdoe-rhel-9.4-a1', 'prod', 'deploy-rhel'],
    ['jdoe-rhel-9.6-gone', 'prod', 'deploy-rhel'],
    ['jdoe-sat-6.18-b2', 'prod', 'deploy-satellite'],
    ['mlopez-rhel-8.10-c3', 'stage', 'deploy-rhel'],
  ])

  // Every nick is there; the one whose instance is missing says so.
  await new Shell(window).go('Settings')
  await new SettingsScreen(window).open('Nicks')
  for (const nick of HOME_NICKS) await expect(window.getByText(nick, { exact: true }).first()).toBeVisible()
  await expect(window.getByText(/no instance production of AnsibleTower/)).toBeVisible()

  // Nothing of the broker command's was written.
  expect(readFileSync(join(folder, 'broker_settings.yaml'), 'utf8')).toBe(settings)
  expect(readFileSync(join(folder, 'inventory.yaml'), 'utf8')).toBe(HOME_INVENTORY)
})
