import { describe, expect, test } from 'vitest'
import { variablesOf } from './values'

describe('variables of a template', () => {
  test.each([
    ['a: yes\nb: Off\nc: y\nd: "yes"', { a: true, b: false, c: 'y', d: 'yes' }],
    ['mode: 0755\nmany: 1_000\nat: 1:30', { mode: 493, many: 1000, at: 90 }],
    ['{a: 1, b: [x]}', { a: 1, b: ['x'] }],
    ['{"a": 1,}', { a: 1 }],
    ['  {"a": "yes"}', { a: 'yes' }],
    ['a: 1\na: 2', { a: 2 }],
    ['day: 2024-01-01\nb: 1', { day: '2024-01-01', b: 1 }],
    ['x: &x {k: 1}\nz:\n  <<: *x\n  m: 2', { x: { k: 1 }, z: { k: 1, m: 2 } }],
    ['---', {}],
    ['- a', {}],
    ['{{ broken', {}],
  ])('%j are read as the server reads them', (text, expected) => {
    expect(variablesOf(text)).toEqual(expected)
  })
})
