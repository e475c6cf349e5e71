import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Field } from '@shared/domain/form'
import { silentLogger } from '@main/ports/logger'
import { sectionEnvironment } from '@main/settings/environment'
import { SettingsStore } from '@main/settings/store'
import { createMemoryVault } from '@main/testing/memory-vault'

const FIELDS: readonly Field[] = [
  { name: 'base_url', type: 'text', required: true },
  { name: 'token', type: 'secret', required: false },
  { name: 'workflow_timeout', type: 'integer', required: false, default: 3600 },
  { name: 'verify', type: 'boolean', required: false },
]

describe('what the environment says of a section', () => {
  it('is found in any case of letters, for all instances or for one', () => {
    const found = sectionEnvironment(
      {
        BROKER_ANSIBLETOWER__base_url: 'https://env',
        broker_ansibletower__WORKFLOW_TIMEOUT: '60',
        BROKER_AnsibleTower__instances__Prod__token: '123456',
        BROKER_ANSIBLETOWER__verify: '@bool no',
        BROKER_CONTAINER__host: 'x',
        BROKER_DIRECTORY: '/nowhere',
        BROKER_ANSIBLETOWER: 'x',
        BROKER_ANSIBLETOWER__a__b__c__d: 'x',
      },
      'AnsibleTower',
      FIELDS,
    )
    expect(found).toEqual({
      shared: {
        base_url: { variable: 'BROKER_ANSIBLETOWER__base_url', value: 'https://env' },
        verify: { variable: 'BROKER_ANSIBLETOWER__verify', value: false },
        workflow_timeout: { variable: 'broker_ansibletower__WORKFLOW_TIMEOUT', value: 60 },
      },
      instances: {
        prod: { token: { variable: 'BROKER_AnsibleTower__instances__Prod__token', value: '123456' } },
      },
    })
  })

  it.each([
    ['12', 12],
    ['true', true],
    ['plain text', 'plain text'],
    ['[1, "a"]', [1, 'a']],
    ['"12"', '12'],
    ['@str 12', '12'],
    ['[broken', '[broken'],
    ['', ''],
  ])('reads %j of an unknown key as %j', (text, value) => {
    expect(sectionEnvironment({ BROKER_X__k: text }, 'X', []).shared['k']?.value).toEqual(value)
  })
})

describe('the settings with an environment', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'environment-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  const PROD = { provider: 'AnsibleTower', instance: 'prod' } as const
  const STAGE = { provider: 'AnsibleTower', instance: 'stage' } as const
  const FILE = `AnsibleTower:
  workflow_timeout: 100
  instances:
    prod:
      base_url: https://prod # ours
      token: in-the-file
      default: true
    stage:
      base_url: https://stage
      override_envars: True
`
  function open(env: Readonly<Record<string, string>>): SettingsStore {
    writeFileSync(join(folder, 'broker_settings.yaml'), FILE)
    return new SettingsStore({
      file: join(folder, 'broker_settings.yaml'),
      vault: createMemoryVault(),
      definitions: [{ kind: 'AnsibleTower', title: 'AnsibleTower', configFields: FIELDS }],
      logger: silentLogger,
      env,
    })
  }

  it('wins over the file, unless the instance overrides it', () => {
    const store = open({
      BROKER_ANSIBLETOWER__base_url: 'https://env',
      BROKER_ANSIBLETOWER__workflow_timeout: '5',
    })
    expect(store.configOf(PROD)).toMatchObject({ base_url: 'https://env', workflow_timeout: 5 })
    expect(store.configOf(STAGE)).toMatchObject({ base_url: 'https://stage', workflow_timeout: 5 })
    const [prod, stage] = store.instances()
    expect(prod?.environment).toEqual({
      base_url: 'BROKER_ANSIBLETOWER__base_url',
      workflow_timeout: 'BROKER_ANSIBLETOWER__workflow_timeout',
    })
    expect(stage?.environment).toEqual({ workflow_timeout: 'BROKER_ANSIBLETOWER__workflow_timeout' })
  })

  it('never gets into the file, and a secret of it never into the page', () => {
    const store = open({
      BROKER_ANSIBLETOWER__base_url: 'https://env',
      BROKER_ANSIBLETOWER__token: 'canary-of-the-environment',
    })
    const [prod] = store.instances()
    expect(JSON.stringify(prod)).not.toContain('canary')
    expect(store.configOf(PROD)['token']).toBe('canary-of-the-environment')
    store.saveInstance({
      ...PROD,
      previousName: 'prod',
      isDefault: true,
      config: { ...prod?.config, verify: true },
      secrets: {},
    })
    const text = readFileSync(join(folder, 'broker_settings.yaml'), 'utf8')
    expect(text).toBe(FILE.replace('      default: true\n', '      default: true\n      verify: true\n'))
  })
})
