/* oxlint-disable typescript/no-unsafe-type-assertion -- a test knows what it has just thrown or expects */
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  lstatSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BrokerError, type ErrorData } from '@shared/domain/error'
import type { Field } from '@shared/domain/form'
import { DEFAULT_PREFERENCES, type InstanceDraft } from '@shared/domain/settings'
import { silentLogger } from '@main/ports/logger'
import type { SecretVault } from '@main/ports/vault'
import type { ConfigurableKind } from '@main/settings/instance-config'
import { SettingsStore } from '@main/settings/store'

const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  type: 'text',
  required: false,
  ...more,
})
const KINDS: readonly ConfigurableKind[] = [
  {
    kind: 'Container',
    title: 'Container',
    configFields: [
      field('runtime', {
        type: 'choice',
        choices: [{ value: 'podman' }, { value: 'docker' }],
        default: 'podman',
      }),
      field('host', { label: 'Host', required: true }),
      field('host_port', { type: 'integer', min: 1, max: 65_535, default: 22 }),
      field('host_password', { type: 'secret', label: 'Password' }),
    ],
  },
  { kind: 'Sandbox', title: 'Sandbox', configFields: [field('speed')] },
]

class MemoryVault implements SecretVault {
  readonly isProtected = true
  readonly values = new Map<string, string>()
  get(key: string) {
    return this.values.get(key)
  }
  set(key: string, value: string) {
    this.values.set(key, value)
  }
  delete(key: string) {
    this.values.delete(key)
  }
  keys(prefix: string) {
    return [...this.values.keys()].filter((key) => key.startsWith(prefix))
  }
}

let folder = ''
let file = ''
let vault = new MemoryVault()
let secrets: string[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'))
  file = join(folder, 'broker_settings.yaml')
  vault = new MemoryVault()
  secrets = []
})
afterEach(() => {
  chmodSync(folder, 0o700)
  rmSync(folder, { recursive: true, force: true })
})

function open(content?: string): SettingsStore {
  if (content !== undefined) writeFileSync(file, content)
  return new SettingsStore({
    file,
    vault,
    definitions: KINDS,
    logger: silentLogger,
    onSecret: (value) => secrets.push(value),
  })
}

function text(): string {
  return readFileSync(file, 'utf8')
}

/** What the file was before each change, oldest first. */
function backups(): readonly string[] {
  const at = join(folder, 'settings-backups')
  return readdirSync(at)
    .toSorted()
    .map((name) => readFileSync(join(at, name), 'utf8'))
}

function errorOf(run: () => unknown): ErrorData {
  try {
    run()
  } catch (error) {
    expect(error).toBeInstanceOf(BrokerError)
    return (error as BrokerError).data
  }
  throw new Error('nothing was thrown')
}

function draft(more: Partial<InstanceDraft> = {}): InstanceDraft {
  return {
    provider: 'Container',
    instance: 'podman',
    isDefault: false,
    config: { host: 'localhost' },
    secrets: {},
    ...more,
  }
}

const TWO = `Container:
  # for all of them
  runtime: docker
  host_port: 2222
  instances:
    near: # mine
      host: localhost
      default: true
      host_password: toor # in plain text, as the original has it
    far:
      host: far.example.com
      host_port: 22
      my_own_note: keep
`

const AS_ORIGINAL = `Container:
    instances:
        - docker:
            host: localhost
            default: True
        - podman:
            host: podman.example.com
    runtime: podman
`

