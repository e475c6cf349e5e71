import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { BrokerError } from '@shared/domain/error'
import { put } from '@main/inventory/testing/samples'
import { DAY, HOUR, LeaseRoom } from '@main/testing/lease-room'

const MINUTE = 60_000

let room: LeaseRoom
beforeEach(() => {
  vi.stubEnv('TZ', 'UTC')
  room = new LeaseRoom()
})
afterEach(() => {
  room.dispose()
  vi.unstubAllEnvs()
})

/** The room with hosts that end in so many minutes, awake. */
function awake(ends: Readonly<Record<string, number>>): void {
  for (const [id, minutes] of Object.entries(ends))
    room.hold(id, { endsAtMs: room.clock.now() + minutes * MINUTE })
  room.leases.watcher.start()
}

describe('reminders', () => {
  test('come at each threshold and at the end, once', async () => {
    awake({ a: 26 * 60 })
    expect(room.titles).toEqual([])
    await room.clock.advance(26 * HOUR)
    const left = ['24\u00a0h', '4\u00a0h', '1\u00a0h', '15\u00a0min'].map((text) => `a ends in ${text}`)
    expect(room.titles).toEqual([...left, 'The lease of a has ended'])
    await room.clock.advance(3 * DAY)
    expect(room.titles).toHaveLength(5)
  })

  test('do not come for what had passed when the person checked out', async () => {
    room.leases.watcher.start()
    room.hold('a', { endsAtMs: room.clock.now() + 2 * HOUR })
    const lease = { endsAtMs: room.clock.now() + 3 * HOUR, source: 'provider', confirmedAtMs: 0 } as const
    const event = { kind: 'checked_out', text: 'Checked out' } as const
    room.inventory.hosts.change('a', ['ready'], { lease }, event, room.clock.now())
    await room.clock.advance(MINUTE)
    expect(room.titles).toEqual([])
    await room.clock.advance(2 * HOUR)
    expect(room.titles).toEqual(['a ends in 1\u00a0h'])
  })

  test('of hosts that end in the same minute are one', async () => {
    const endsAtMs = room.clock.now() + 61 * MINUTE
    for (let n = 0; n < 500; n += 1) room.hold(`host-${n}`, { endsAtMs: endsAtMs + n * 100 })
    room.leases.watcher.start()
    expect(room.titles).toEqual(['While Broker Desktop was closed'])
    await room.clock.advance(2 * MINUTE)
    expect(room.titles.slice(1)).toEqual(['500 leases end within the hour'])
    expect(room.shown[1]?.hostIds).toHaveLength(500)
    expect(room.shown[1]?.body).toContain(' and 498 more')
  })

  test('open the dialog with the hosts, and can be put off', async () => {
    awake({ a: 61, b: 61 })
    await room.clock.advance(2 * MINUTE)
    const last = room.shown.at(-1)
    expect(last?.click).toMatchObject({
      do: 'extendDialog',
      hostIds: ['a', 'b'],
      told: { kind: 'reminder', atMs: room.clock.now() - MINUTE },
    })
    expect(last?.actions.map((action) => action.label)).toEqual(['Extend', 'Snooze 15\u00a0min'])
    expect(room.leases.snooze(['a', 'b'], 50)).toBe(2)
    // The 15 minutes pass within the snooze, and come with its end.
    await room.clock.advance(49 * MINUTE)
    const before = room.titles.length
    await room.clock.advance(2 * MINUTE)
    expect(room.titles.slice(before)).toEqual(['2 leases end within 15 min'])
    expect(room.inventory.leases.snoozes()).toEqual([])
    await room.clock.advance(5 * MINUTE)
    expect(room.titles).toHaveLength(before + 1)
  })

  test('come again for the end of an extension, and not for what has passed of it', async () => {
    awake({ a: 61 })
    await room.clock.advance(2 * MINUTE)
    expect(room.titles.at(-1)).toBe('a ends in 1\u00a0h')
    room.end('a', room.clock.now() + 2 * HOUR)
    await room.clock.advance(59 * MINUTE)
    const before = room.titles.length
    await room.clock.advance(2 * MINUTE)
    expect(room.titles.slice(before)).toEqual(['a ends in 1\u00a0h'])
  })

  test('come at once when the provider shortens a lease', async () => {
    awake({ a: 10 * 60 })
    room.shown.length = 0
    room.end('a', room.clock.now() + 30 * MINUTE, 'synced')
    await room.clock.advance(1000)
    expect(room.titles).toEqual(['a ends in 29\u00a0min'])
  })

  test('do not follow a provider that tells the same end a little otherwise each time', async () => {
    awake({ a: 61 })
    await room.clock.advance(2 * MINUTE)
    const before = room.titles.length
    room.end('a', room.clock.now() + 59 * MINUTE + 7_000, 'synced')
    await room.clock.advance(MINUTE)
    expect(room.titles).toHaveLength(before)
    expect(room.inventory.leases.changes('a')).toHaveLength(1)
  })

  test('come again when an extension fails', async () => {
    awake({ a: 61 })
    await room.clock.advance(2 * MINUTE)
    const before = room.titles.length
    const failed = { kind: 'extend_failed', text: 'Not extended' } as const
    room.inventory.hosts.change('a', ['ready'], {}, failed, room.clock.now())
    room.leases.watcher.hostsChanged(['a'])
    await room.clock.advance(MINUTE)
    expect(room.titles.slice(before)).toEqual(['a ends in 58\u00a0min'])
  })

  test('follow the thresholds of the instance', async () => {
    room.state.leaseRules = [{ provider: 'Container', instance: 'lab', thresholdsMinutes: [30] }]
    room.hold('a', { endsAtMs: room.clock.now() + 40 * MINUTE }, { instance: 'lab' })
    room.leases.watcher.start()
    expect(room.titles).toEqual([])
    await room.clock.advance(11 * MINUTE)
    expect(room.titles).toEqual(['a ends in 30\u00a0min'])
  })

  test('follow the thresholds of the nick before those of the instance', async () => {
    room.state.leaseRules = [
      { provider: 'Container', instance: 'lab', thresholdsMinutes: [30], defaultMinutes: 60 },
      { nick: 'rhel9', thresholdsMinutes: [20] },
    ]
    room.hold('a', { endsAtMs: room.clock.now() + 40 * MINUTE }, { instance: 'lab', nick: 'rhel9' })
    room.leases.watcher.start()
    await room.clock.advance(11 * MINUTE)
    expect(room.titles).toEqual([])
    await room.clock.advance(10 * MINUTE)
    expect(room.titles).toEqual(['a ends in 20\u00a0min'])
    expect(room.leases.detail('a').thresholdsMinutes).toEqual([20])
  })

  test('are not of hosts that are on their way back, and are again when that is undone', async () => {
    awake({ a: 61 })
    room.shown.length = 0
    room.inventory.hosts.change('a', ['ready'], { state: 'checking_in' }, undefined, room.clock.now())
    room.leases.watcher.hostsChanged(['a'])
    await room.clock.advance(5 * MINUTE)
    expect(room.titles).toEqual([])
    room.inventory.hosts.change('a', ['checking_in'], { state: 'ready' }, undefined, room.clock.now())
    room.leases.watcher.hostsChanged(['a'])
    await room.clock.advance(MINUTE)
    expect(room.titles).toEqual(['a ends in 55\u00a0min'])
  })

  test('are in the window where the desktop has none, or does not show them', async () => {
    room.state.desktop = 'absent'
    awake({ a: 61 })
    await room.clock.advance(2 * MINUTE)
    expect(room.inWindow).toMatchObject([{ title: 'a ends in 1\u00a0h', hostIds: ['a'] }])
    expect(room.leases.state().shownBy).toBe('window')
    room.state.desktop = 'failing'
    await room.clock.advance(45 * MINUTE)
    expect(room.inWindow).toMatchObject([{ title: 'a ends in 15\u00a0min', level: 'warn' }])
  })
})

