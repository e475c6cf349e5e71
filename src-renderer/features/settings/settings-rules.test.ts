import { describe, expect, it } from 'vitest'
import type { Field } from '@shared/domain/form'
import type { HealthReport } from '@shared/domain/provider'
import { healthLevel, healthLines, reportOfError } from '@renderer/features/settings/health'
import { removedSecret } from '@renderer/features/forms/secret-marker'
import {
  countChanges,
  draftOf,
  fixedValues,
  isSameStart,
  newStart,
  startOf,
  startValues,
} from '@renderer/features/settings/instance-draft'
import { nameError, takenNames, uniqueName } from '@renderer/features/settings/instance-names'
import { settingsPaths, settingsPlace } from '@renderer/features/settings/place'
import { rangeError } from '@renderer/features/settings/preference-number'
import { withSecretPlaces } from '@renderer/features/settings/secret-help'

const FIELDS: readonly Field[] = [
  { name: 'host', type: 'text', required: false, default: 'localhost' },
  { name: 'port', type: 'integer', required: false, default: 22 },
  { name: 'password', type: 'secret', required: false, help: 'Empty: the agent is used.' },
]

const SAVED = startOf({
  provider: 'Container',
  instance: 'lab',
  isDefault: true,
  config: { host: 'lab.example.com', unknown: 'kept by the settings' },
  storedSecrets: ['password'],
  revision: 'r1',
})

describe('places', () => {
  it.each([
    ['', { page: 'general' }],
    ['nothing-of-ours', { page: 'general' }],
    ['providers', { page: 'providers' }],
    ['add', { page: 'add' }],
    ['add/Container', { page: 'new', kind: 'Container', found: undefined }],
    ['add/Nothing', { page: 'add' }],
    ['instance/Container', { page: 'providers' }],
    ['instance/Container/%E0%A4%A', { page: 'providers' }],
  ])('%j is a page', (below, place) => {
    expect(settingsPlace(below)).toEqual(place)
  })

  it('names come back from their paths, whatever is in them', () => {
    const id = { provider: 'Container', instance: 'mine @ 50% / ünter.1' } as const
    const below = settingsPaths.instance(id).slice('/settings/'.length)
    expect(settingsPlace(below)).toEqual({ page: 'instance', id })
    const added = settingsPaths.new('Container', 'a b').slice('/settings/'.length)
    expect(settingsPlace(added)).toEqual({ page: 'new', kind: 'Container', found: 'a b' })
  })
})

describe('names', () => {
  it('suggests a name that is free', () => {
    expect(uniqueName('podman', [])).toBe('podman')
    expect(uniqueName('podman', ['podman', 'podman-2'])).toBe('podman-3')
  })

  it('is taken only within the kind, and not by itself', () => {
    const all = [
      { provider: 'Container', instance: 'a' },
      { provider: 'Container', instance: 'b' },
      { provider: 'Sandbox', instance: 'c' },
    ] as const
    expect(takenNames(all, 'Container', 'a')).toEqual(['b'])
    expect(nameError(' b ', ['b'])).toMatch(/already/)
    expect(nameError('  ', [])).toMatch(/^Required/)
    expect(nameError('c', ['b'])).toBeUndefined()
  })
})

