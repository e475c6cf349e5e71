/* oxlint-disable typescript/no-unsafe-type-assertion -- what children say is compared right after */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Lease } from '@shared/domain/lease'
import { tempInventory, type TempInventory } from '@main/testing/temp-inventory'
import { NOW, put } from './testing/samples'
import { spawnChild, type InventoryChild } from './testing/spawn-child'

const HOUR = 3_600_000
const END = NOW + 10 * HOUR

let temp: TempInventory
const children: InventoryChild[] = []
beforeEach(() => {
  temp = tempInventory()
})
afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.kill()))
  temp.dispose()
})

const lease = (over: Partial<Lease> = {}): Lease => ({
  endsAtMs: END,
  source: 'provider',
  confirmedAtMs: NOW,
  ...over,
})
const hold = (id: string, over: Partial<Lease> = {}): void => {
  put(temp.inventory, id, {}, { state: 'ready', hostname: `${id}.example.com`, lease: lease(over) })
}
const key = (thresholdMs: number, endsAtMs = END) => ({ hostId: 'a', endsAtMs, thresholdMs })

describe('a reminder', () => {
  test('is claimed once, also over a restart, and told for good', () => {
    hold('a')
    expect(temp.inventory.leases.claim([key(1), key(2)], NOW)).toEqual([key(1), key(2)])
    expect(temp.inventory.leases.claim([key(1), key(3)], NOW)).toEqual([key(3)])
    temp.inventory.leases.told([key(1)], NOW)
    const again = temp.reopen()
    // What was claimed and not told when the process went is told by the next one.
    expect(again.leases.claimed()).toEqual([key(1)])
    expect(again.leases.claim([key(1), key(2)], NOW)).toEqual([key(2)])
  })

  test('is not of a host that has another end by now, or is on its way back', () => {
    hold('a')
    expect(temp.inventory.leases.claim([key(1, END + 1)], NOW)).toEqual([])
    temp.inventory.hosts.change('a', ['ready'], { state: 'checking_in' }, undefined, NOW)
    expect(temp.inventory.leases.claim([key(1)], NOW)).toEqual([])
    expect(temp.inventory.leases.leased()).toEqual([])
  })

  test('is new again when an extension has failed, but nothing that was done instead of told', () => {
    hold('a')
    temp.inventory.leases.claim([key(1), key(-1)], NOW)
    const failed = { kind: 'extend_failed', text: 'No' } as const
    temp.inventory.hosts.change('a', ['ready'], {}, failed, NOW)
    expect(temp.inventory.leases.claimed()).toEqual([key(-1)])
  })

  test.each([1, 50])('is told by one of two processes (%i at once)', { timeout: 60_000 }, async (count) => {
    hold('a')
    for (const name of ['one', 'two'])
      children.push(spawnChild({ job: 'remind', file: temp.file, name, count }))
    await Promise.all(children.map((child) => child.hear()))
    for (const child of children) child.tell()
    const said = (await Promise.all(children.map((child) => child.hear()))) as number[][]
    expect(said.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, index) => index))
    for (const child of children) child.tell()
  })

  test('that a process was killed over is told by another', { timeout: 60_000 }, async () => {
    hold('a')
    const child = spawnChild({ job: 'remind', file: temp.file, name: 'dies', count: 3 })
    children.push(child)
    await child.hear()
    child.tell()
    expect(await child.hear()).toEqual([0, 1, 2])
    expect(temp.inventory.leases.claim([key(1)], NOW)).toEqual([])
    await child.kill()
    // As every start does.
    temp.inventory.tasks.adoptOrphans()
    expect(temp.inventory.leases.claimed()).toEqual([])
    expect(temp.inventory.leases.claim([key(1)], NOW)).toEqual([key(1)])
  })
})