describe('what was missed', () => {
  test('while the computer slept over three thresholds is one summary, and each is over', async () => {
    awake({ a: 25 * 60, b: 25 * 60 + 30 })
    await room.clock.advance(MINUTE)
    await room.sleep(25 * HOUR)
    expect(room.shown).toMatchObject([
      {
        title: 'While the computer slept',
        body: '1 lease ended: a at 15:00. 1 more ends in 29\u00a0min.',
        hostIds: ['a', 'b'],
      },
    ])
    await room.clock.advance(HOUR)
    expect(room.titles.slice(1)).toEqual(['b ends in 15\u00a0min', 'The lease of b has ended'])
  })

  test('while the computer slept is a summary, too, when a timer is faster than the news of its waking', async () => {
    awake({ a: 20 * 60 })
    room.shown.length = 0
    room.leases.watcher.suspended()
    // The time went on, and nobody has told of the waking yet.
    room.clock.set(room.clock.now() + 21 * HOUR)
    room.leases.watcher.noticeTime()
    expect(room.shown).toMatchObject([{ title: 'While the computer slept', hostIds: ['a'] }])
    room.leases.watcher.resumed()
    await room.clock.advance(MINUTE)
    expect(room.titles).toHaveLength(1)
  })

  test('while the application was closed is one summary, and nothing is told twice', async () => {
    awake({ a: 25 * 60 })
    await room.clock.advance(2 * HOUR)
    expect(room.titles).toEqual(['a ends in 24\u00a0h'])
    room.restart()
    await room.clock.advance(MINUTE)
    expect(room.titles).toHaveLength(1)
    room.restart(22 * HOUR)
    await room.clock.advance(0)
    expect(room.shown[1]).toMatchObject({ title: 'While Broker Desktop was closed' })
    room.restart()
    await room.clock.advance(0)
    expect(room.titles).toHaveLength(2)
  })

  test('is told by the next start when the application died over telling it', async () => {
    room.state.desktop = 'there'
    awake({ a: 61 })
    room.shown.length = 0
    // Claimed, and then the process was gone.
    const claimed = room.inventory.leases.claim(
      [{ hostId: 'a', endsAtMs: room.clock.now() + 61 * MINUTE, thresholdMs: HOUR }],
      room.clock.now(),
    )
    expect(claimed).toHaveLength(1)
    room.restart(2 * MINUTE)
    await room.clock.advance(0)
    expect(room.titles).toEqual(['While Broker Desktop was closed'])
  })

  test('while reminders were paused comes when they are resumed', async () => {
    awake({ a: 61, b: 90 })
    room.shown.length = 0
    expect(room.leases.pause('resumed')).toMatchObject({ paused: {} })
    await room.clock.advance(35 * MINUTE)
    expect(room.titles).toEqual([])
    expect(room.leases.state().waiting).toBe(2)
    room.leases.resume()
    expect(room.shown).toMatchObject([
      {
        title: 'While reminders were paused',
        body: '2 leases end within the hour: a in 26\u00a0min, b in 55\u00a0min.',
      },
    ])
  })

  test('comes by itself when the pause is over, also after a restart', async () => {
    awake({ a: 61 })
    room.shown.length = 0
    room.leases.pause('hour')
    await room.clock.advance(30 * MINUTE)
    room.restart()
    await room.clock.advance(29 * MINUTE)
    expect(room.titles).toEqual([])
    await room.clock.advance(MINUTE + 30_000)
    expect(room.titles).toEqual(['While reminders were paused'])
    expect(room.leases.state().paused).toBeUndefined()
  })

  test('in quiet hours comes at their end', async () => {
    room.state.reminders = {
      ...room.state.reminders,
      quietHours: { enabled: true, from: '14:00', to: '15:30' },
    }
    awake({ a: 61, b: 100 })
    room.shown.length = 0
    await room.clock.advance(89 * MINUTE)
    expect(room.titles).toEqual([])
    expect(room.leases.state()).toMatchObject({ waiting: 2, quietUntilMs: Date.UTC(2026, 10, 12, 15, 30) })
    await room.clock.advance(2 * MINUTE)
    expect(room.shown).toMatchObject([
      { title: 'During quiet hours', body: '1 lease ended: a at 15:01. 1 more ends in 10\u00a0min.' },
    ])
  })
})

