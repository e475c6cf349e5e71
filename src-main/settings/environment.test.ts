import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Field } from '@shared/domain/form'
import { silentLogger } from '@main/ports/logger'
import type { JsonObject } from '@shared/lib/json'
import { environmentProblems, sectionEnvironment, withOverrides } from '@main/settings/environment'
import { SettingsStore } from '@main/settings/store'
import { createMemoryVault } from '@main/testing/memory-vault'

const FIELDS: readonly Field[] = [
  { name: 'base_url', type: 'text', required: true },
  { name: 'token', type: 'secret', required: false },
  { name: 'workflow_timeout', type: 'integer', required: false, default: 3600 },
  { name: 'verify', type: 'boolean', required: false },
  { name: 'labels', type: 'map', required: false },
  { name: 'lease_fields', type: 'list', required: false },
]

describe('what the environment says of a section', () => {
  it('is found in any case of letters, for all instances or for one', () => {
    const { shared, instances } = sectionEnvironment(
      {
        BROKER_ANSIBLETOWER__base_url: 'https://env',
        broker_ansibletower__WORKFLOW_TIMEOUT: '60',
        BROKER_AnsibleTower__instances__Prod__token: '123456',
        BROKER_ANSIBLETOWER__verify: '@bool no',
        BROKER_ANSIBLETOWER__LABELS__TEAM: 'qe',
        BROKER_CONTAINER__host: 'x',
        BROKER_DIRECTORY: '/nowhere',
        BROKER_ANSIBLETOWER: 'x',
        BROKER_ANSIBLETOWER____x: 'x',
        BROKER_ANSIBLETOWER__INSTANCES: 'x',
      },
      'AnsibleTower',
      FIELDS,
    )
    expect(shared.map(({ variable, path, value }) => [variable, path, value])).toEqual([
      ['BROKER_ANSIBLETOWER__LABELS__TEAM', ['labels', 'TEAM'], 'qe'],
      ['BROKER_ANSIBLETOWER__base_url', ['base_url'], 'https://env'],
      ['BROKER_ANSIBLETOWER__verify', ['verify'], false],
      ['broker_ansibletower__WORKFLOW_TIMEOUT', ['workflow_timeout'], 60],
    ])
    expect([...instances]).toEqual([
      [
        'prod',
        {
          name: 'Prod',
          variables: ['BROKER_AnsibleTower__instances__Prod__token'],
          values: [
            {
              variable: 'BROKER_AnsibleTower__instances__Prod__token',
              path: ['token'],
              value: '123456',
              merges: false,
            },
          ],
        },
      ],
    ])
  })

  it('may be a section, all instances, or one, as a whole', () => {
    const said = (env: Readonly<Record<string, string>>): readonly unknown[] => {
      const { shared, instances } = sectionEnvironment(env, 'AnsibleTower', FIELDS)
      return [shared, ...[...instances.values()].map(({ name, values }) => [name, values])].flat(2)
    }
    const value = { path: ['base_url'], value: 'https://env', merges: false }
    const variable = 'BROKER_ANSIBLETOWER'
    expect(said({ [variable]: '{base_url = "https://env"}' })).toEqual([{ variable, ...value }])
    expect(said({ [variable]: '@json {"instances": {"ci": {"base_url": "https://env"}}}' })).toEqual([
      'ci',
      { variable, ...value },
    ])
    expect(said({ [`${variable}__INSTANCES__CI`]: "{base_url = 'https://env'}" })).toEqual([
      'ci',
      { variable: `${variable}__INSTANCES__CI`, ...value },
    ])
  })

  it.each([
    ['12', 12],
    ['true', true],
    ['False', false],
    ['plain text', 'plain text'],
    ['[1, "a"]', [1, 'a']],
    ['{a = 1, b = ["x", {c = true}], "d e" = \'y\'}', { a: 1, b: ['x', { c: true }], 'd e': 'y' }],
    ['{"a": 1}', { a: 1 }],
    ['@json {"a": [null]}', { a: [null] }],
    ['"12"', '12'],
    ["'a\\n'", 'a\\n'],
    ['@str 12', '12'],
    ['@int 12', 12],
    ['@float 1.5', 1.5],
    ['@bool yes', true],
    ['@none', null],
    ['[broken', '[broken'],
    ['{a = }', '{a = }'],
    ['', ''],
  ])('reads %j of an unknown key as %j', (text, value) => {
    const [said] = sectionEnvironment({ BROKER_X__k: text }, 'X', []).shared
    expect(said?.value).toEqual(value)
  })

  it('is added to what is there with @merge', () => {
    const merged = (text: string): JsonObject =>
      withOverrides(
        { list: ['a'], map: { a: 1 } },
        sectionEnvironment({ BROKER_X__list: text, BROKER_X__map: text }, 'X', []).shared,
      )
    expect(merged('@merge ["b"]')['list']).toEqual(['a', 'b'])
    expect(merged('@merge b, c')['list']).toEqual(['a', 'b', 'c'])
    expect(merged('@merge b=2')['map']).toEqual({ a: 1, b: 2 })
    expect(merged('@merge {b = 2}')['map']).toEqual({ a: 1, b: 2 })
  })

  it('that cannot be read is told, without its value, and has no effect', () => {
    const env = { BROKER_X__k: '@jinja {{ canary }}', BROKER_DIRECTORY: '@home', OTHER: '@jinja x' }
    expect(sectionEnvironment(env, 'X', []).shared).toEqual([])
    expect(environmentProblems(env)).toEqual([
      'BROKER_X__k begins with @jinja, which is not read here: the variable has no effect.',
    ])
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

  it('reaches into maps and lists, and the form names every variable', () => {
    const store = open({
      BROKER_ANSIBLETOWER__labels: '{team = "qe"}',
      BROKER_ANSIBLETOWER__INSTANCES__PROD__labels__tier: '1',
      BROKER_ANSIBLETOWER__lease_fields: '["end"]',
    })
    expect(store.configOf(PROD)).toMatchObject({
      labels: { team: 'qe', tier: 1 },
      lease_fields: ['end'],
    })
    expect(store.configOf(STAGE)['labels']).toEqual({ team: 'qe' })
    expect(store.instances()[0]?.environment?.['labels']).toBe(
      'BROKER_ANSIBLETOWER__labels, BROKER_ANSIBLETOWER__INSTANCES__PROD__labels__tier',
    )
  })

  it('chooses the default, and takes the right to win', () => {
    const store = open({
      BROKER_ANSIBLETOWER__base_url: 'https://env',
      BROKER_ANSIBLETOWER__INSTANCES__STAGE__DEFAULT: 'true',
      BROKER_ANSIBLETOWER__INSTANCES__STAGE__OVERRIDE_ENVARS: 'false',
    })
    const [prod, stage] = store.instances()
    expect([prod?.isDefault, stage?.isDefault]).toEqual([false, true])
    expect(stage?.config).toEqual({ base_url: 'https://env', workflow_timeout: 100 })
    // A form that is saved with it leaves the default of the file where it is.
    store.saveInstance({
      ...STAGE,
      previousName: 'stage',
      isDefault: true,
      config: { ...stage?.config, verify: true },
      secrets: {},
    })
    const text = readFileSync(join(folder, 'broker_settings.yaml'), 'utf8')
    expect(text).toBe(`${FILE}      verify: true\n`)
  })

  it('makes an instance that the file does not have: usable, added when it is saved, not removable before', () => {
    const store = open({
      BROKER_ANSIBLETOWER__INSTANCES__CI__BASE_URL: 'https://ci',
      BROKER_ANSIBLETOWER__INSTANCES__CI__TOKEN: 'ci-token',
    })
    const CI = { provider: 'AnsibleTower', instance: 'ci' } as const
    expect(store.configOf(CI)).toEqual({
      base_url: 'https://ci',
      token: 'ci-token',
      workflow_timeout: 100,
    })
    expect(() => store.removeInstance(CI)).toThrow('BROKER_ANSIBLETOWER__INSTANCES__CI__BASE_URL')
    const view = store.instances().find(({ instance }) => instance === 'ci')
    store.saveInstance({
      ...CI,
      previousName: 'ci',
      isDefault: false,
      config: { ...view?.config, verify: true },
      secrets: {},
    })
    expect(readFileSync(join(folder, 'broker_settings.yaml'), 'utf8')).toBe(
      `${FILE}    ci:\n      verify: true\n`,
    )
  })

  it("decides Broker's own keys and the preferences, and what cannot be is told by its variable", () => {
    const store = open({
      BROKER_THREAD_LIMIT: '7',
      BROKER_LOGGING__FILE_LEVEL: 'warning',
      BROKER_LOGGING: '{structured = true}',
      BROKER_INVENTORY_FIELDS__Host: 'name | hostname',
      BROKER_INVENTORY_LIST_VARS: 'name',
      BROKER_PROVIDER_LABELS: '{team = "qe"}',
      BROKER_DESKTOP__THEME: 'dark',
      BROKER_DESKTOP__UNDO_SECONDS: '3',
      BROKER_DESKTOP__REMINDERS__QUIETHOURS__ENABLED: 'true',
      BROKER_DESKTOP__CLOSETOTRAY: 'perhaps',
      BROKER_DESKTOP__SETTINGSFILE: '/elsewhere',
      BROKER_DESKTOP_HOME: '/x',
    })
    expect(store.preferences()).toMatchObject({
      concurrency: 7,
      logLevel: 'warn',
      logFormat: 'json',
      theme: 'dark',
      undoSeconds: 3,
      reminders: { quietHours: { enabled: true } },
      closeToTray: true,
      settingsFile: '',
    })
    expect(store.inventoryFields()).toMatchObject({ columns: [{ title: 'Host' }], problems: [] })
    expect(store.labelsOf(PROD)).toEqual({ team: 'qe' })
    expect(store.problems().map(({ message }) => message)).toEqual([
      'BROKER_DESKTOP__CLOSETOTRAY: closeToTray must be true or false. true holds instead.',
    ])
  })

  it('decides arguments of nicks, and makes nicks of its own', () => {
    const store = open({
      BROKER_NICKS__RHEL9__DEPLOY_VERSION: '@str 9.6',
      BROKER_NICKS__CI__WORKFLOW: 'deploy-ci',
      BROKER_NICKS__SAT: '{workflow = "deploy-sat", extra = {a = 1}}',
    })
    const nicks = '\nnicks:\n  rhel9: # ours\n    workflow: deploy-rhel\n    deploy_version: "9.4"\n'
    writeFileSync(join(folder, 'broker_settings.yaml'), FILE + nicks)
    const book = store.nickBook()
    expect(book.list()).toEqual([
      {
        name: 'rhel9',
        values: { workflow: 'deploy-rhel', deploy_version: '9.6' },
        environment: { deploy_version: 'BROKER_NICKS__RHEL9__DEPLOY_VERSION' },
      },
      {
        name: 'ci',
        values: { workflow: 'deploy-ci' },
        environment: { workflow: 'BROKER_NICKS__CI__WORKFLOW' },
      },
      {
        name: 'sat',
        values: { workflow: 'deploy-sat', extra: { a: 1 } },
        environment: { extra: 'BROKER_NICKS__SAT', workflow: 'BROKER_NICKS__SAT' },
      },
    ])
    // Saved with more, the file keeps what it says of the argument that the environment decides.
    book.save('rhel9', { workflow: 'deploy-rhel', deploy_version: '9.6', more: 1 })
    expect(readFileSync(join(folder, 'broker_settings.yaml'), 'utf8')).toBe(`${FILE}${nicks}    more: 1\n`)
    expect(() => book.remove('ci')).toThrow('BROKER_NICKS__CI__WORKFLOW of the environment makes it')
  })
})
