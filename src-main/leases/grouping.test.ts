import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { LeasedHost } from '@main/ports/leases'
import { reminderNotification, weekendNotification, type Away } from '@main/leases/grouping'
import type { Due, DueKind } from '@main/leases/schedule'

const MINUTE = 60_000
const NOW = Date.UTC(2026, 10, 12, 14)

beforeEach(() => {
  vi.stubEnv('TZ', 'UTC')
})
afterEach(() => {
  vi.unstubAllEnvs()
})

function due(
  name: string,
  minutes: number,
  kind: DueKind = minutes > 0 ? 'ending' : 'ended',
  pretend = false,
): Due {
  const host: LeasedHost = {
    hostId: name,
    title: `${name}.lab.example.com`,
    provider: 'AnsibleTower',
    instance: 'prod',
    pretend,
    endsAtMs: NOW + minutes * MINUTE,
    source: kind === 'own' ? 'user' : 'provider',
  }
  return { host, kind, sinceMs: NOW, claims: [] }
}

const m7p = due('rhel-9-4-m7p', 42)
const b1d = due('capsule-6-15-b1d', 55)
const qa2 = due('sat-6-16-qa2', -20)
const kx3 = due('rhel-9-4-kx3', 12)

describe('a notification', () => {
  test.each<[string, string, readonly Due[], Away?]>([
    ['rhel-9-4-m7p ends in 42 min', 'At 14:42, AnsibleTower prod', [m7p]],
    ['2 leases end within the hour', 'rhel-9-4-m7p in 42 min, capsule-6-15-b1d in 55 min', [m7p, b1d]],
    [
      '3 leases end within the hour',
      'rhel-9-4-kx3 in 12 min, rhel-9-4-m7p in 42 min and 1 more',
      [kx3, m7p, b1d],
    ],
    ['2 leases end within 2 days', 'a in 24 h, b in 25 h', [due('a', 1440), due('b', 1500)]],
    [
      'The lease of sat-6-16-qa2 has ended',
      'At 13:40, AnsibleTower prod. Check whether it still exists, extend it, or forget it.',
      [qa2],
    ],
    ['1 lease ended, 1 ends within 15 min', 'sat-6-16-qa2 at 13:40. rhel-9-4-kx3 in 12 min', [qa2, kx3]],
    ['2 reminders', 'a, b', [due('a', 0, 'own'), due('b', 0, 'own')]],
    ['a (pretend) ends in 5 min', 'At 14:05, AnsibleTower prod', [due('a', 5, 'ending', true)]],
    [
      'While the computer slept',
      '1 lease ended: sat-6-16-qa2 at 13:40. 1 more ends in 12 min.',
      [qa2, kx3],
      'slept',
    ],
    [
      'While Broker Desktop was closed',
      '1 lease ended: sat-6-16-qa2 at 13:40. 2 more end within the hour.',
      [qa2, m7p, b1d],
      'closed',
    ],
    ['While reminders were paused', '1 lease ends within the hour: rhel-9-4-m7p in 42 min.', [m7p], 'paused'],
    ['During quiet hours', '1 reminder of yours: a.', [due('a', -5, 'own')], 'quiet'],
    [
      'Since the clock was changed',
      '2 leases ended: b at Tue 14:00, a at 13:40.',
      [due('b', -2880), due('a', -20)],
      'clock',
    ],
  ])('says "%s"', (title, body, of, away) => {
    const said = reminderNotification(of, NOW, away)
    expect([said.title, said.body].map((text) => text.replaceAll('\u00a0', ' '))).toEqual([title, body])
  })

  test('offers what helps: extending, putting off, showing', () => {
    expect(reminderNotification([kx3, m7p], NOW)).toMatchObject({
      urgency: 'critical',
      hostIds: ['rhel-9-4-kx3', 'rhel-9-4-m7p'],
      click: {
        do: 'extendDialog',
        hostIds: ['rhel-9-4-kx3', 'rhel-9-4-m7p'],
        told: { kind: 'reminder', atMs: NOW },
      },
      actions: [
        { label: 'Extend' },
        {
          label: 'Snooze 5\u00a0min',
          command: { do: 'snooze', minutes: 5, hostIds: ['rhel-9-4-kx3', 'rhel-9-4-m7p'] },
        },
      ],
    })
    expect(reminderNotification([qa2], NOW).actions.map((each) => each.label)).toEqual(['Extend', 'Show'])
    expect(reminderNotification([qa2, m7p], NOW, 'slept').actions.map((each) => each.label)).toEqual([
      'Show',
      'Extend',
    ])
    expect(reminderNotification([due('a', 0, 'own')], NOW)).toMatchObject({
      urgency: 'normal',
      click: { do: 'showHost', hostId: 'a' },
      actions: [{ label: 'Show' }],
    })
  })

  test('of the weekend says when work begins again', () => {
    const hosts = ['a', 'b', 'c'].map((hostId) => ({
      hostId,
      title: `${hostId}.example.com`,
      pretend: hostId === 'b',
    }))
    expect(weekendNotification(hosts, Date.UTC(2026, 10, 16, 9), NOW)).toMatchObject({
      title: '3 leases end before Mon 09:00',
      body: 'a, b (pretend) and 1 more. Extend what you need after your days off.',
      click: { do: 'extendDialog', hostIds: ['a', 'b', 'c'], told: { kind: 'weekend', atMs: NOW } },
    })
  })
})
