import { describe, expect, it } from 'vitest'
import { exportTitle, formatsFor, pathParts, sizeText } from './report-words'

describe('the export dialog', () => {
  it('names what is exported, with the count', () => {
    expect(exportTitle({ kind: 'task', taskId: 12 })).toBe('Export task 12')
    expect(exportTitle({ kind: 'hosts', hostIds: ['a'] })).toBe('Export 1 host')
    expect(exportTitle({ kind: 'hosts', hostIds: ['a', 'b'] })).toBe('Export 2 hosts')
    expect(exportTitle({ kind: 'inventory' })).toBe('Export the inventory')
  })

  it('offers a table for hosts, and none for a task', () => {
    const values = (about: Parameters<typeof formatsFor>[0]): string[] =>
      formatsFor(about).map(({ value }) => value)
    expect(values({ kind: 'inventory' })).toEqual(['full', 'broker', 'csv'])
    expect(values({ kind: 'task', taskId: 1 })).toEqual(['full', 'broker'])
  })
})

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1.0 kB'],
  [12_400, '12 kB'],
  [3_440_000, '3.4 MB'],
])('%i bytes are %s', (bytes, text) => {
  expect(sizeText(bytes).replace('\u00A0', ' ')).toBe(text)
})

it.each([
  ['/home/maya/a.json', '/home/maya', 'a.json'],
  ['C:\\Users\\maya\\a.json', 'C:\\Users\\maya', 'a.json'],
  ['/a.json', '', 'a.json'],
  ['a.json', '', 'a.json'],
])('%s is in %s', (path, folder, name) => {
  expect(pathParts(path)).toEqual({ folder, name })
})
