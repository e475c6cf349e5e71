import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ErrorData } from '@shared/domain/error'
import type { Nick, NickDraft } from '@shared/domain/nick'
import { toErrorData } from '@shared/domain/error'
import type { JsonObject } from '@shared/lib/json'
import { sandboxDefinition } from '@main/providers/sandbox/definition'
import { createMemoryVault } from '@main/testing/memory-vault'
import { testCore, type TestCore } from '@main/testing/test-core'

const SETTINGS = `Sandbox:
  instances:
    sandbox:
      default: true
      speed: instant
    other:
      speed: instant
nicks:
  small:
    machine: small-vm
    cpus: 4
    _count: 2
    provider_labels: team=platform
  there:
    machine: small-vm
    Sandbox: other
  secret:
    machine: small-vm
    root_password: in-the-file-1
    metadata: {}
  nowhere:
    machine: small-vm
    Sandbox: othr
  no-action:
    workflw: x
  gone:
    machine: smal-vm
  needs:
    machine: bare-metal
  wrong:
    machine: large-vm
    cpus: 1000
  command:
    command: uptime
`

let folder: string
let core: TestCore
const vault = createMemoryVault()

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'broker-nicks-'))
  writeFileSync(join(folder, 'broker_settings.yaml'), SETTINGS)
  for (const key of vault.keys('')) vault.delete(key)
  core = testCore({ folder, definitions: [sandboxDefinition], vault })
})
afterEach(async () => {
  await core.stop()
  rmSync(folder, { recursive: true })
})

const file = (): string => readFileSync(join(folder, 'broker_settings.yaml'), 'utf8')
const list = async (): Promise<readonly Nick[]> => (await core.handlers['nicks.list']({})).nicks
const get = (name: string): Promise<Nick> | Nick => core.handlers['nicks.get']({ name })
const names = async (): Promise<readonly string[]> => (await list()).map((nick) => nick.name)
const failure = async (work: () => unknown): Promise<ErrorData> => {
  try {
    await work()
  } catch (error) {
    return toErrorData(error)
  }
  throw new Error('It did not fail.')
}
const draft = (
  name: string,
  over: Partial<NickDraft['order']> = {},
  more: Partial<NickDraft> = {},
): NickDraft => ({
  name,
  order: { provider: 'Sandbox', action: 'machine', offering: 'small-vm', arguments: {}, ...over },
  secretArguments: [],
  ...more,
})

describe('reading', () => {
  test('a nick says what, where, how many and with which labels', async () => {
    expect(await get('small')).toEqual({
      name: 'small',
      order: {
        provider: 'Sandbox',
        action: 'machine',
        offering: 'small-vm',
        count: 2,
        labels: { team: 'platform' },
        arguments: { cpus: 4 },
      },
      uses: 0,
      notes: [],
      revision: expect.stringMatching(/^[\da-f]{16}$/),
    })
  })

  test('an unknown one names the nearest', async () => {
    expect(await failure(() => get('smal'))).toMatchObject({
      code: 'NOT_FOUND',
      message: 'There is no nick smal.',
      hint: 'Did you mean small?',
    })
    expect(await failure(() => get('zzzzzzzz'))).toMatchObject({
      hint: 'Settings, Nicks shows those there are.',
    })
  })

  test('says what the settings alone show to be wrong', async () => {
    const problems = Object.fromEntries((await list()).map((nick) => [nick.name, nick.problem]))
    expect(problems).toEqual({
      small: undefined,
      there: undefined,
      secret: undefined,
      nowhere: 'There is no instance othr of Sandbox. Did you mean other?',
      'no-action':
        'It says no action that this version of Broker Desktop knows, such as workflow or container_host.',
      gone: undefined,
      needs: undefined,
      wrong: undefined,
      command: undefined,
    })
  })

  test.each([
    ['small', []],
    ['there', []],
    ['secret', []],
    ['command', []],
    ['nowhere', ['There is no instance othr of Sandbox. Did you mean other?']],
    ['gone', ['There is no machine smal-vm on sandbox. Did you mean small-vm?']],
    ['needs', ['purpose: Required. Say a value.']],
    ['wrong', ['cpus: At most 64. Say a number from 1 to 64.']],
  ])('asks the provider about %s', async (name, problems) => {
    expect(await core.handlers['nicks.check']({ name })).toEqual({ problems })
  })

  test('never shows a secret, and puts it back when it is sent', async () => {
    const nick = await get('secret')
    expect(JSON.stringify(nick)).not.toContain('in-the-file-1')
    const { order } = nick
    const { taskId } = await core.handlers['hosts.checkout']({
      target: { provider: 'Sandbox', instance: 'sandbox' },
      action: 'machine',
      offering: 'small-vm',
      arguments: order.arguments,
      secretArguments: ['root_password'],
      count: 1,
      labels: {},
      nick: 'secret',
    })
    const task = await core.ended(taskId)
    expect(task.state).toBe('succeeded')
    expect(JSON.stringify(task)).not.toContain('in-the-file-1')
    const sealed = vault.keys('argument/').map((key) => vault.get(key))
    expect(sealed).toEqual(['"in-the-file-1"'])
    expect(core.inventory.hosts.get(task.lines[0]?.hostId ?? '')?.nick).toBe('secret')
  })
})