describe('a clock that is set', () => {
  test('back tells nothing twice, and the rest later', async () => {
    awake({ a: 61 })
    await room.clock.advance(2 * MINUTE)
    const before = room.titles.length
    room.clock.set(room.clock.now() - 3 * HOUR)
    await room.clock.advance(3 * HOUR + 30 * MINUTE)
    expect(room.titles).toHaveLength(before)
    await room.clock.advance(20 * MINUTE)
    expect(room.titles.slice(before)).toEqual(['a ends in 15\u00a0min'])
  })

  test('forward is noticed within the hour, or by whoever is awake', async () => {
    awake({ a: 10 * 60 })
    room.shown.length = 0
    room.clock.set(room.clock.now() + 8 * HOUR)
    await room.clock.advance(1000)
    expect(room.titles).toEqual([])
    room.leases.watcher.noticeTime()
    expect(room.shown).toMatchObject([{ title: 'Since the clock was changed' }])
    room.clock.set(room.clock.now() + 90 * MINUTE)
    await room.clock.advance(HOUR)
    expect(room.titles.slice(1)).toHaveLength(1)
  })

  test('back ends a pause and a snooze that would last too long', async () => {
    awake({ a: 20 * 60 })
    room.leases.pause('hour')
    room.leases.snooze(['a'], 30)
    room.shown.length = 0
    room.clock.set(room.clock.now() - DAY)
    room.leases.watcher.noticeTime()
    expect(room.leases.state().paused).toBeUndefined()
    expect(room.titles).toHaveLength(1)
  })
})