describe('drafts', () => {
  it('changes nothing when nothing was typed', () => {
    const values = startValues(SAVED)
    expect(countChanges(SAVED, FIELDS, 'lab', values)).toBe(0)
    expect(draftOf(SAVED, FIELDS, 'lab', values)).toEqual({
      provider: 'Container',
      instance: 'lab',
      basedOn: 'r1',
      previousName: 'lab',
      isDefault: true,
      config: { host: 'lab.example.com' },
      secrets: {},
    })
  })

  it('counts the name, the values and the secrets that were typed', () => {
    const values = { ...startValues(SAVED), port: 2222, password: 'typed' }
    expect(countChanges(SAVED, FIELDS, 'lab-2', values)).toBe(3)
    const draft = draftOf(SAVED, FIELDS, ' lab-2 ', values)
    expect(draft).toMatchObject({ instance: 'lab-2', previousName: 'lab', secrets: { password: 'typed' } })
    expect(draft.config).toEqual({ host: 'lab.example.com', port: 2222 })
  })

  it('counts a secret that is taken away, and sends it as nothing', () => {
    const values = { ...startValues(SAVED), password: removedSecret('password') }
    expect(countChanges(SAVED, FIELDS, 'lab', values)).toBe(1)
    expect(draftOf(SAVED, FIELDS, 'lab', values).secrets).toEqual({ password: '' })
  })

  it('takes what a test proposes into the values of fields that there are', () => {
    const fix = { title: 'Use port 22', detail: '', config: { port: 2222, unknown: 'x', password: 'y' } }
    expect(fixedValues(FIELDS, startValues(SAVED), fix)).toEqual({ ...startValues(SAVED), port: 2222 })
  })

  it('does not count a default that is typed, nor an emptied secret', () => {
    const values = { ...startValues(SAVED), port: 22, password: '' }
    expect(countChanges(SAVED, FIELDS, 'lab', values)).toBe(0)
    expect(draftOf(SAVED, FIELDS, 'lab', values).config).not.toHaveProperty('port')
  })

  it('says a default that the settings said otherwise, and leaves out what was emptied', () => {
    expect(draftOf(SAVED, FIELDS, 'lab', { host: 'localhost' }).config).toEqual({ host: 'localhost' })
    expect(draftOf(SAVED, FIELDS, 'lab', { host: undefined }).config).toEqual({})
    expect(countChanges(SAVED, FIELDS, 'lab', { host: undefined })).toBe(1)
  })

  it('gives a new instance no name that it had before', () => {
    const start = newStart('Container', 'podman', { host: 'x' })
    expect(draftOf(start, FIELDS, 'podman', startValues(start))).not.toHaveProperty('previousName')
    expect(isSameStart(start, { ...start, isDefault: true })).toBe(true)
    expect(isSameStart(start, { ...start, isSaved: true })).toBe(false)
  })
})

describe('secrets', () => {
  const helpOf = (stored: readonly string[], isProtected: boolean): string | undefined =>
    withSecretPlaces(FIELDS, stored, isProtected).find((field) => field.type === 'secret')?.help

  it('says where a secret is kept', () => {
    expect(helpOf(['password'], true)).toBe('In the system keyring, not in the YAML file')
    expect(helpOf(['password'], false)).toBe(
      'Kept in memory until Broker Desktop ends: this system has no keyring',
    )
  })

  it('says what an empty one means, and where it would be kept', () => {
    expect(helpOf([], true)).toBe('Empty: the agent is used. Kept in the system keyring.')
    expect(helpOf([], false)).toMatch(
      /^Empty: the agent is used\. This system has no keyring: saving asks .*\.$/,
    )
  })
})

describe('connection tests', () => {
  const report = (items: HealthReport['items'], usable = true): HealthReport => ({
    usable,
    summary: 'Works',
    items,
  })

  it('is as good as its worst line', () => {
    expect(healthLevel(report([{ level: 'ok', title: 'a' }]))).toBe('ok')
    expect(
      healthLevel(
        report([
          { level: 'ok', title: 'a' },
          { level: 'warn', title: 'b' },
        ]),
      ),
    ).toBe('warn')
    expect(healthLevel(report([], false))).toBe('error')
  })

  it('does not say the summary twice', () => {
    expect(healthLines(report([{ level: 'error', title: 'Works', detail: 'why' }]))).toEqual([
      { level: 'error', title: 'why' },
    ])
    expect(healthLines(report([{ level: 'error', title: 'Works' }]))).toEqual([])
  })

  it('shows a test that could not be made', () => {
    const made = reportOfError({ code: 'CONFIG', message: 'No.', hint: 'Do.', said: 'E', retryable: false })
    expect(made).toEqual({
      usable: false,
      summary: 'No.',
      code: 'CONFIG',
      items: [
        { level: 'error', title: 'E' },
        { level: 'error', title: 'Do.' },
      ],
    })
  })
})

it('says what is wrong with a number', () => {
  expect(rangeError(1, 1, 100)).toBeUndefined()
  expect(rangeError(101, 1, 100)).toBe('At most 100. Say a whole number from 1 to 100.')
  expect(rangeError(0, 1, 100)).toMatch(/^At least 1\./)
  expect(rangeError(1.5, 1, 100)).toMatch(/^Say a whole number/)
  expect(rangeError(undefined, 0, 120)).toMatch(/^Say a whole number/)
})
