import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { readArgsFile, readValueFile } from '@renderer/features/checkout/args-file'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const args = (name: string, text: string): unknown => readArgsFile(name, bytes(text))

describe('an args file', () => {
  test.each([
    ['a.json', '{"a": 1, "b": {"c": null}}', { a: 1, b: { c: null } }],
    ['a.yaml', 'a: 1\nb:\n  - x\n', { a: 1, b: ['x'] }],
    ['a.yml', '- a: 1\n  e: {x: 1}\n- b: 2\n  e: {y: 2}\n', { a: 1, b: 2, e: { y: 2 } }],
    ['a.json', '[{"a": 1}, {"a": 2}]', { a: 2 }],
    ['a.yaml', '\uFEFFa: 1\r\nb: yes\r\n', { a: 1, b: 'yes' }],
    ['a.yaml', 'd: &d {x: 1}\na:\n  <<: *d\n  y: 2\n', { d: { x: 1 }, a: { x: 1, y: 2 } }],
    ['a.json', '{\t"a": 1}', { a: 1 }],
    ['noending', 'a: 1', { a: 1 }],
    ['a.yaml', '{}', {}],
  ])('%s: %j', (name, text, value) => {
    expect(args(name, text)).toEqual({ value })
  })

  test.each([
    ['a.yaml', '', 'a.yaml is empty.'],
    ['a.yaml', ' \n\n', 'a.yaml is empty.'],
    ['a.yaml', '# only a comment\n', 'a.yaml says nothing.'],
    ['a.json', 'null', 'a.json says nothing.'],
    ['a.yaml', '[]', 'a.yaml says nothing.'],
    [
      'a.yaml',
      '- [a, b]\n- [c]\n',
      'entry 1 of a.yaml is a list. An args file has names with values, or a list of such.',
    ],
    [
      'a.yaml',
      '- a: 1\n- b\n',
      'entry 2 of a.yaml is a text. An args file has names with values, or a list of such.',
    ],
    ['a.yaml', 'just a text', 'a.yaml is a text. An args file has names with values, or a list of such.'],
    ['a.json', '7', 'a.json is a number. An args file has names with values, or a list of such.'],
    ['a.yaml', 'a: 1\nb: [1, 2\nc: 3\n', /^a\.yaml, line \d: /],
    ['a.yaml', 'a: 1\na: 2\n', 'a.yaml, line 2: Map keys must be unique.'],
    ['a.yaml', 'a:\n\t- x\n', /^a\.yaml, line 2: /],
    ['a.yaml', 'a: 1\n---\nb: 2\n', /^a\.yaml, line \d/],
    ['a.yaml', 'a: *nowhere\n', /^a\.yaml/],
    ['a.json', '{\n"a": 1,\n}', 'a.json, line 3: this is not JSON.'],
    ['a.json', '{"a": 1', 'a.json, line 1: this is not JSON.'],
    ['a.yaml', 'a: .inf', 'a.yaml says something that cannot be sent, such as .inf or a date.'],
  ])('%s: %j cannot be read, and says why', (name, text, problem) => {
    const read = args(name, text)
    expect(read).toEqual({ problem: typeof problem === 'string' ? problem : expect.stringMatching(problem) })
  })

  test('what is no text is told as such', () => {
    expect(readArgsFile('a.png', Uint8Array.of(0x89, 0x50, 0, 0))).toEqual({
      problem: 'a.png is not a text file. Choose a JSON or YAML file.',
    })
    expect(readArgsFile('a.yaml', Uint8Array.of(0xff, 0xfe, 0x41))).toMatchObject({
      problem: expect.any(String),
    })
    expect(readArgsFile('a.yaml', new Uint8Array(6_000_000))).toEqual({
      problem: 'a.yaml is larger than 5 MB. Choose another file.',
    })
  })

  test('aliases that would grow without end are refused at once', () => {
    const bomb = Array.from({ length: 30 }, (_, i) =>
      i === 0 ? 'a0: &a0 [x, x, x]' : `a${i}: &a${i} [*a${i - 1}, *a${i - 1}, *a${i - 1}]`,
    ).join('\n')
    expect(args('bomb.yaml', bomb)).toMatchObject({ problem: expect.stringContaining('bomb.yaml') })
  })

  test('never throws, whatever is in it', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.constantFrom('a.json', 'a.yaml'), (content, name) => {
        const read = readArgsFile(name, content)
        expect('problem' in read || typeof read.value === 'object').toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  test('a mistake never shows the line that it is in', () => {
    expect(JSON.stringify(args('a.yaml', 'password: "hunter2\nb: 1'))).not.toContain('hunter2')
    expect(JSON.stringify(args('a.json', '{"password": hunter2}'))).not.toContain('hunter2')
  })
})

test('a value from a file may be anything that JSON can say', () => {
  expect(readValueFile('r.json', bytes('["a", {"b": 1}]'))).toEqual({ value: ['a', { b: 1 }] })
  expect(readValueFile('r.yaml', bytes('just a text'))).toEqual({ value: 'just a text' })
  expect(readValueFile('r.yaml', bytes('7'))).toEqual({ value: 7 })
})
