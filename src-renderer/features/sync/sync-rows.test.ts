import { describe, expect, test } from 'vitest'
import type { SyncRow } from '@shared/domain/sync'
import {
  appliedText,
  firstPicks,
  sectionTick,
  syncItems,
  withRow,
  withSection,
} from '@renderer/features/sync/sync-rows'
import { changeSides, goneText, leaseText, readingText, readText } from '@renderer/features/sync/sync-words'

const NOW = new Date(2026, 10, 12, 14, 0).getTime()
const HOUR = 3_600_000

function row(key: string, kind: SyncRow['kind'], more: Partial<SyncRow> = {}): SyncRow {
  return { key, kind, title: key, changes: [], ...more }
}

const held = row('held', 'new', { held: 'Left by task 528, decide there' })
const rows = [row('s', 'same'), row('g', 'gone'), row('n', 'new'), held, row('c', 'changed')]

describe('the table', () => {
  test('has a head over each kind that there is, in a fixed order', () => {
    const items = syncItems(rows, new Set())
    expect(items.map((item) => (item.kind === 'section' ? item.section : item.row.key))).toEqual([
      'new',
      'n',
      'held',
      'changed',
      'c',
      'gone',
      'g',
      'same',
      's',
    ])
    expect(syncItems([row('n', 'new')], new Set())).toHaveLength(2)
  })

  test('leaves out the rows of what is folded', () => {
    expect(syncItems(rows, new Set(['same']))).toHaveLength(8)
  })
})

describe('what is ticked', () => {
  test('is everything that a sync may settle', () => {
    expect([...firstPicks(rows, false)].toSorted()).toEqual(['c', 'g', 'n'])
  })

  test('gives nothing up as gone where the answer may not be whole', () => {
    expect([...firstPicks(rows, true)].toSorted()).toEqual(['c', 'n'])
  })

  test('a section with a held row is never wholly ticked, and one of held rows has no box', () => {
    const [n, h] = [row('n', 'new'), held]
    expect(sectionTick([n, h], new Set(['n']))).toBe('indeterminate')
    expect(sectionTick([n], new Set(['n']))).toBe(true)
    expect(sectionTick([n, h], new Set())).toBe(false)
    expect(sectionTick([h], new Set())).toBeUndefined()
  })

  test('the box of a section leaves held rows alone', () => {
    const all = withSection([row('n', 'new'), held], new Set(['c']), true)
    expect([...all].toSorted()).toEqual(['c', 'n'])
    expect([...withSection([row('n', 'new'), held], all, false)]).toEqual(['c'])
  })

  test('a row goes in and out by itself', () => {
    expect([...withRow(new Set(['a']), 'b', true)]).toEqual(['a', 'b'])
    expect([...withRow(new Set(['a', 'b']), 'a', false)]).toEqual(['b'])
  })

  test('is told in what it does', () => {
    expect(appliedText(rows, new Set(['n', 'g']))).toBe('1 new, 1 forgotten')
  })
})

describe('words', () => {
  const lease = (endsAtMs: number): SyncRow['lease'] => ({
    endsAtMs,
    source: 'provider',
    confirmedAtMs: NOW,
  })

  test('the moments of a lease are local, and a missing one is said', () => {
    expect(changeSides({ what: 'lease', afterMs: NOW + HOUR }, NOW)).toEqual({
      before: 'no end',
      after: 'today 15:00',
    })
    expect(changeSides({ what: 'OS', before: 'RHEL 8.9', after: 'RHEL 8.10' }, NOW)).toEqual({
      before: 'RHEL 8.9',
      after: 'RHEL 8.10',
    })
    expect(changeSides({ what: 'memory', after: '24 GiB' }, NOW).before).toBe('none')
  })

  test('the lease of a host that is gone says whether its end explains it', () => {
    expect(goneText(lease(NOW - HOUR / 3), NOW)).toEqual({ text: 'Ended 20\u00a0min ago', isEnded: true })
    expect(goneText(lease(NOW + HOUR), NOW)).toEqual({
      text: 'Lease was to today 15:00',
      isEnded: false,
    })
    expect(leaseText(undefined, NOW)).toBe('no lease')
    expect(leaseText(lease(NOW + HOUR), NOW)).toBe('ends today 15:00')
  })

  test('reading says how far it is, as far as that is known', () => {
    expect(readingText({ done: 12, total: 40 })).toBe('12 of 40 hosts')
    expect(readingText({ done: 1 })).toBe('1 host')
    expect(readingText({ done: 0, message: 'Finding the inventories' })).toBe('Finding the inventories')
    expect(readText(11, 'maya.lindqvist', 3200)).toBe('Read 11 hosts of maya.lindqvist in 3.2\u00a0s')
  })
})
