import { describe, expect, it } from 'vitest'
import { chipValueText } from '@renderer/ui/chip-value'
import { matchesQuery } from '@renderer/ui/choice'
import { splitHostname } from '@renderer/ui/hostname'
import { jsonLines } from '@renderer/ui/json-lines'
import { ariaKeys, keyParts } from '@renderer/ui/keys'
import { clampNumber, parseNumber } from '@renderer/ui/parse-number'
import { stepPieces, stepSegments } from '@renderer/ui/step-segments'
import { addTags } from '@renderer/ui/tags'

describe('a hostname', () => {
  it.each([
    ['rhel-9-4-kx3.lab.example.com', 'rhel-9-4-kx3', '.lab.example.com'],
    ['localhost', 'localhost', ''],
    ['jdoe-rhel-9.6-x1', 'jdoe-rhel-9.6-x1', ''],
    ['localhost:2222', 'localhost:2222', ''],
    ['10.14.77.203', '10.14.77.203', ''],
    ['10.14.77.203:22', '10.14.77.203:22', ''],
    ['2001:db8::1', '2001:db8::1', ''],
    ['', '', ''],
  ])('%s splits into "%s" and "%s"', (name, label, domain) => {
    expect(splitHostname(name)).toEqual({ label, domain })
  })
})

describe('keys', () => {
  it('are named as the platform names them', () => {
    expect(keyParts('Mod Enter', false).map((part) => part.text)).toEqual(['Ctrl', 'Enter'])
    expect(keyParts('Mod Enter', true)[0]).toMatchObject({ kind: 'symbol', symbol: 'command' })
  })

  it('are told to readers in the notation they know', () => {
    expect(ariaKeys('Mod Z', false)).toBe('Control+Z')
    expect(ariaKeys('Mod Z', true)).toBe('Meta+Z')
    expect(ariaKeys('Del', false)).toBe('Delete')
  })
})

describe('a typed number', () => {
  it.each([
    ['600', 600],
    [' -2.5 ', -2.5],
    ['1e9', undefined],
    ['', undefined],
    ['12 GiB', undefined],
  ])('"%s" is %s', (text, value) => {
    expect(parseNumber(text)).toBe(value)
  })

  it('is kept between limits that may be missing', () => {
    expect(clampNumber(0, 1, undefined)).toBe(1)
    expect(clampNumber(900, 1, 500)).toBe(500)
    expect(clampNumber(7, undefined, undefined)).toBe(7)
  })
})

describe('steps', () => {
  it('has one segment each, and shows where it failed', () => {
    expect(stepSegments(4, 2, 'running')).toEqual(['done', 'done', 'running', 'waiting'])
    expect(stepSegments(4, 2, 'failed')).toEqual(['done', 'done', 'failed', 'waiting'])
    expect(stepSegments(2, 0, 'done')).toEqual(['done', 'done'])
    expect(stepPieces(['done', 'running']).map(({ steps }) => steps)).toEqual([1, 1])
    expect(stepPieces([...stepSegments(100, 60, 'running'), 'failed'])).toEqual([
      { state: 'done', steps: 60 },
      { state: 'running', steps: 1 },
      { state: 'waiting', steps: 39 },
      { state: 'failed', steps: 1 },
    ])
  })
})

describe('lists', () => {
  it('adds tags once, several at a time', () => {
    expect(addTags(['a'], ' b, a,, c ')).toEqual(['a', 'b', 'c'])
  })

  it('names up to two values of a filter', () => {
    expect(chipValueText(['prod'])).toBe('prod')
    expect(chipValueText(['prod', 'stage'])).toBe('prod, stage')
    expect(chipValueText(['prod', 'stage', 'lab'])).toBe('prod and 2 more')
  })

  it('finds a choice by words of its label and detail', () => {
    const choice = { value: 'm5', label: 'm5.large', detail: '4 CPU, 8 GiB' }
    expect(matchesQuery(choice, 'LARGE 8')).toBe(true)
    expect(matchesQuery(choice, 'large 16')).toBe(false)
    expect(matchesQuery(choice, '')).toBe(true)
  })
})

describe('JSON', () => {
  it('keeps names and brackets apart from values', () => {
    expect(jsonLines({ name: 'a: b', list: [] })).toEqual([
      { number: 1, lead: '{', value: '' },
      { number: 2, lead: '  "name": ', value: '"a: b",' },
      { number: 3, lead: '  "list": []', value: '' },
      { number: 4, lead: '}', value: '' },
    ])
    expect(jsonLines(undefined)).toEqual([{ number: 1, lead: '', value: 'null' }])
  })
})
