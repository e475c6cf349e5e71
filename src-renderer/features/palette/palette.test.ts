import { Server } from 'lucide-react'
import { describe, expect, test } from 'vitest'
import type { HostSummary } from '@shared/domain/host'
import { HOST_VERBS, hostItems } from '@renderer/features/palette/host-items'
import type { PaletteItem } from '@renderer/features/palette/palette-item'
import { isVerbWord, marked, ranked, readQuery, score } from '@renderer/features/palette/rank'

const nothing = (): void => undefined

function item(name: string, more: Partial<PaletteItem> = {}): PaletteItem {
  return { id: `${more.verb ?? ''}${name}`, group: 'Hosts', look: Server, name, run: nothing, ...more }
}

const found = (items: readonly PaletteItem[], text: string): readonly string[] =>
  ranked(items, readQuery(text)).flatMap(({ title, items: some }) => [
    `${title}:`,
    ...some.map(({ id }) => id),
  ])

describe('readQuery', () => {
  test.each([
    ['', undefined, []],
    ['  Ext  KX3 ', undefined, ['ext', 'kx3']],
    ['@rhel 9', 'Hosts', ['rhel', '9']],
    ['# sat', 'Nicks', ['sat']],
    ['>', 'Actions', []],
  ])('%j', (text, only, words) => {
    expect(readQuery(text)).toEqual({ only, words })
  })
})

describe('score', () => {
  const host = item('rhel-9-4-kx3.lab.example.com', { words: ['deploy-rhel', 'prod'] })
  const extend = { ...host, verb: 'Extend' }

  test('wants every word, in the name or in what else is known', () => {
    expect(score(host, ['kx3'])).toBeGreaterThan(0)
    expect(score(host, ['kx3', 'prod'])).toBeGreaterThan(0)
    expect(score(host, ['kx3', 'stage'])).toBe(0)
  })

  test('finds what is done with a host only by a word that says it', () => {
    expect(score(extend, ['kx3'])).toBe(0)
    expect(score(extend, ['ext', 'kx3'])).toBeGreaterThan(0)
    // In the middle of a word of the verb nobody means it.
    expect(score(extend, ['end', 'kx3'])).toBe(0)
  })

  test('does not hide what is named because a word says what to do with it', () => {
    const named = { ...host, verbs: HOST_VERBS }
    expect(score(named, ['ext', 'kx3'])).toBeGreaterThan(0)
    expect(score(extend, ['ext', 'kx3'])).toBeGreaterThan(score(named, ['ext', 'kx3']))
    expect(score(named, ['ext'])).toBe(0)
    expect(score(named, ['ext', 'stage'])).toBe(0)
  })

  test('prefers the beginning of the name, then of a word, then any place, then other words', () => {
    const names = ['kx3', 'a-kx3', 'akx3', 'other']
    const scores = names.map((name) => score(item(name, { words: ['kx3'] }), ['kx3']))
    expect(scores).toEqual([6, 3, 1, 0.5])
  })
})

describe('ranked', () => {
  const items = [
    item('rhel-kx3'),
    item('rhel-kx3', { verb: 'Extend' }),
    item('Check out rhel', { group: 'Nicks' }),
    item('Extend workflow of prod', { group: 'Settings' }),
    item('Check out', { group: 'Actions' }),
  ]

  test('shows everything but deeds while nothing is typed', () => {
    expect(found(items, '')).toEqual([
      'Hosts:',
      'rhel-kx3',
      'Nicks:',
      'Check out rhel',
      'Actions:',
      'Check out',
      'Settings:',
      'Extend workflow of prod',
    ])
  })

  test('puts the best above the groups', () => {
    expect(found(items, 'ext')).toEqual([
      'Best match:',
      'Extend workflow of prod',
      'Hosts:',
      'Extendrhel-kx3',
    ])
    expect(found(items, 'ext kx3')).toEqual(['Best match:', 'Extendrhel-kx3'])
    expect(found(items, 'nothing like it')).toEqual([])
  })

  test('keeps to one group after its sign', () => {
    expect(found(items, '#check')).toEqual(['Nicks:', 'Check out rhel'])
    expect(found(items, '>')).toEqual(['Actions:', 'Check out'])
    expect(found(items, '@ext')).toEqual(['Hosts:', 'Extendrhel-kx3'])
  })

  test('shows some of a group, and more of one that is asked for', () => {
    const many = Array.from({ length: 60 }, (_, index) => item(`host-${index}`))
    expect(found(many, '')).toHaveLength(1 + 4)
    expect(found(many, 'host')).toHaveLength(2 + 1 + 6)
    expect(found(many, '@host')).toHaveLength(1 + 40)
  })
})

describe('marked', () => {
  const shown = (text: string, words: readonly string[]): string =>
    marked(text, words)
      .map(({ text: part, isHit }) => (isHit ? `[${part}]` : part))
      .join('')

  test.each([
    ['Extend', ['ext'], '[Ext]end'],
    ['rhel-9-kx3', ['kx3', '9'], 'rhel-[9]-[kx3]'],
    ['aaaa', ['aa'], '[aaaa]'],
    ['abcd', ['bc', 'cd'], 'a[bcd]'],
    ['plain', [], 'plain'],
    // Its small letter is longer than it is: what stands behind it would be marked one letter too far.
    ['İstanbul kx3', ['kx3'], 'İstanbul kx3'],
    ['', ['a'], ''],
  ])('%j for %j', (text, words, expected) => {
    expect(shown(text, words)).toBe(expected)
  })
})

test('a word may say what is done with a host', () => {
  expect(['ext', 'check', 'ssh', 'dup'].every((word) => isVerbWord(word, HOST_VERBS))).toBe(true)
  expect(isVerbWord('kx3', HOST_VERBS)).toBe(false)
})

describe('hostItems', () => {
  const host: HostSummary = {
    id: 'h1',
    hostname: 'rhel-9-kx3.lab.example.com',
    provider: 'AnsibleTower',
    instance: 'prod',
    pretend: false,
    action: 'workflow',
    offering: 'deploy-rhel',
    state: 'ready',
    tags: ['bz-repro'],
    createdAtMs: 0,
    updatedAtMs: 0,
  }
  const deeds = {
    done: [] as string[],
    canExtend: ({ state }: HostSummary) => state === 'ready',
    checkIn: (of: HostSummary) => void deeds.done.push(`check in ${of.id}`),
    duplicate: (of: HostSummary) => void deeds.done.push(`duplicate ${of.id}`),
    copyHostname: (of: HostSummary) => void deeds.done.push(`copy ${of.id}`),
    copySshCommand: (of: HostSummary) => void deeds.done.push(`ssh ${of.id}`),
  }
  const verbsOf = (of: HostSummary): readonly (string | undefined)[] =>
    hostItems([of], deeds, 0).map(({ verb }) => verb)

  test('lead to the host, and do with it what can be done', () => {
    expect(verbsOf(host)).toEqual([undefined, ...HOST_VERBS])
    expect(verbsOf({ ...host, state: 'making', hostname: undefined })).toEqual([undefined, 'Duplicate'])
    for (const { verb, run } of hostItems([host], deeds, 0))
      if (verb !== undefined && verb !== 'Extend') run()
    expect(deeds.done).toEqual(['check in h1', 'duplicate h1', 'copy h1', 'ssh h1'])
  })

  test('are found by a tag', () => {
    expect(found(hostItems([host], deeds, 0), 'repro')).toEqual(['Best match:', 'host/h1'])
  })
})
