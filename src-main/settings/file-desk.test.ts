import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { silentLogger } from '@main/ports/logger'
import type { ConfigurableKind } from '@main/settings/instance-config'
import { FileDesk } from '@main/settings/file-desk'
import { SettingsStore } from '@main/settings/store'
import { setYaml } from '@main/settings/yaml-edit'
import { createMemoryVault } from '@main/testing/memory-vault'

const KINDS: readonly ConfigurableKind[] = [
  {
    kind: 'AnsibleTower',
    title: 'AnsibleTower',
    configFields: [
      { name: 'base_url', label: 'Address', type: 'text', required: true },
      { name: 'token', label: 'Token', type: 'secret', required: false },
      { name: 'workflow_timeout', type: 'integer', required: false, min: 1 },
    ],
  },
  { kind: 'Sandbox', title: 'Sandbox', configFields: [], pretend: true },
]

/** The forms that the original has had, secrets in usual and unusual places. */
const TEXT = `# Broker settings
_version: 0.4.0
host_username: root
host_password: toor-canary # of every host
thread_limit: ten
AnsibleTower:
    instances:
        - prod:
            # the real one
            base_url: https://prod
            token: "token-canary"   # mine
            default: True
        - stage:
            base_url: https://stage
            workflow_timeout: -5
nicks:
    rhel9:
        workflow: deploy-rhel
        admin_password: nick-canary
        api_key: >-
            block-canary
            more
`

let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'desk-'))
  file = join(folder, 'broker_settings.yaml')
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const heard: string[] = []
function open(text = TEXT): { readonly store: SettingsStore; readonly desk: FileDesk } {
  writeFileSync(file, text)
  const store = new SettingsStore({
    file,
    vault,
    definitions: KINDS,
    logger: silentLogger,
    onSecret: (value) => heard.push(value),
  })
  return { store, desk: new FileDesk(store) }
}
let vault = createMemoryVault()
beforeEach(() => {
  vault = createMemoryVault()
})

describe('the file as a text', () => {
  it('has no secret in it, also where it has a mistake, and gets each back when it is saved', () => {
    const { desk } = open()
    const view = desk.view()
    expect(view.text).not.toContain('canary')
    expect(view.hidden).toBe(4)
    expect(view.text).toContain('token: <hidden 2>   # mine')
    expect(heard).toContain('nick-canary')
    desk.save(view.text.replace('thread_limit: ten', 'thread_limit: 10'), view.revision)
    expect(readFileSync(file, 'utf8')).toBe(TEXT.replace('thread_limit: ten', 'thread_limit: 10'))

    const broken = open(`${TEXT}  x: [\n`).desk.view()
    expect(broken.text).not.toMatch(/toor-canary|token-canary|nick-canary/)
    expect(broken.problems).toHaveLength(1)
    expect(broken.problems[0]?.line).toBeGreaterThan(21)
  })

  it('has no password of an address in it, wherever that stands', () => {
    const text = `# was https://maya:comment-canary@old
AnsibleTower:
  token: top-canary
  proxy: "http://me:quoted-canary@proxy:3128"
  instances:
    prod: {base_url: 'https://maya:flow-canary@tower/x', password: https://a:inner-canary@b}
nicks:
  n: {url: https://git:nick-canary@host/x.git, plain: https://host:8443/a@b}
access_token: free-canary
`
    const { desk } = open(text)
    const view = desk.view()
    expect(view.text).not.toContain('canary')
    expect(view.text).toContain('"http://me:<hidden 3>@proxy:3128"')
    expect(view.text).toContain('plain: https://host:8443/a@b')
    desk.save(`${view.text}# mine\n`, view.revision)
    expect(readFileSync(file, 'utf8')).toBe(`${text}# mine\n`)
    expect(heard).toEqual(expect.arrayContaining(['comment-canary', 'flow-canary', 'nick-canary']))
  })

  it('tells what is wrong with its line', () => {
    const { desk } = open()
    expect(desk.view().problems.map(({ message }) => message)).toEqual([
      'broker_settings.yaml, line 5: thread_limit must be a number.',
      'broker_settings.yaml, line 15: AnsibleTower stage, workflow_timeout: At least 1. Say a whole number, at least 1.',
    ])
    expect(desk.check('a: 1\na: 2\n')).toMatchObject([{ line: 2 }])
    expect(desk.check(desk.view().text)).toHaveLength(2)
  })

  it('is not saved over a change of somebody else, nor with a mistake, nor with a placeholder of nothing', () => {
    const { desk } = open()
    const { text, revision } = desk.view()
    expect(() => desk.save('a: [\n', revision)).toThrow('line 2')
    expect(() => desk.save(`${text}b: <hidden 9>\n`, revision)).toThrow('<hidden 9> stands for no secret')
    appendFileSync(file, 'other: 1\n')
    expect(() => desk.save(text, revision)).toThrow('changed by somebody else')
    expect(readFileSync(file, 'utf8')).toBe(`${TEXT}other: 1\n`)
  })

  it('can be mended where it has a mistake', () => {
    const { desk } = open(`${TEXT}  x: [\n`)
    const { text, revision } = desk.view()
    desk.save(text.replace('  x: [\n', ''), revision)
    expect(readFileSync(file, 'utf8')).toBe(TEXT)
  })

  it('can be taken back', () => {
    const { desk } = open()
    const { text, revision } = desk.view()
    desk.save(text.replace('thread_limit: ten\n', ''), revision)
    const [backup] = desk.backups()
    expect(desk.compare(backup?.id ?? '')).toContainEqual({ kind: 'added', text: 'thread_limit: ten' })
    desk.restore(backup?.id ?? '')
    expect(readFileSync(file, 'utf8')).toBe(TEXT)
    // What it is again is no earlier version.
    expect(desk.backups()).toHaveLength(1)
  })
})

