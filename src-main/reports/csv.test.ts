import { property, assert, string, array, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvCell, csvRow, hostsCsv } from './csv'
import { hostRecord } from '@main/testing/report-samples'

/** Reads CSV as RFC 4180 has it. */
function parse(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? ''
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else quoted = false
    } else if (sign === '"') quoted = true
    else if (sign === ',' || sign === '\r') {
      row.push(cell)
      cell = ''
      if (sign === '\r') {
        rows.push(row)
        row = []
        at += 1
      }
    } else cell += sign
  }
  return rows
}

describe('a cell', () => {
  it.each([
    ['plain', 'plain'],
    ['', ''],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    [' padded', '" padded"'],
    ['rhel-9', 'rhel-9'],
    ['=1+1', "'=1+1"],
    ['+49', "'+49"],
    ['-2', "'-2"],
    ['@sum(a1)', "'@sum(a1)"],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
    ['\t=1', "'\t=1"],
    ['  =1', "'  =1"],
    ['\r\n=1', '"\'\r\n=1"'],
    ['müller', 'müller'],
  ])('%j becomes %j', (text, cell) => {
    expect(csvCell(text)).toBe(cell)
  })

  it('is read back as it was, but for the apostrophe before what looks like a formula', () => {
    assert(
      property(array(tuple(string(), string()), { minLength: 1 }), (rows) => {
        const text = rows.map((row) => `${row.map((cell) => csvCell(cell)).join(',')}\r\n`).join('')
        const read = parse(text)
        expect(read.map((row) => row.map((cell) => cell.replace(/^'/, '')))).toEqual(
          rows.map((row) => row.map((cell) => cell.replace(/^'/, ''))),
        )
        for (const cell of read.flat()) expect(cell).not.toMatch(/^\s*[=+\-@]/)
      }),
    )
  })
})

it('the table has a header and a row for each host, in their order', () => {
  const table = parse(
    hostsCsv(
      [
        hostRecord({
          id: 'a',
          hostname: 'one.example.com',
          name: 'one',
          os: 'RHEL 9.4',
          labels: { team: 'platform', '=cmd': 'x' },
          lease: { endsAtMs: Date.UTC(2026, 10, 13, 14), source: 'provider', confirmedAtMs: 1 },
          checkedOutAtMs: Date.UTC(2026, 10, 12, 14),
          taskId: 7,
        }),
        hostRecord({ id: 'b', problem: '=BAD()' }),
      ].map((host) => csvRow(host)),
    ),
  )
  expect(table[0]?.slice(0, 4)).toEqual(['Hostname', 'Name', 'Provider', 'Instance'])
  expect(table).toHaveLength(3)
  const named = (row: number): Record<string, string | undefined> =>
    Object.fromEntries((table[0] ?? []).map((title, at) => [title, table[row]?.[at]]))
  expect(named(1)).toMatchObject({
    Hostname: 'one.example.com',
    OS: 'RHEL 9.4',
    'Lease ends': '2026-11-13T14:00:00.000Z',
    'Lease from': 'provider',
    'Checked out': '2026-11-12T14:00:00.000Z',
    Tags: 'team=platform, =cmd=x',
    Task: '7',
    Id: 'a',
  })
  expect(named(2)).toMatchObject({ Hostname: '', 'Lease ends': '', Problem: "'=BAD()", Id: 'b' })
})

it('the columns of the settings file stand behind ours, and none has the name of one of ours', () => {
  const host = hostRecord({ id: 'a' })
  const table = parse(hostsCsv([[...csvRow(host), '12', '=x']], ['Snap', 'OS']))
  expect(table[0]?.slice(-3)).toEqual(['Id', 'Snap', 'OS (inventory_fields)'])
  expect(table[1]?.slice(-3)).toEqual(['a', '12', "'=x"])
})