describe('a moment of one’s own', () => {
  test('is told when it comes, and the host has no end again', async () => {
    room.hold('a', { endsAtMs: room.clock.now() + DAY, source: 'default' })
    room.leases.watcher.start()
    room.shown.length = 0
    const atMs = room.clock.now() + 2 * HOUR
    expect(room.leases.remindAt(['a'], atMs)).toBe(1)
    await room.clock.advance(2 * HOUR - MINUTE)
    expect(room.titles).toEqual([])
    await room.clock.advance(2 * MINUTE)
    expect(room.shown).toMatchObject([{ title: 'Reminder of a', click: { do: 'showHost', hostId: 'a' } }])
    expect(room.inventory.hosts.get('a')?.lease).toBeUndefined()
    expect(room.leases.detail('a').changes.map((change) => change.after?.source)).toEqual([
      undefined,
      'user',
      'default',
    ])
  })

  test('cannot have passed, and does not replace a provider’s end', () => {
    room.hold('a', { endsAtMs: room.clock.now() + DAY })
    expect(() => room.leases.remindAt(['a'], room.clock.now())).toThrow('has passed')
    expect(room.leases.remindAt(['a'], room.clock.now() + HOUR)).toBe(0)
  })
})

describe('ended leases', () => {
  test('whose hosts are gone leave the inventory', async () => {
    room.state.look = () => Promise.resolve({ kind: 'gone' })
    awake({ a: 1 })
    await room.clock.advance(3 * MINUTE)
    expect(room.looked).toEqual(['a'])
    expect(room.inventory.hosts.get('a')?.state).toBe('released')
    expect(room.inventory.hosts.events('a').at(-1)).toMatchObject({
      kind: 'gone',
      text: 'Gone at Container podman-local. Its lease ended 1\u00a0min ago',
    })
  })

  test('whose hosts are still there say so once, and are asked ever more rarely', async () => {
    awake({ a: 1 })
    await room.clock.advance(6 * HOUR)
    expect(room.looked).toHaveLength(4)
    expect(room.inventory.hosts.events('a').filter((event) => event.kind === 'still_there')).toHaveLength(1)
    expect(room.leases.detail('a').followUp).toMatchObject({ outcome: 'still_there', answers: 4 })
    expect(room.inventory.hosts.get('a')?.state).toBe('ready')
  })

  test('are asked for at once when a person wants to know', async () => {
    awake({ a: 1, b: 1 })
    await room.clock.advance(90_000)
    expect(await room.leases.watcher.check('a')).toBe(true)
    expect(room.leases.detail('a').followUp).toMatchObject({ outcome: 'still_there', answers: 1 })
    room.state.look = () => Promise.resolve({ kind: 'gone' })
    expect(await room.leases.watcher.check('a')).toBe(false)
    expect(room.inventory.hosts.get('a')?.state).toBe('released')
    expect(await room.leases.watcher.check('a')).toBe(false)
    room.state.look = () => Promise.reject(new BrokerError({ code: 'TIMEOUT', message: 'No answer.' }))
    await expect(room.leases.watcher.check('b')).rejects.toThrow('No answer.')
    expect(room.leases.detail('b').followUp).toMatchObject({ outcome: 'cannot_ask', problem: 'No answer.' })
    expect(room.inventory.hosts.get('b')?.state).toBe('ready')
  })

  test('of a provider that cannot be asked stay, with why', async () => {
    room.state.look = () =>
      Promise.reject(new BrokerError({ code: 'TIMEOUT', message: 'No answer within 30 s.' }))
    awake({ a: 1 })
    await room.clock.advance(3 * HOUR)
    expect(room.inventory.hosts.get('a')?.state).toBe('ready')
    expect(room.leases.detail('a').followUp).toMatchObject({
      outcome: 'cannot_ask',
      problem: 'No answer within 30 s.',
    })
    // After 5, 10, 20, 40 and 80 minutes.
    expect(room.looked).toHaveLength(6)
  })

  test('that were extended elsewhere get their new end', async () => {
    const endsAtMs = room.clock.now() + DAY
    room.state.look = () =>
      Promise.resolve({ kind: 'there', lease: { endsAtMs, source: 'provider', confirmedAtMs: 0 } })
    awake({ a: 1 })
    await room.clock.advance(3 * MINUTE)
    expect(room.inventory.hosts.get('a')?.lease?.endsAtMs).toBe(endsAtMs)
  })

  test('are not touched by an answer that comes after they were extended', async () => {
    let answer = (): void => undefined
    room.state.look = () =>
      new Promise((resolve) => {
        answer = () => resolve({ kind: 'gone' })
      })
    awake({ a: 1 })
    await room.clock.advance(3 * MINUTE)
    room.end('a', room.clock.now() + DAY)
    answer()
    await room.clock.advance(MINUTE)
    expect(room.inventory.hosts.get('a')?.state).toBe('ready')
  })
})

