import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Task } from '@shared/domain/task'
import type { LeasedHost } from '@main/ports/leases'
import { problemTrayView, trayView, type TrayEntry, type TrayState, type TrayView } from '@main/tray/model'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const NOW = Date.UTC(2026, 10, 12, 14)

beforeEach(() => {
  vi.stubEnv('TZ', 'UTC')
})
afterEach(() => {
  vi.unstubAllEnvs()
})

function host(name: string, leftMs: number, over: Partial<LeasedHost> = {}): LeasedHost {
  return {
    hostId: name,
    title: `${name}.lab.example.com`,
    provider: 'AnsibleTower',
    instance: 'prod',
    pretend: false,
    endsAtMs: NOW + leftMs,
    source: 'provider',
    ...over,
  }
}

function task(over: Partial<Task> = {}): Task {
  return {
    id: 7,
    kind: 'checkout',
    title: 'deploy-rhel',
    state: 'running',
    lines: [{ line: 1, title: 'deploy-rhel', status: { state: 'running' }, steps: [], links: [] }],
    request: { kind: 'checkin', hostIds: [] },
    cancelRequested: false,
    createdAtMs: NOW,
    ...over,
  }
}

function view(over: Partial<TrayState> = {}): TrayView {
  return trayView({
    nowMs: NOW,
    hosts: [],
    total: 26,
    canExtend: () => true,
    tasks: [],
    nicks: [],
    paused: undefined,
    ...over,
  })
}

const labels = (entries: readonly TrayEntry[]): readonly string[] =>
  entries.map((entry) =>
    entry.kind === 'line' ? '-' : entry.label.replaceAll('\u00a0', ' ').replace('\u2003', ' | '),
  )
const below = (entries: readonly TrayEntry[], label: string): readonly TrayEntry[] =>
  entries.flatMap((entry) =>
    entry.kind === 'entry' && entry.label.startsWith(label) ? (entry.entries ?? []) : [],
  )
const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

test.each([
  ['calm', '26 hosts, next ends in 9 h', [host('a', 9 * HOUR + 59 * MINUTE + 1)], []],
  ['calm', '26 hosts', [], []],
  ['calm', '26 hosts', [host('a', MINUTE, { source: 'user' })], []],
  ['attention', '26 hosts, next ends in 42 min', [host('a', 42 * MINUTE)], []],
  ['attention', '26 hosts, next ends in 4 h', [host('a', 4 * HOUR)], [task()]],
  ['alert', '26 hosts, next ends in 15 min', [host('a', 15 * MINUTE)], []],
  ['alert', '26 hosts, 1 ended, next ends in 12 min', [host('b', -MINUTE), host('a', 12 * MINUTE)], [task()]],
  ['busy-0', '2 tasks running, next ends in 11 h', [host('a', 11 * HOUR)], [task(), task({ id: 8 })]],
  ['calm', '26 hosts, next ends in 11 h', [host('a', 11 * HOUR)], [task({ state: 'succeeded' })]],
] as const)('the icon is %s and says "%s"', (picture, tooltip, hosts, tasks) => {
  const shown = view({ hosts, tasks })
  // Nine hours are said with their minutes.
  expect(shown.picture).toBe(picture)
  expect(plain(shown.tooltip).replace(' 59 min', '')).toBe(tooltip)
})

test('without an inventory it says why, and leads to the window and out', () => {
  const { tooltip, menu } = problemTrayView('Your inventory is in use by another program')
  expect(tooltip).toBe('Your inventory is in use by another program')
  expect(labels(menu)).toEqual([tooltip, '-', 'Open Broker Desktop', 'Quit'])
})

