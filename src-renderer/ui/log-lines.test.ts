import { describe, expect, it } from 'vitest'
import { findHits, logText, newLinesText, nextHit, splitHits, type LogLine } from '@renderer/ui/log-lines'

const lines: readonly LogLine[] = [
  { number: 1, time: '13:56:04', text: 'TASK [vm : Boot]' },
  { number: 2, time: '13:56:06', text: 'ok: boot, reboot' },
  { number: 3, time: '13:56:07', text: 'clone started' },
]

describe('searching a log', () => {
  it('finds lines whatever the case, and nothing for nothing', () => {
    expect(findHits(lines, 'boot')).toEqual([0, 1])
    expect(findHits(lines, '')).toEqual([])
  })

  it('marks every hit of a line and loses no character', () => {
    const pieces = splitHits('ok: boot, reboot', 'BOOT')
    expect(pieces.filter((piece) => piece.hit).map((piece) => piece.text)).toEqual(['boot', 'boot'])
    expect(pieces.map((piece) => piece.text).join('')).toBe('ok: boot, reboot')
  })

  it('steps round the ends', () => {
    expect(nextHit(3, 2, 1)).toBe(0)
    expect(nextHit(3, 0, -1)).toBe(2)
    expect(nextHit(0, 0, 1)).toBe(-1)
  })
})

it('says how many lines are new', () => {
  expect(newLinesText(1)).toBe('1 new line')
  expect(newLinesText(12)).toBe('12 new lines')
})

it('copies time and text', () => {
  expect(logText(lines.slice(0, 2))).toBe('13:56:04 TASK [vm : Boot]\n13:56:06 ok: boot, reboot')
})