describe('extending by rule', () => {
  const rule = { underMinutes: 30, byMinutes: 60, times: 2, reason: 'Reproducing a leak' }

  test('extends once for each end, as often as the rule says, and writes it down', async () => {
    room.state.extend = ([id = '']) => {
      room.end(id, (room.inventory.hosts.get(id)?.lease?.endsAtMs ?? 0) + HOUR)
    }
    awake({ a: 40 })
    room.leases.autoExtend(['a'], rule)
    await room.clock.advance(5 * HOUR)
    expect(room.extended).toEqual([
      { hostIds: ['a'], extension: { kind: 'by', ms: HOUR } },
      { hostIds: ['a'], extension: { kind: 'by', ms: HOUR } },
    ])
    const texts = room.inventory.hosts.events('a').map((event) => event.text)
    expect(texts).toContain(
      'Extended by itself by 1\u00a0h, under 30\u00a0min left, 2 of 2 times: Reproducing a leak',
    )
    // Its limit is reached: the person hears of the end as of any other.
    expect(room.titles).toContain('a ends in 15\u00a0min')
  })

  test('does not ask again when the provider accepts and does not extend', async () => {
    awake({ a: 40 })
    room.leases.autoExtend(['a'], rule)
    await room.clock.advance(35 * MINUTE)
    expect(room.extended).toHaveLength(1)
    room.restart()
    await room.clock.advance(MINUTE)
    expect(room.extended).toHaveLength(1)
  })

  test('reminds at once when it fails', async () => {
    room.state.extend = () => {
      throw new BrokerError({ code: 'NOT_SUPPORTED', message: 'Container cannot extend hosts.' })
    }
    awake({ a: 40 })
    room.leases.autoExtend(['a'], rule)
    room.shown.length = 0
    await room.clock.advance(11 * MINUTE)
    expect(room.titles).toEqual(['a ends in 30\u00a0min'])
    expect(room.inventory.hosts.events('a').at(-1)).toMatchObject({
      kind: 'extend_failed',
      text: 'Not extended: Container cannot extend hosts.',
    })
  })
})