describe('a large file', () => {
  const nick = (at: number): string => `  nick${at}:\n    workflow: deploy # c\n    count: ${at}\n`
  const large = (more: string): string =>
    `AnsibleTower:\n  instances:\n    prod:\n      base_url: https://x\n      token: line-canary # c\nnicks:\n${Array.from({ length: 5_000 }, (_, at) => nick(at)).join('')}${more}`

  it.each([
    ['', 1],
    ['  flow: {password: flow-canary, n: 1}\n', 2],
    ['  flow: {password: line-canary}\n', 2],
    ['  block:\n    api_token: |\n      block-canary\n      two\n', 2],
  ])('hides its secrets as well: %j', (more, hidden) => {
    const { desk } = open(large(more))
    const view = desk.view()
    expect(view.text).not.toContain('canary')
    expect(view.hidden).toBe(hidden)
    desk.save(`${view.text}# more\n`, view.revision)
    expect(readFileSync(file, 'utf8')).toBe(`${large(more)}# more\n`)
  })
})

describe('older forms', () => {
  it('become the newer ones only after that was shown, comments and all else kept', () => {
    const { desk, store } = open()
    const before = store
      .instances()
      .map(({ instance, config, isDefault }) => ({ instance, config, isDefault }))
    const { steps, changes, revision } = desk.migration()
    expect(steps).toEqual([
      'The instances of AnsibleTower become names with their values, where they were a list.',
      'host_username, host_password go into the section ssh.',
    ])
    expect(JSON.stringify(changes)).not.toContain('canary')
    expect(readFileSync(file, 'utf8')).toBe(TEXT)
    desk.migrate(revision)
    const text = readFileSync(file, 'utf8')
    expect(text).toContain(`    instances:
        prod:
          # the real one
          base_url: https://prod
          token: "token-canary"   # mine
          default: True
        stage:
`)
    expect(text).toContain('ssh:\n    host_username: root\n    host_password: toor-canary\n')
    expect(text).not.toMatch(/^host_/m)
    expect(
      store.instances().map(({ instance, config, isDefault }) => ({ instance, config, isDefault })),
    ).toEqual(before)
    expect(desk.migration()).toMatchObject({ steps: [], changes: [] })
    expect(() => desk.migrate(revision)).toThrow('somebody else')
  })
})

