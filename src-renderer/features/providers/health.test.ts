import { describe, expect, test } from 'vitest'
import type { HealthReport } from '@shared/domain/provider'
import { withCheck } from '@renderer/features/providers/health-history'
import { checkedText, healthLook, isRefused } from '@renderer/features/providers/health-words'
import { identityCells } from '@renderer/features/providers/identity-cells'

const NOW = new Date(2026, 10, 12, 14, 0).getTime()
const at = (hours: number, minutes: number): number => new Date(2026, 10, 12, hours, minutes).getTime()
const about = { pretend: false, nowMs: NOW }
const works: HealthReport = { usable: true, summary: 'Works', latencyMs: 84.4, items: [] }
const silent: HealthReport = { usable: false, summary: 'Cannot reach it', items: [] }

describe('the history of checks', () => {
  test('remembers since when nothing answers, and forgets it with the first good answer', () => {
    const good = withCheck(undefined, works, at(13, 0))
    const bad = withCheck(good, silent, at(13, 12))
    const worse = withCheck(bad, silent, at(13, 42))
    expect(worse).toMatchObject({ lastUsableAtMs: at(13, 0), unusableSinceMs: at(13, 12), failures: 2 })
    expect(withCheck(worse, works, at(13, 50))).toMatchObject({ unusableSinceMs: undefined, failures: 0 })
  })

  test('counts a check once, however often it is told', () => {
    const once = withCheck(undefined, silent, at(13, 12))
    expect(withCheck(once, silent, at(13, 12))).toBe(once)
  })

  test('keeps the shortest and the longest call', () => {
    const two = withCheck(withCheck(undefined, works, 1), { ...works, latencyMs: 190 }, 2)
    expect(two.latency).toEqual({ least: 84.4, most: 190, count: 2 })
    expect(identityCells(works, two, undefined)).toEqual([
      { label: 'A call takes', value: '84\u00a0ms', detail: '84 to 190\u00a0ms in 2 checks' },
    ])
  })
})

describe('healthLook', () => {
  test('says how quick a working instance is, and that a pretended one is here', () => {
    expect(healthLook(works, undefined, about)).toEqual({
      level: 'ok',
      word: 'Reachable',
      line: 'Reachable, 84\u00a0ms',
    })
    expect(healthLook(works, undefined, { ...about, pretend: true }).line).toBe('Inside the application')
    expect(healthLook(undefined, undefined, about).level).toBe('waiting')
  })

  test('puts what needs attention into the line', () => {
    const report: HealthReport = {
      ...works,
      items: [
        { level: 'ok', title: 'Answers' },
        { level: 'warn', title: 'The token ends in 40 min' },
      ],
    }
    expect(healthLook(report, undefined, about)).toMatchObject({
      level: 'warn',
      line: 'The token ends in 40 min',
    })
  })

  test('tells what does not answer from what answers no', () => {
    const history = withCheck(undefined, silent, at(13, 12))
    expect(healthLook(silent, history, about)).toMatchObject({
      word: 'Unreachable',
      line: 'Unreachable since 13:12',
    })
    const refused: HealthReport = { ...silent, summary: 'The address is not a Tower', code: 'CONFIG' }
    expect(healthLook(refused, history, about)).toMatchObject({
      word: 'Not usable',
      line: 'The address is not a Tower',
    })
    expect(healthLook({ ...silent, code: 'AUTH' }, history, about).word).toBe('Cannot sign in')
  })

  test('only what did not answer is asked again by itself', () => {
    expect(isRefused({ ...silent, code: 'TIMEOUT' })).toBe(false)
    expect(isRefused(silent)).toBe(false)
    expect(isRefused({ ...silent, code: 'AUTH' })).toBe(true)
    expect(isRefused({ ...silent, latencyMs: 20 })).toBe(true)
    expect(isRefused(works)).toBe(false)
  })
})

test('checkedText goes by the oldest check', () => {
  expect(checkedText([], NOW)).toBeUndefined()
  expect(checkedText([0, 0], NOW)).toBeUndefined()
  expect(checkedText([NOW, NOW - 2000], NOW)).toBe('Checked now')
  expect(checkedText([NOW, NOW - 20_000], NOW)).toBe('Checked 20\u00a0s ago')
  expect(checkedText([NOW - 190_000], NOW)).toBe('Checked 3\u00a0min ago')
})

test('identityCells puts the call and the hosts after who and what it is', () => {
  const report: HealthReport = {
    ...works,
    identity: [
      { label: 'Signed in as', value: 'maya' },
      { label: 'Version', value: 'AAP 2.5' },
      { label: 'Certificate', value: 'Verified' },
    ],
  }
  const cells = identityCells(report, undefined, { held: 1, beingMade: 2 })
  expect(cells.map((cell) => cell.label)).toEqual([
    'Signed in as',
    'Version',
    'A call takes',
    'I hold',
    'Certificate',
  ])
  expect(cells[3]).toEqual({ label: 'I hold', value: '1 host', detail: '2 being made' })
})