describe('defaults and days off', () => {
  test('a host without an end gets its instance’s default, and one whose end was taken away has none', async () => {
    room.state.leaseRules = [{ provider: 'Container', instance: 'podman-local', defaultMinutes: 2880 }]
    room.leases.watcher.start()
    const madeAtMs = room.clock.now()
    put(room.inventory, 'a', {}, { state: 'ready', checkedOutAtMs: madeAtMs }, madeAtMs)
    room.leases.watcher.hostsChanged(['a'])
    await room.clock.advance(1000)
    expect(room.inventory.hosts.get('a')?.lease).toMatchObject({
      endsAtMs: madeAtMs + 2 * DAY,
      source: 'default',
    })
    expect(room.leases.watcher.hosts.has('a')).toBe(true)
    room.leases.remindAt(['a'], null)
    await room.clock.advance(2 * HOUR)
    expect(room.inventory.hosts.get('a')?.lease).toBeUndefined()
  })

  test('a nick’s default goes over its instance’s', async () => {
    room.state.leaseRules = [
      { provider: 'Container', instance: 'podman-local', defaultMinutes: 2880 },
      { nick: 'rhel9', defaultMinutes: 60 },
    ]
    const madeAtMs = room.clock.now()
    put(room.inventory, 'a', { nick: 'rhel9' }, { state: 'ready', checkedOutAtMs: madeAtMs }, madeAtMs)
    put(room.inventory, 'b', { nick: 'other' }, { state: 'ready', checkedOutAtMs: madeAtMs }, madeAtMs)
    put(room.inventory, 'c', { instance: 'lab' }, { state: 'ready', checkedOutAtMs: madeAtMs }, madeAtMs)
    room.leases.watcher.start()
    await room.clock.advance(1000)
    const ends = ['a', 'b', 'c'].map((id) => room.inventory.hosts.get(id)?.lease?.endsAtMs)
    expect(ends).toEqual([madeAtMs + HOUR, madeAtMs + 2 * DAY, undefined])
  })

  test('leases that end in the weekend are told of on Friday afternoon, once', async () => {
    room.state.reminders = { ...room.state.reminders, thresholdsMinutes: [], weekendGuard: true }
    const friday = Date.UTC(2026, 10, 13)
    room.hold('a', { endsAtMs: friday + DAY + 12 * HOUR })
    room.hold('b', { endsAtMs: friday + 3 * DAY + 8 * HOUR })
    room.hold('friday', { endsAtMs: friday + 16 * HOUR })
    room.hold('monday', { endsAtMs: friday + 3 * DAY + 10 * HOUR })
    room.leases.watcher.start()
    await room.clock.advance(friday + 14 * HOUR + 59 * MINUTE - room.clock.now())
    expect(room.titles).toEqual([])
    await room.clock.advance(2 * MINUTE)
    expect(room.shown).toMatchObject([
      { title: '2 leases end before Mon 09:00', click: { do: 'extendDialog', hostIds: ['a', 'b'] } },
    ])
    room.restart()
    await room.clock.advance(12 * HOUR)
    expect(room.titles.filter((title) => title.includes('before'))).toHaveLength(1)
  })
})

test('on days off nobody is told of what they check out then', async () => {
  room.state.reminders = { ...room.state.reminders, thresholdsMinutes: [], weekendGuard: true }
  room.clock.set(Date.UTC(2026, 10, 14, 10))
  room.hold('a', { endsAtMs: room.clock.now() + 5 * HOUR })
  room.leases.watcher.start()
  await room.clock.advance(2 * HOUR)
  expect(room.titles).toEqual([])
})

test('what is old and cannot be forgotten keeps no reminder from coming', async () => {
  room.inventory.leases.claimNotice('old', room.clock.now() - 40 * DAY)
  const db = new Database(room.file)
  db.exec("CREATE TRIGGER broken BEFORE DELETE ON reminder_notices BEGIN SELECT RAISE(ABORT, 'broken'); END")
  db.close()
  awake({ a: 61 })
  room.shown.length = 0
  await room.clock.advance(2 * MINUTE)
  expect(room.titles).toEqual(['a ends in 1\u00a0h'])
})

test('asleep it wakes once an hour, and awake only for what is due', async () => {
  awake({ a: 30 * 24 * 60 })
  const reads = vi.spyOn(room.inventory.leases, 'leased')
  await room.clock.advance(10 * HOUR)
  expect(reads.mock.calls.length).toBeLessThanOrEqual(10)
  expect(room.clock.sleeping).toBe(1)
})