describe('writing', () => {
  test('saves a new one for both tools, and only its secrets elsewhere', async () => {
    const saved = await core.handlers['nicks.save'](
      draft(
        'new',
        {
          instance: 'other',
          count: 3,
          labels: { team: 'a' },
          arguments: { cpus: 2, root_password: 'typed-12345' },
        },
        { secretArguments: ['root_password'] },
      ),
    )
    expect(saved.order.arguments).toEqual({ cpus: 2, root_password: { $secret: 'nick/new/root_password' } })
    expect(file()).toContain(
      '  new:\n    machine: small-vm\n    Sandbox: other\n    _count: 3\n    cpus: 2\n    provider_labels:\n      team: a\n',
    )
    expect(file()).not.toContain('typed-12345')
    expect(vault.get('nick/new/root_password')).toBe('"typed-12345"')
  })

  test('a name that is taken is refused', async () => {
    expect(await failure(() => core.handlers['nicks.save'](draft('small')))).toMatchObject({
      code: 'INVALID_INPUT',
      fieldErrors: { name: 'There is a nick of this name already. Choose another.' },
    })
    expect(file()).toBe(SETTINGS)
  })

  test('a change keeps a secret that is in the file there, and one that is typed anew takes its place', async () => {
    const nick = await get('secret')
    const args = { ...nick.order.arguments, cpus: 8 }
    const change = (values: JsonObject): Nick | Promise<Nick> =>
      core.handlers['nicks.save'](
        draft(
          'secret',
          { arguments: values },
          { previousName: 'secret', secretArguments: ['root_password'] },
        ),
      )
    await change(args)
    expect(file()).toBe(SETTINGS.replace('    metadata: {}\n', '    metadata: {}\n    cpus: 8\n'))
    await change({ ...args, root_password: 'typed-12345' })
    expect(file()).not.toContain('root_password')
    expect(vault.get('nick/secret/root_password')).toBe('"typed-12345"')
  })

  test('secrets that are typed stand in the file where the person chose that, and nowhere else', async () => {
    const values = { root_password: 'typed-12345', cpus: 8 }
    const save = (secretsInFile: boolean): Nick | Promise<Nick> =>
      core.handlers['nicks.save'](
        draft(
          'small',
          { arguments: values },
          { previousName: 'small', secretArguments: ['root_password'], secretsInFile },
        ),
      )
    const shown = await save(true)
    expect(shown.order.arguments['root_password']).toEqual({ $secret: 'nick/small/root_password' })
    expect(file()).toContain('    root_password: typed-12345\n')
    expect(vault.keys('nick/small/')).toEqual([])
    await save(false)
    expect(file()).toContain('root_password: typed-12345')
  })

  test('is refused for one that was changed in the file meanwhile, until that was seen', async () => {
    const nick = await get('small')
    const changed = SETTINGS.replace('    machine: small-vm\n', '    machine: large-vm\n')
    expect(changed).not.toBe(SETTINGS)
    writeFileSync(join(folder, 'broker_settings.yaml'), changed)
    const save = (basedOn: string): unknown =>
      core.handlers['nicks.save'](
        draft('small', { arguments: { cpus: 8 } }, { previousName: 'small', basedOn }),
      )
    expect(await failure(() => save(nick.revision))).toMatchObject({
      code: 'INVALID_INPUT',
      message: 'small was changed in the settings file while this form was open.',
    })
    expect(file()).toBe(changed)
    await save((await get('small')).revision)
    expect(file()).toContain('cpus: 8')
  })

  test('secrets of the file go to the vault with one call, also out of the backups, and hold as before', async () => {
    core.settings.savePreferences({ undoSeconds: 3 })
    const { secrets } = await core.handlers['settingsFile.secrets']({})
    expect(secrets).toEqual([{ of: 'Nick secret', label: 'root_password' }])
    const before = await get('secret')
    expect(await core.handlers['settingsFile.moveSecrets']({ agreed: false })).toEqual({ moved: 1 })
    expect(file()).toContain('root_password: <kept in the keychain>')
    expect(vault.get('nick/secret/root_password')).toBe('"in-the-file-1"')
    expect((await get('secret')).order).toEqual(before.order)
    expect(core.handlers['settingsFile.secrets']({})).toMatchObject({ secrets: [] })
    for (const { id } of core.settings.files.backups.list(core.settings.files.used.path)) {
      const text = core.settings.files.backups.read(core.settings.files.used.path, id)
      expect(text).toContain('root_password')
      expect(text).not.toContain('in-the-file-1')
    }
  })

  test('renaming takes secrets, counts, hosts and the lease rule along', async () => {
    core.settings.savePreferences({ leaseRules: [{ nick: 'small', defaultMinutes: 60 }] })
    core.inventory.nicks.count('small', 1)
    vault.set('nick/small/root_password', '"typed-12345"')
    const nick = await get('small')
    await core.handlers['nicks.save']({
      name: 'tiny/1',
      previousName: 'small',
      order: { ...nick.order, provider: 'Sandbox', action: 'machine' },
      secretArguments: ['root_password'],
    })
    expect((await names())[0]).toBe('tiny/1')
    expect(await get('tiny/1')).toMatchObject({ uses: 1, order: { count: 2 } })
    expect(vault.keys('nick/')).toEqual(['nick/tiny%2F1/root_password'])
    expect(core.settings.preferences().leaseRules).toEqual([{ nick: 'tiny/1', defaultMinutes: 60 }])
  })

  test('duplicates behind the first, with its secrets', async () => {
    vault.set('nick/small/root_password', '"typed-12345"')
    const copy = await core.handlers['nicks.duplicate']({ name: 'small' })
    expect(copy.name).toBe('small-2')
    expect((await names()).slice(0, 3)).toEqual(['small', 'small-2', 'there'])
    expect(vault.get('nick/small-2/root_password')).toBe('"typed-12345"')
    expect((await core.handlers['nicks.duplicate']({ name: 'small-2' })).name).toBe('small-3')
  })

  test('removes a nick with its secrets, count and rule', async () => {
    core.settings.savePreferences({ leaseRules: [{ nick: 'small', defaultMinutes: 60 }] })
    core.inventory.nicks.count('small', 1)
    vault.set('nick/small/root_password', '"typed-12345"')
    await core.handlers['nicks.remove']({ name: 'small' })
    expect(await names()).not.toContain('small')
    expect(vault.keys('nick/')).toEqual([])
    expect(core.inventory.nicks.uses()).toEqual([])
    expect(core.settings.preferences().leaseRules).toEqual([])
    expect(await failure(() => core.handlers['nicks.remove']({ name: 'small' }))).toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('moves', async () => {
    await core.handlers['nicks.move']({ name: 'secret', before: 'small' })
    expect((await names()).slice(0, 3)).toEqual(['secret', 'small', 'there'])
    await core.handlers['nicks.move']({ name: 'secret' })
    expect((await names()).at(-1)).toBe('secret')
  })

  test('a host is made a nick of, with its secrets kept in the vault', async () => {
    const { taskId } = await core.handlers['hosts.checkout']({
      target: { provider: 'Sandbox', instance: 'other' },
      action: 'machine',
      offering: 'small-vm',
      arguments: { cpus: 6, root_password: 'typed-12345' },
      secretArguments: ['root_password'],
      count: 1,
      labels: { team: 'a' },
    })
    const task = await core.ended(taskId)
    const saved = await core.handlers['nicks.saveHost']({
      hostId: task.lines[0]?.hostId ?? '',
      name: 'from host',
    })
    expect(saved.order).toEqual({
      provider: 'Sandbox',
      instance: 'other',
      action: 'machine',
      offering: 'small-vm',
      labels: { team: 'a' },
      arguments: { cpus: 6, root_password: { $secret: 'nick/from%20host/root_password' } },
    })
    expect(vault.get('nick/from%20host/root_password')).toBe('"typed-12345"')
    expect(file()).not.toContain('typed-12345')
  })
})

describe('use', () => {
  const order = async (nick: string): Promise<number> => {
    const { taskId } = await core.handlers['hosts.checkout']({
      target: { provider: 'Sandbox', instance: 'sandbox' },
      action: 'machine',
      offering: 'always-fails',
      arguments: {},
      secretArguments: [],
      count: 3,
      labels: {},
      nick,
    })
    await core.ended(taskId)
    return taskId
  }

  test('is counted once for each check out, not for each host or retry', async () => {
    const taskId = await order('there')
    await order('there')
    await order('small')
    const again = await core.handlers['tasks.retry']({ taskId })
    await core.ended(again.taskId)
    expect((await get('there')).uses).toBe(2)
    const entry = core.tray.current().menu.find((each) => each.kind === 'entry' && each.label === 'Check out')
    const nicks = entry?.kind === 'entry' ? (entry.entries ?? []) : []
    expect(nicks.slice(0, 2)).toMatchObject([{ label: 'there' }, { label: 'small' }])
    expect(nicks).not.toContainEqual(expect.objectContaining({ label: 'nowhere' }))
  })

  test('a marker of a nick that is gone is told at its field', async () => {
    const refused = await failure(() =>
      core.handlers['hosts.checkout']({
        target: { provider: 'Sandbox', instance: 'sandbox' },
        action: 'machine',
        offering: 'small-vm',
        arguments: { root_password: { $secret: 'nick/none/root_password' } },
        secretArguments: [],
        count: 1,
        labels: {},
      }),
    )
    expect(refused).toMatchObject({ code: 'INVALID_INPUT', fieldErrors: { root_password: 'Type it again.' } })
  })
})