describe('a first start', () => {
  it('begins a file with the Sandbox, for the owner only', () => {
    const store = open()
    expect(store.instances()).toEqual([
      {
        provider: 'Sandbox',
        instance: 'sandbox',
        isDefault: true,
        config: {},
        storedSecrets: [],
        revision: expect.any(String) as string,
      },
    ])
    expect(text()).toMatch(/^# Settings of Broker Desktop/)
    expect(text()).toContain('# Pretend hosts inside Broker Desktop')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(store.problems()).toEqual([])
  })

  it('goes on without a file where none can be written', () => {
    writeFileSync(join(folder, 'blocked'), '')
    const store = new SettingsStore({
      file: join(folder, 'blocked', 'broker_settings.yaml'),
      vault,
      definitions: KINDS,
      logger: silentLogger,
    })
    expect(store.preferences()).toEqual(DEFAULT_PREFERENCES)
    expect(errorOf(() => store.savePreferences({ theme: 'dark' })).code).toBe('CONFIG')
  })
})

describe('preferences', () => {
  it('are the defaults where the file says nothing, and what it says where it does', () => {
    expect(open('desktop:\n  theme: dark\n').preferences()).toEqual({ ...DEFAULT_PREFERENCES, theme: 'dark' })
  })

  it('are saved one by one, with everything else as it was', () => {
    const before =
      '# mine\ndesktop:\n    theme: dark   # at night\n    something: else\nnicks:\n    rhel9: {a: 1}\n'
    const store = open(before)
    expect(store.savePreferences({ theme: 'light', undoSeconds: 10, concurrency: undefined })).toEqual({
      ...DEFAULT_PREFERENCES,
      theme: 'light',
    })
    expect(text()).toBe(before.replace('theme: dark', 'theme: light'))
    expect(backups()).toEqual([before])
  })

  it('that cannot be used are told with their line, and the default holds', () => {
    const store = open('desktop:\n  theme: pink\n  concurrency: 0\n  undoSeconds: 5\n')
    expect(store.preferences()).toEqual({ ...DEFAULT_PREFERENCES, undoSeconds: 5 })
    expect(store.problems()).toEqual([
      {
        line: 2,
        message: 'broker_settings.yaml, line 2: theme must be system, light or dark. system holds instead.',
      },
      {
        line: 3,
        message:
          'broker_settings.yaml, line 3: concurrency must be a whole number from 1 to 100. 20 holds instead.',
      },
    ])
    store.savePreferences({ theme: 'dark', concurrency: 20 })
    expect(store.problems()).toEqual([])
  })

  it('of reminders are read and saved one by one as well', () => {
    const before =
      'desktop:\n  reminders:\n    # not at night\n    quietHours: {enabled: true, from: "22:00", to: "06:30"}\n    thresholdsMinutes: [x]\n'
    const store = open(before)
    expect(store.preferences().reminders).toEqual({
      ...DEFAULT_PREFERENCES.reminders,
      quietHours: { enabled: true, from: '22:00', to: '06:30' },
    })
    expect(store.problems()).toEqual([
      {
        line: 5,
        message:
          'broker_settings.yaml, line 5: reminders.thresholdsMinutes must be a list of at most 10 whole numbers of minutes. The default holds instead.',
      },
    ])
    const { reminders } = store.preferences()
    const rule = { provider: 'Container' as const, instance: 'near', defaultMinutes: 2880 }
    const saved = store.savePreferences({
      reminders: { ...reminders, thresholdsMinutes: [60, 10], weekendGuard: false },
      leaseRules: [rule],
      closeToTray: false,
    })
    expect(saved).toMatchObject({
      leaseRules: [rule],
      closeToTray: false,
      toldTray: false,
      startAtLogin: false,
    })
    expect(saved.reminders).toMatchObject({ thresholdsMinutes: [60, 10], weekendGuard: false })
    expect(store.problems()).toEqual([])
    expect(text()).toContain(
      '    # not at night\n    quietHours: {enabled: true, from: "22:00", to: "06:30"}\n',
    )
    expect(text()).not.toContain('workingHours')
  })

  it('of reminders that are no section are told, and the defaults hold', () => {
    const store = open('desktop:\n  reminders: often\n')
    expect(store.preferences()).toEqual(DEFAULT_PREFERENCES)
    expect(store.problems()).toMatchObject([{ line: 2 }])
  })

  it('that cannot be are refused, and nothing is written', () => {
    const store = open('desktop:\n  theme: dark\n')
    expect(errorOf(() => store.savePreferences({ concurrency: 0 }))).toMatchObject({
      code: 'INVALID_INPUT',
      fieldErrors: { concurrency: expect.any(String) as string },
    })
    expect(text()).toBe('desktop:\n  theme: dark\n')
  })
})

describe('a file with a mistake', () => {
  const BROKEN = 'Container:\n  instances:\n   near: {host: secret-word\n  far: ]\n'

  it('is not touched, is told with line and column, and its lines are not repeated', () => {
    const store = open(BROKEN)
    const [problem] = store.problems()
    expect(problem?.message).toMatch(/^broker_settings\.yaml, line \d+, column \d+: .+\.$/)
    expect(problem?.line).toBeGreaterThan(0)
    expect(problem?.message).not.toContain('secret-word')
    expect(problem?.message).not.toContain('\n')
    expect(errorOf(() => store.savePreferences({ theme: 'dark' }))).toMatchObject({
      code: 'CONFIG',
      message: problem?.message,
    })
    expect(errorOf(() => store.saveInstance(draft())).code).toBe('CONFIG')
    expect(vault.values.size).toBe(0)
    expect(text()).toBe(BROKEN)
    expect(readdirSync(folder)).toEqual(['broker_settings.yaml'])
  })

  it('at the start leaves the defaults; while running, what it said before holds; mended, it holds again', () => {
    const store = open(BROKEN)
    expect(store.instances().map((each) => each.instance)).toEqual(['sandbox'])
    expect(errorOf(() => store.configOf({ provider: 'Container', instance: 'near' }))).toMatchObject({
      code: 'CONFIG',
      message: expect.stringContaining('line') as string,
    })
    writeFileSync(file, TWO)
    expect(store.problems()).toEqual([])
    expect(store.instances().map((each) => each.instance)).toEqual(['near', 'far'])
    writeFileSync(file, BROKEN)
    expect(store.problems()).toHaveLength(1)
    expect(store.instances().map((each) => each.instance)).toEqual(['near', 'far'])
  })

  it.each(['- a\n- b\n', 'just words\n'])('is one that has no sections: %j', (content) => {
    expect(open(content).problems()[0]?.message).toContain('must be made of sections')
  })

  it('an empty file is none', () => {
    const store = open('')
    expect(store.problems()).toEqual([])
    expect(store.instances()).toEqual([])
    store.savePreferences({ theme: 'dark' })
    expect(text()).toBe('desktop:\n  theme: dark\n')
  })
})

describe('instances', () => {
  it('have the values of their section under their own, and no secret', () => {
    const store = open(TWO)
    expect(store.instances()).toEqual([
      {
        provider: 'Container',
        instance: 'near',
        isDefault: true,
        config: { runtime: 'docker', host_port: 2222, host: 'localhost' },
        storedSecrets: ['host_password'],
        plainSecrets: ['host_password'],
        revision: expect.any(String) as string,
      },
      {
        provider: 'Container',
        instance: 'far',
        isDefault: false,
        config: { runtime: 'docker', host_port: 22, host: 'far.example.com', my_own_note: 'keep' },
        storedSecrets: [],
        revision: expect.any(String) as string,
      },
    ])
    expect(store.configOf({ provider: 'Container', instance: 'near' })).toEqual({
      runtime: 'docker',
      host_port: 2222,
      host: 'localhost',
      host_password: 'toor',
    })
    expect(secrets).toContain('toor')
  })

  it("are read from the original's list of single-key maps, in any case of letters", () => {
    const store = open(AS_ORIGINAL.replace('Container', 'CONTAINER'))
    expect(
      store
        .instances()
        .map(({ instance, isDefault, config }) => [instance, isDefault, config['host'], config['runtime']]),
    ).toEqual([
      ['docker', true, 'localhost', 'podman'],
      ['podman', false, 'podman.example.com', 'podman'],
    ])
    expect(store.problems()).toEqual([])
  })

  it('may be the section itself', () => {
    const store = open('Container:\n  host: localhost\n')
    expect(store.instances()).toMatchObject([
      { instance: 'default', isDefault: true, config: { host: 'localhost' } },
    ])
    expect(store.configOf({ provider: 'Container', instance: 'default' })).toEqual({ host: 'localhost' })
  })

  it('say what is missing', () => {
    const store = open('Container:\n  instances:\n    a:\n      host_port: 0\n')
    expect(store.instances()[0]?.problem).toBe('Host: Required. Say a value.')
  })

  it('keep a secret-named key that no field names from the page, and in the file', () => {
    const store = open('Container:\n  instances:\n    a: {host: x, api_token: abcdef}\n')
    expect(store.instances()[0]?.config).toEqual({ host: 'x' })
    store.saveInstance(draft({ instance: 'a', config: { host: 'y' } }))
    expect(text()).toContain('api_token: abcdef')
    expect(store.configOf({ provider: 'Container', instance: 'a' })).toEqual({
      host: 'y',
      api_token: 'abcdef',
    })
  })

  it.each([
    [
      'two defaults',
      'Container:\n  instances:\n    a: {host: x, default: true}\n    b: {host: y, default: true}\n',
      'line 4: Container has 2 default instances. a holds.',
      'a',
    ],
    [
      'no default',
      'Container:\n  instances:\n    a: {host: x}\n    b: {host: y}\n',
      'line 3: no instance of Container says "default: true". a holds.',
      'a',
    ],
    [
      'one name twice',
      'Container:\n  instances:\n    - a: {host: x, default: True}\n    - a: {host: y}\n',
      'line 4: the instance a is there twice. The first holds.',
      'a',
    ],
    [
      'a text for an instance',
      'Container:\n  instances:\n    a: {host: x}\n    b: words\n',
      'line 4: the instance b must have values below it. It is left out.',
      'a',
    ],
    [
      'two names in one entry',
      'Container:\n  instances:\n    - a: {host: x}\n    - b: {host: x}\n      c: {host: x}\n',
      'line 4: an entry of instances must be one name',
      'a',
    ],
  ])('with %s are told with the line', (_what, content, message, byDefault) => {
    const store = open(content)
    expect(store.problems().map((problem) => problem.message)).toEqual([expect.stringContaining(message)])
    expect(
      store
        .instances()
        .filter((each) => each.isDefault)
        .map((each) => each.instance),
    ).toEqual([byDefault])
  })

  it('that are unknown are never another one: the error names what is near', () => {
    const store = open(TWO)
    expect(errorOf(() => store.configOf({ provider: 'Container', instance: 'neer' }))).toEqual({
      code: 'NOT_FOUND',
      message: 'There is no instance neer of Container.',
      hint: 'Did you mean near?',
      provider: 'Container',
      instance: 'neer',
      retryable: false,
    })
    expect(errorOf(() => store.configOf({ provider: 'Container', instance: 'production' })).hint).toBe(
      'There is near, far.',
    )
    expect(errorOf(() => store.configOf({ provider: 'Sandbox', instance: 'x' })).code).toBe('NOT_FOUND')
    expect(errorOf(() => store.configOf({ provider: 'Beaker', instance: 'x' })).code).toBe('NOT_SUPPORTED')
  })
})

describe('saving an instance', () => {
  it('adds it at the end of the map; the first of a provider is its default; secrets go to the vault', () => {
    const store = open('# mine\nSandbox:\n  instances:\n    sandbox: {default: true}\n')
    const view = store.saveInstance(
      draft({ config: { host: 'localhost', host_port: 23 }, secrets: { host_password: 'sesame' } }),
    )
    expect(view).toEqual({
      provider: 'Container',
      instance: 'podman',
      isDefault: true,
      config: { host: 'localhost', host_port: 23 },
      storedSecrets: ['host_password'],
      revision: expect.any(String) as string,
    })
    expect(text()).toBe(
      '# mine\nSandbox:\n  instances:\n    sandbox: {default: true}\nContainer:\n  instances:\n    podman:\n      host: localhost\n      host_port: 23\n      host_password: <kept in the keychain>\n      default: true\n',
    )
    expect([...vault.values]).toEqual([['instance/Container/podman/host_password', 'sesame']])
    expect(secrets).toContain('sesame')
    expect(store.configOf({ provider: 'Container', instance: 'podman' })).toEqual({
      host: 'localhost',
      host_port: 23,
      host_password: 'sesame',
    })
  })

  it('changes only what changed, keeps comments, order and unknown keys, and does not repeat the section', () => {
    const store = open(TWO)
    store.saveInstance(draft({ instance: 'far', config: { host: 'farther.example.com', runtime: 'docker' } }))
    expect(text()).toBe(
      TWO.replace('far.example.com', 'farther.example.com').replace('      host_port: 22\n', ''),
    )
  })

  it("keeps the original's list a list", () => {
    const store = open(AS_ORIGINAL)
    store.saveInstance(draft({ instance: 'third', config: { host: 'x' } }))
    store.saveInstance(draft({ instance: 'podman', config: { host: 'y' } }))
    expect(text()).toBe(
      AS_ORIGINAL.replace('podman.example.com', 'y').replace(
        '    runtime',
        '        - third:\n              host: x\n    runtime',
      ),
    )
  })

  it('makes it the only default', () => {
    const store = open(TWO)
    const view = store.saveInstance(
      draft({ instance: 'far', isDefault: true, config: { host: 'f', host_port: 22 } }),
    )
    expect(view.isDefault).toBe(true)
    expect(store.instances().map((each) => [each.instance, each.isDefault])).toEqual([
      ['near', false],
      ['far', true],
    ])
    expect(text().match(/default: true/g)).toHaveLength(1)
    expect(store.problems()).toEqual([])
  })

  it('leaves the default what it is while no other takes its place', () => {
    const store = open(TWO)
    expect(
      store.saveInstance(draft({ instance: 'near', isDefault: false, config: { host: 'n' } })).isDefault,
    ).toBe(true)
  })

  it('renames it, and its secrets follow', () => {
    const store = open(TWO)
    vault.set('instance/Container/far/host_password', 'sesame')
    vault.set('instance/Container/far/away/host_password', 'of another')
    store.saveInstance(
      draft({ previousName: 'far', instance: 'away', config: { host: 'far.example.com', host_port: 22 } }),
    )
    expect(text()).toBe(TWO.replace('    far:', '    away:'))
    expect([...vault.values]).toEqual([
      ['instance/Container/far/away/host_password', 'of another'],
      ['instance/Container/away/host_password', 'sesame'],
    ])
  })

  it('takes a plain-text secret out of the file when it is typed anew, and only then', () => {
    const store = open(TWO)
    store.saveInstance(draft({ instance: 'near', config: { host: 'localhost' } }))
    expect(text()).toBe(TWO)
    store.saveInstance(
      draft({ instance: 'near', config: { host: 'localhost' }, secrets: { host_password: 'sesame' } }),
    )
    expect(text()).toBe(TWO.replace('host_password: toor', 'host_password: <kept in the keychain>'))
    expect(secrets).not.toContain('<kept in the keychain>')
    expect(store.configOf({ provider: 'Container', instance: 'near' })['host_password']).toBe('sesame')
  })

  it('believes a secret that was written into the file by hand after that', () => {
    const store = open(TWO)
    vault.set('instance/Container/near/host_password', 'older')
    expect(store.configOf({ provider: 'Container', instance: 'near' })['host_password']).toBe('toor')
  })

  it('never writes a secret that stands among the plain values, and forgets one that is typed as nothing', () => {
    const store = open(TWO)
    store.saveInstance(draft({ instance: 'far', config: { host: 'f', host_password: 'sesame' } }))
    expect(text()).not.toContain('sesame')
    expect(store.configOf({ provider: 'Container', instance: 'far' })['host_password']).toBe('sesame')
    const view = store.saveInstance(
      draft({ instance: 'far', config: { host: 'f' }, secrets: { host_password: '' } }),
    )
    expect(view.storedSecrets).toEqual([])
    expect(vault.values.size).toBe(0)
  })

  it('inherits no secret from a removed instance of the same name', () => {
    const store = open(TWO)
    vault.set('instance/Container/new/host_password', 'of another time')
    expect(store.saveInstance(draft({ instance: 'new' })).storedSecrets).toEqual([])
  })

  it('refuses what cannot be, field by field, and changes nothing', () => {
    const store = open(TWO)
    const error = errorOf(() =>
      store.saveInstance(
        draft({
          previousName: 'far',
          instance: 'near',
          config: { host: '', host_port: 70_000 },
          secrets: { host_password: 'sesame' },
        }),
      ),
    )
    expect(error.code).toBe('INVALID_INPUT')
    expect(Object.keys(error.fieldErrors ?? {})).toEqual(['instance', 'host', 'host_port'])
    expect(JSON.stringify(error)).not.toContain('sesame')
    expect(text()).toBe(TWO)
    expect(vault.values.size).toBe(0)
  })

  it.each(['', ' a', '__proto__', 'a/b', 'a\nb', 'x'.repeat(65)])('refuses the name %j', (instance) => {
    expect(errorOf(() => open(TWO).saveInstance(draft({ instance }))).fieldErrors).toHaveProperty('instance')
  })

  it('gives the secret back when the file cannot be written', () => {
    const store = open(TWO)
    vault.set('instance/Container/far/host_password', 'old')
    // A copy of the old file that cannot be made stops the writing, for root as well.
    writeFileSync(join(folder, 'settings-backups'), '')
    const error = errorOf(() =>
      store.saveInstance(draft({ instance: 'far', secrets: { host_password: 'new' } })),
    )
    expect(error).toMatchObject({ code: 'CONFIG', retryable: true })
    expect(vault.get('instance/Container/far/host_password')).toBe('old')
    expect(text()).toBe(TWO)
    expect(readdirSync(folder).toSorted()).toEqual(['broker_settings.yaml', 'settings-backups'])
  })

  it('follows a link to where the file is', () => {
    const real = join(folder, 'dotfiles.yaml')
    writeFileSync(real, TWO)
    symlinkSync(real, file)
    const store = open()
    store.savePreferences({ theme: 'dark' })
    expect(lstatSync(file).isSymbolicLink()).toBe(true)
    expect(readFileSync(real, 'utf8')).toContain('theme: dark')
  })
})

describe('a draft that is not saved', () => {
  it('has the stored secret, or the typed one, and what the section says', () => {
    const store = open(TWO)
    vault.set('instance/Container/far/host_password', 'stored')
    expect(store.draftConfig(draft({ previousName: 'far', instance: 'x', config: { host: 'h' } }))).toEqual({
      runtime: 'docker',
      host_port: 2222,
      host: 'h',
      my_own_note: 'keep',
      host_password: 'stored',
    })
    expect(
      store.draftConfig(draft({ instance: 'far', config: {}, secrets: { host_password: 'typed' } }))[
        'host_password'
      ],
    ).toBe('typed')
    expect(store.draftConfig(draft({ instance: 'unknown' }))).toEqual({
      runtime: 'docker',
      host_port: 2222,
      host: 'localhost',
    })
    expect(text()).toBe(TWO)
  })
})

describe('removing an instance', () => {
  it('takes its lines and its secrets, and makes another the default', () => {
    const store = open(TWO)
    vault.set('instance/Container/near/host_password', 'sesame')
    store.removeInstance({ provider: 'Container', instance: 'near' })
    expect(store.instances()).toMatchObject([{ instance: 'far', isDefault: true }])
    expect(text()).toContain('# for all of them')
    expect(vault.values.size).toBe(0)
    expect(backups()).toHaveLength(1)
    store.removeInstance({ provider: 'Container', instance: 'far' })
    expect(store.instances()).toEqual([])
    expect(text()).toContain('instances: {}')
  })

  it("takes it out of the original's list", () => {
    const store = open(AS_ORIGINAL)
    store.removeInstance({ provider: 'Container', instance: 'docker' })
    expect(text()).toBe(
      'Container:\n    instances:\n        - podman:\n            host: podman.example.com\n            default: true\n    runtime: podman\n',
    )
  })

  it('of a section that is itself the instance takes the section', () => {
    const store = open('Container:\n  host: localhost\nnicks: {}\n')
    store.removeInstance({ provider: 'Container', instance: 'default' })
    expect(text()).toBe('nicks: {}\n')
  })

  it('that is unknown is told', () => {
    expect(
      errorOf(() => open(TWO).removeInstance({ provider: 'Container', instance: 'nera' })),
    ).toMatchObject({ code: 'NOT_FOUND', hint: 'Did you mean near?' })
  })
})