test('the menu lists what has ended, the soonest ends, what runs, and what is often wanted', () => {
  const hosts = [
    host('later', 3 * DAY),
    host('rhel-8-10-w2d', 95 * MINUTE),
    host('sat-6-16-qa2', -20 * MINUTE),
    host('capsule-6-15-b1d', 55 * MINUTE),
    host('rhel-9-4-kx3', 12 * MINUTE),
    host('rhel-9-4-m7p', 42 * MINUTE),
  ]
  const made = task({
    title: 'ubi9-init',
    id: 8,
    lines: [
      {
        line: 1,
        title: 'ubi9-init',
        status: { state: 'running' },
        steps: [{ name: 'Pull image', startedAtMs: NOW }],
        links: [],
      },
    ],
  })
  const lines = (['succeeded', 'running', 'queued'] as const).map((state, index) => ({
    line: index + 1,
    title: 'deploy-rhel',
    status: { state },
    steps: [],
    links: [],
  }))
  const { menu } = view({ hosts, tasks: [task({ title: 'deploy-rhel, 3 hosts', lines }), made] })
  expect(labels(menu)).toEqual([
    '26 hosts, 1 ended, next ends in 12 min',
    '-',
    'sat-6-16-qa2 | ended',
    'rhel-9-4-kx3 | 12 min',
    'rhel-9-4-m7p | 42 min',
    'capsule-6-15-b1d | 55 min',
    'rhel-8-10-w2d | 1 h 35 min',
    'All hosts',
    '-',
    'Check out',
    'deploy-rhel, 3 hosts | 1 of 3',
    'ubi9-init | pull image',
    '-',
    'Pause reminders',
    'Settings',
    '-',
    'Open Broker Desktop',
    'Quit, 2 tasks are running',
  ])
  const choices = below(menu, 'rhel-9-4-kx3')
  expect(labels(choices)).toEqual([
    'Extend by 1 h',
    'Extend by 4 h',
    'Extend by 1 day',
    'Extend by 2 days',
    'Other amount',
    '-',
    'Check in',
    'Copy hostname',
    'Show',
  ])
  expect(choices[2]).toMatchObject({
    command: { do: 'extend', hostIds: ['rhel-9-4-kx3'], extension: { kind: 'by', ms: DAY } },
  })
})

test('what cannot be extended says so, names that are the same are whole, and what is pretended is marked', () => {
  const hosts = [
    host('web', HOUR, { title: 'web.lab.example.com', hostId: '1' }),
    host('web', 2 * HOUR, { title: 'web.stage.example.com', hostId: '2', pretend: true }),
  ]
  const { menu } = view({ hosts, canExtend: ({ hostId }) => hostId !== '1' })
  expect(labels(menu).slice(2, 4)).toEqual([
    'web.lab.example.com | 1 h',
    'web.stage.example.com (pretend) | 2 h',
  ])
  expect(below(menu, 'web.lab')[0]).toMatchObject({ label: 'AnsibleTower cannot extend it', enabled: false })
})

test('many ended leases leave room for those that are about to end', () => {
  const hosts = [
    ...Array.from({ length: 9 }, (_, index) => host(`old-${index}`, -index * DAY - MINUTE)),
    ...Array.from({ length: 9 }, (_, index) => host(`new-${index}`, (index + 1) * HOUR)),
  ]
  const { menu } = view({ hosts })
  expect(labels(menu).slice(0, 7)).toEqual([
    '26 hosts, 9 ended, next ends in 1 h',
    '-',
    'old-0 | ended',
    'old-1 | ended',
    'new-0 | 1 h',
    'new-1 | 2 h',
    'new-2 | 3 h',
  ])
  expect(
    labels(view({ hosts: hosts.slice(0, 9) }).menu).filter((label) => label.includes('ended')),
  ).toHaveLength(6)
})

test('a check in that can be undone is undone from here, as a whole or host by host', () => {
  const waiting = { state: 'waiting', untilMs: NOW + 9000 } as const
  const lines = ['a', 'b'].map((hostId, index) => ({
    line: index + 1,
    title: hostId,
    hostId,
    status: waiting,
    steps: [],
    links: [],
  }))
  const { menu } = view({ tasks: [task({ title: 'Check in 2 hosts', state: 'waiting', lines })] })
  const choices = below(menu, 'Check in 2 hosts')
  expect(labels(choices)).toEqual(['Undo', 'Undo for a', 'Undo for b', 'Send now', 'Show'])
  expect(choices[1]).toMatchObject({ command: { do: 'undoCheckin', taskId: 7, hostIds: ['a'] } })
})