describe('secrets of the file', () => {
  it('go to the keychain with one call, also out of the backups', () => {
    const { store, desk } = open()
    const view = desk.view()
    desk.save(view.text.replace('ten', '10'), view.revision)
    desk.migrate(desk.migration().revision)
    expect(store.plainSecrets()).toMatchObject([
      { provider: 'AnsibleTower', instance: 'prod', label: 'Token', line: 9 },
    ])
    expect(store.movePlainSecrets()).toBe(1)
    const text = readFileSync(file, 'utf8')
    expect(text).toContain('token: "<kept in the keychain>"   # mine')
    expect(vault.get('instance/AnsibleTower/prod/token')).toBe('token-canary')
    expect(store.configOf({ provider: 'AnsibleTower', instance: 'prod' })['token']).toBe('token-canary')
    expect(store.plainSecrets()).toEqual([])
    const backups = join(folder, 'settings-backups')
    const kept = readdirSync(backups).map((name) => readFileSync(join(backups, name), 'utf8'))
    expect(kept.length).toBeGreaterThan(0)
    expect(kept.join('')).not.toContain('token-canary')
  })

  it('a password in an address reaches no form, and stays when another value is saved', () => {
    const text =
      'AnsibleTower:\n  instances:\n    prod:\n      base_url: https://maya:address-canary@tower # ours\n      default: true\n'
    const { store } = open(text)
    const [prod] = store.instances()
    expect(prod?.config['base_url']).toBe('https://maya:••••••••@tower')
    expect(heard).toContain('address-canary')
    store.saveInstance({
      provider: 'AnsibleTower',
      instance: 'prod',
      previousName: 'prod',
      isDefault: true,
      config: { ...prod?.config, workflow_timeout: 60 },
      secrets: {},
    })
    expect(readFileSync(file, 'utf8')).toBe(`${text}      workflow_timeout: 60\n`)
  })

  it('that are typed go into the file where the person chose that, and nowhere else', () => {
    const { store } = open(
      'AnsibleTower:\n  instances:\n    prod: # ours\n      base_url: https://x\n      default: true\n',
    )
    const save = (token: string, secretsInFile: boolean): unknown =>
      store.saveInstance({
        provider: 'AnsibleTower',
        instance: 'prod',
        previousName: 'prod',
        isDefault: true,
        config: { base_url: 'https://x' },
        secrets: { token },
        secretsInFile,
      })
    expect(save('typed-canary', true)).toMatchObject({ storedSecrets: ['token'], plainSecrets: ['token'] })
    expect(readFileSync(file, 'utf8')).toContain('      token: typed-canary\n')
    expect(vault.keys('')).toEqual([])
    // And back: a secret that the vault has takes its place.
    save('other-canary', false)
    expect(readFileSync(file, 'utf8')).not.toContain('canary')
    expect(vault.get('instance/AnsibleTower/prod/token')).toBe('other-canary')
    save('third-canary', true)
    expect(vault.keys('')).toEqual([])
    expect(store.configOf({ provider: 'AnsibleTower', instance: 'prod' })['token']).toBe('third-canary')
  })

  it('said for all instances go to each that has none of its own', () => {
    const { store } = open(
      'AnsibleTower:\n  token: shared-canary\n  instances:\n    a: {base_url: x}\n    b: {base_url: y, token: own-canary}\n',
    )
    expect(store.movePlainSecrets()).toBe(2)
    expect(readFileSync(file, 'utf8')).not.toContain('canary')
    const token = (instance: string): unknown =>
      store.configOf({ provider: 'AnsibleTower', instance })['token']
    expect([token('a'), token('b')]).toEqual(['shared-canary', 'own-canary'])
  })
})

it('one value edited changes nothing else, byte for byte', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'd', 'e')
  const scalar = fc.constantFrom('1', 'true', 'text', '"in quotes"', "'single'", 'https://x/y', '~')
  const comment = fc.constantFrom('', ' # why', '   # two  spaces')
  const section = fc.uniqueArray(fc.tuple(key, scalar, comment), { minLength: 1, selector: ([name]) => name })
  const whole = fc.uniqueArray(fc.tuple(fc.constantFrom('S', 'T', 'U'), section), {
    minLength: 1,
    selector: ([name]) => name,
  })
  fc.assert(
    fc.property(
      whole,
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      fc.nat(),
      (sections, newline, mark, at) => {
        const lines = sections.flatMap(([name, entries]) => [
          `# about ${name}`,
          `${name}:`,
          ...entries.map(([k, value, rest]) => `    ${k}:  ${value}${rest}`),
          '',
        ])
        const text = (mark ? '\uFEFF' : '') + lines.join(newline) + newline
        const [name, entries] = sections[at % sections.length] ?? ['', []]
        const [k = '', value = ''] = entries[at % entries.length] ?? []
        const edited = setYaml(text, [name, k], 4711)
        const place = text.indexOf(`${name}:${newline}`)
        const from = text.indexOf(`    ${k}:  `, place) + `    ${k}:  `.length
        expect(edited).toBe(`${text.slice(0, from)}4711${text.slice(from + value.length)}`)
      },
    ),
    { numRuns: 300 },
  )
})