describe('the history of a lease', () => {
  test('is every end, with what happened', () => {
    hold('a')
    const event = { kind: 'extended', text: 'Extended by 1 day' } as const
    temp.inventory.hosts.change('a', ['ready'], { lease: lease({ endsAtMs: END + HOUR }) }, event, NOW + 1)
    temp.inventory.hosts.change(
      'a',
      ['ready'],
      { lease: lease({ endsAtMs: END + HOUR + 999 }) },
      event,
      NOW + 2,
    )
    temp.inventory.hosts.change('a', ['ready'], { lease: null }, undefined, NOW + 3)
    expect(temp.inventory.leases.changes('a')).toMatchObject([
      { atMs: NOW + 3, before: { endsAtMs: END + HOUR + 999 } },
      { atMs: NOW + 1, before: { endsAtMs: END }, after: { endsAtMs: END + HOUR }, why: 'Extended by 1 day' },
      { atMs: NOW, after: { endsAtMs: END, source: 'provider' } },
    ])
  })

  test('is not written when the change is not', () => {
    hold('a')
    expect(() =>
      temp.inventory.transaction(() => {
        temp.inventory.hosts.change('a', ['ready'], { lease: null }, undefined, NOW)
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(temp.inventory.leases.changes('a')).toHaveLength(1)
  })

  test('tells whether the person saw the end: not of a lease that got shorter', () => {
    hold('a')
    const seen = (): number | undefined => temp.inventory.leases.leased()[0]?.seenAtMs
    expect(seen()).toBeUndefined()
    const event = { kind: 'extended', text: 'Extended' } as const
    temp.inventory.hosts.change('a', ['ready'], { lease: lease({ endsAtMs: END + HOUR }) }, event, NOW + 5)
    expect(seen()).toBe(NOW + 5)
    temp.inventory.hosts.change('a', ['ready'], { lease: lease({ endsAtMs: END - HOUR }) }, event, NOW + 6)
    expect(seen()).toBeUndefined()
  })
})

test('a snooze ends at the end at the latest, and only what is to come is put off', () => {
  hold('a')
  hold('over', { endsAtMs: NOW - 1 })
  expect(temp.inventory.leases.snooze(['a', 'over', 'nobody'], END + HOUR, NOW)).toBe(1)
  expect(temp.inventory.leases.snoozes()).toEqual([{ hostId: 'a', endsAtMs: END, atMs: NOW, untilMs: END }])
  temp.inventory.leases.snooze(['a'], END - HOUR, NOW)
  temp.inventory.leases.told([key(HOUR)], NOW)
  expect(temp.inventory.leases.snoozes()).toEqual([])
})

test('a pause, a notice, a rule and a follow-up survive a restart', () => {
  hold('a')
  const rule = { underMinutes: 30, byMinutes: 60, times: 3, reason: 'Needed' }
  const followUp = { endsAtMs: END, askedAtMs: NOW, answers: 1, failures: 0, outcome: 'still_there' } as const
  temp.inventory.leases.setPause({ atMs: NOW, untilMs: NOW + HOUR })
  expect(temp.inventory.leases.claimNotice('weekend', NOW)).toBe(true)
  temp.inventory.leases.setAutoExtend('a', rule)
  temp.inventory.leases.countAutoExtend('a')
  expect(temp.inventory.leases.setFollowUp('a', undefined, followUp)).toBe(true)
  const { leases } = temp.reopen()
  expect(leases.pause()).toEqual({ atMs: NOW, untilMs: NOW + HOUR })
  expect(leases.claimNotice('weekend', NOW)).toBe(false)
  expect(leases.leased()[0]).toMatchObject({ autoExtend: { rule, used: 1 }, followUp })
  // Somebody who knows less than what is there is late.
  expect(leases.setFollowUp('a', undefined, followUp)).toBe(false)
  leases.setPause(undefined)
  leases.setAutoExtend('a', undefined)
  expect(leases.pause()).toBeUndefined()
  expect(leases.autoExtend('a')).toBeUndefined()
})

test('what is about hosts that were given back is forgotten in the end', () => {
  hold('a')
  temp.inventory.leases.claim([key(1)], NOW)
  temp.inventory.leases.prune(END + 1)
  expect(temp.inventory.leases.claimed()).toEqual([key(1)])
  temp.inventory.hosts.change('a', ['ready'], { state: 'released' }, undefined, NOW)
  temp.inventory.leases.prune(END + 1)
  temp.inventory.hosts.change('a', ['released'], { state: 'ready' }, undefined, NOW)
  expect(temp.inventory.leases.claimed()).toEqual([])
})