test('paused reminders are said, and can be resumed', () => {
  const shown = view({ paused: { untilMs: NOW + HOUR } })
  expect(shown.tooltip).toBe('26 hosts, reminders paused')
  expect(labels(shown.menu)).toContain('Resume reminders, paused until 15:00')
  expect(shown.nextChangeAtMs).toBe(NOW + HOUR)
})

test('the arc grows by quarters', () => {
  const withSteps = (done: number) =>
    task({
      lines: [
        {
          line: 1,
          title: 'a',
          status: { state: 'running' },
          links: [],
          steps: Array.from({ length: 4 }, (_, index) => ({
            name: `${index}`,
            ...(index < done ? { startedAtMs: 0, endedAtMs: 1 } : {}),
          })),
        },
      ],
    })
  expect([0, 1, 2, 3, 4].map((done) => view({ tasks: [withSteps(done)] }).picture)).toEqual([
    'busy-0',
    'busy-1',
    'busy-2',
    'busy-3',
    'busy-3',
  ])
})

test('it tells when its words change by time alone, and no earlier', () => {
  for (const leftMs of [30_500, 42 * MINUTE + 1, 15 * MINUTE, 20 * HOUR, 3 * DAY, 30 * DAY]) {
    const hosts = [host('a', leftMs)]
    const before = view({ hosts })
    const atMs = before.nextChangeAtMs ?? 0
    const words = (nowMs: number): unknown => {
      const { picture, menu, tooltip } = view({ hosts, nowMs })
      return { picture, menu, tooltip }
    }
    expect(words(atMs)).not.toEqual(words(NOW))
    if (leftMs !== 15 * MINUTE) expect(words(atMs - 2)).toEqual(words(NOW))
  }
  expect(view({ hosts: [host('a', -1)] }).nextChangeAtMs).toBeUndefined()
})

test('five countdowns wake it once a minute, and none is more than a minute late', () => {
  const ends = [90 * MINUTE + 7000, 95 * MINUTE + 31_000, 3 * HOUR + 12_345, 12 * HOUR + 500, 9 * DAY + 1]
  const hosts = ends.map((leftMs, index) => host(`h${index}`, leftMs))
  let nowMs = NOW
  let wakes = 0
  while (nowMs < NOW + HOUR) {
    const until = view({ hosts, nowMs }).nextChangeAtMs ?? 0
    expect(until).toBeGreaterThan(nowMs)
    expect(until).toBeLessThanOrEqual(nowMs + MINUTE + 1)
    nowMs = until
    wakes += 1
  }
  expect(wakes).toBeLessThanOrEqual(61)
})

test('check out by nick leads to the form, the most used first, at most nine', () => {
  const checkout = (nicks: readonly string[]): TrayEntry | undefined =>
    view({ nicks }).menu.find((entry) => entry.kind === 'entry' && entry.label === 'Check out')
  expect(checkout([])).toEqual({
    kind: 'entry',
    label: 'Check out',
    command: { do: 'navigate', to: '/checkout' },
  })
  expect(checkout(['rhel9', 'a/b c'])).toEqual({
    kind: 'entry',
    label: 'Check out',
    entries: [
      { kind: 'entry', label: 'rhel9', command: { do: 'navigate', to: '/checkout/nick/rhel9' } },
      { kind: 'entry', label: 'a/b c', command: { do: 'navigate', to: '/checkout/nick/a%2Fb%20c' } },
      { kind: 'line' },
      { kind: 'entry', label: 'Something else', command: { do: 'navigate', to: '/checkout' } },
    ],
  })
  const many = checkout(Array.from({ length: 20 }, (_, index) => `n${index}`))
  expect(many?.kind === 'entry' ? many.entries : []).toHaveLength(11)
})
