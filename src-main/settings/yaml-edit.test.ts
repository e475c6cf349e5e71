import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '@shared/lib/json'
import {
  appendYaml,
  deleteYaml,
  readYaml,
  renameYaml,
  setYaml,
  type YamlPath,
} from '@main/settings/yaml-edit'

/** As people write it: other indentation than ours, comments everywhere, both kinds of quotes. */
const FILE = `# top
Container:   # the engine
    runtime:   "podman"   # keep me
    instances:
        # first
        - docker:
            host_username: 'me'
            default: True
        - other:
            host:    x
    # tail
    nothing:
Sandbox: {instances: {a: {speed: 1}}, z: 1} # in braces
text: |
    one
    two
last: 1`

/** The lines that went and the lines that came. */
function difference(before: string, after: string): { readonly gone: string[]; readonly came: string[] } {
  const left = before.split('\n')
  const right = after.split('\n')
  let head = 0
  while (head < Math.min(left.length, right.length) && left[head] === right[head]) head += 1
  let tail = 0
  const most = Math.min(left.length, right.length) - head
  while (tail < most && left[left.length - 1 - tail] === right[right.length - 1 - tail]) tail += 1
  return { gone: left.slice(head, left.length - tail), came: right.slice(head, right.length - tail) }
}

describe('setYaml', () => {
  it.each<[string, YamlPath, Json, string[], string[]]>([
    [
      'a text in double quotes',
      ['Container', 'runtime'],
      'do"cker',
      ['    runtime:   "podman"   # keep me'],
      ['    runtime:   "do\\"cker"   # keep me'],
    ],
    [
      'a text in single quotes',
      ['Container', 'instances', 0, 'docker', 'host_username'],
      "x'y",
      ["            host_username: 'me'"],
      ["            host_username: 'x''y'"],
    ],
    [
      'a plain text',
      ['Container', 'instances', 1, 'other', 'host'],
      'yes: no',
      ['            host:    x'],
      ['            host:    "yes: no"'],
    ],
    ['nothing', ['Container', 'nothing'], 1, ['    nothing:'], ['    nothing: 1']],
    ['nothing, by a map', ['Container', 'nothing', 'a'], 1, [], ['        a: 1']],
    [
      'a value in braces',
      ['Sandbox', 'instances', 'a', 'speed'],
      2,
      ['Sandbox: {instances: {a: {speed: 1}}, z: 1} # in braces'],
      ['Sandbox: {instances: {a: {speed: 2}}, z: 1} # in braces'],
    ],
    ['a block of text', ['text'], 'three', ['text: |', '    one', '    two'], ['text: three']],
    ['the last value of a file without a last line break', ['last'], 2, ['last: 1'], ['last: 2']],
  ])('changes only the line of %s', (_what, path, value, gone, came) => {
    const after = setYaml(FILE, path, value)
    expect(difference(FILE, after)).toEqual({ gone, came })
    expect(readYaml(after).getIn(path)).toEqual(value)
  })

  it.each<[string, YamlPath, Json, string[]]>([
    [
      'at the end of a map in a list',
      ['Container', 'instances', 0, 'docker', 'host'],
      'a\nb',
      ['            host: "a\\nb"'],
    ],
    [
      'at the end of a list',
      ['Container', 'instances', 2],
      { neu: { host: 'x' } },
      ['        - neu:', '              host: x'],
    ],
    ['as a new section', ['desktop', 'theme'], 'dark', ['desktop:', '    theme: dark', '']],
  ])('adds %s, and changes no other line', (_where, path, value, came) => {
    const change = difference(FILE, setYaml(FILE, path, value))
    expect(change.came).toEqual(came)
    expect(change.gone).toEqual([])
  })

  it('adds inside braces on the same line', () => {
    expect(setYaml(FILE, ['Sandbox', 'instances', 'b'], { speed: 2 })).toContain(
      'Sandbox: {instances: {a: {speed: 1}, b: { speed: 2 }}, z: 1} # in braces',
    )
  })

  it('writes nothing that reads otherwise: a comma inside braces parts entries', () => {
    const after = setYaml('s: {a: x} # mine\n', ['s', 'a'], 'b, c')
    expect(readYaml(after).toJS()).toEqual({ s: { a: 'b, c' } })
    expect(after).toContain('# mine')
  })

  it('begins an empty file, and one that has only comments', () => {
    expect(setYaml('', ['desktop', 'theme'], 'dark')).toBe('desktop:\n  theme: dark\n')
    expect(setYaml('# mine', ['a'], 1)).toBe('# mine\na: 1\n')
  })

  it("keeps the line breaks of the file's system", () => {
    expect(setYaml('a: 1\r\nb:\r\n  c: 2\r\n', ['b', 'd'], { e: 1 })).toBe(
      'a: 1\r\nb:\r\n  c: 2\r\n  d:\r\n    e: 1\r\n',
    )
  })

  it('refuses what would change something else: an alias elsewhere means this value', () => {
    expect(() => setYaml('a: &x 1\nb: *x\n', ['a'], 2)).toThrow(/cannot change a in the settings file/)
  })

  it('refuses to put a value under a text', () => {
    expect(() => setYaml('Container: podman\n', ['Container', 'instances', 'a'], {})).toThrow(/cannot change/)
  })
})

describe('deleteYaml', () => {
  it('takes only its own lines', () => {
    const change = difference(FILE, deleteYaml(FILE, ['Container', 'instances', 0]))
    expect(change).toEqual({
      gone: ['        - docker:', "            host_username: 'me'", '            default: True'],
      came: [],
    })
  })

  it('leaves an empty map or list behind the last entry', () => {
    expect(deleteYaml('a:\n  b: 1\n', ['a', 'b'])).toBe('a: {}\n')
    expect(readYaml(deleteYaml('a:\n  - 1\n', ['a', 0])).toJS()).toEqual({ a: [] })
  })

  it('takes the first key of a list entry without the dash', () => {
    expect(readYaml(deleteYaml('a:\n  - b: 1\n    c: 2\n', ['a', 0, 'b'])).toJS()).toEqual({ a: [{ c: 2 }] })
  })

  it('does nothing where there is nothing', () => {
    expect(deleteYaml(FILE, ['Container', 'absent'])).toBe(FILE)
  })
})

describe('renameYaml', () => {
  it('changes only the name', () => {
    expect(difference(FILE, renameYaml(FILE, ['Container', 'instances', 1, 'other'], 'yes: no'))).toEqual({
      gone: ['        - other:'],
      came: ['        - "yes: no":'],
    })
  })
})

describe('appendYaml', () => {
  it('adds to a list, and begins one', () => {
    expect(appendYaml('a:\n- 1\n', ['a'], 2)).toBe('a:\n- 1\n- 2\n')
    expect(appendYaml('a: []\n', ['a'], { b: 1 })).toBe('a:\n  - b: 1\n')
  })
})

const names = fc.constantFrom('runtime', 'host', 'port', 'theme', 'note', 'x y', 'true', '12', 'on')
const scalars = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    'yes',
    '# no comment',
    'a: b',
    '- dash',
    '0x10',
    'null',
    '~',
    ' led',
    'two\nlines',
    '"',
    "'",
    '{',
    '*x',
    '&x',
    '!t',
    '%',
    '@',
    '`',
  ),
  fc.integer(),
  fc.boolean(),
)
const comments = fc.constantFrom('', '   # why', ' # "quoted": {x}')
const ownLines = fc.constantFrom('', '# a line: of its own', '    # far to the right')

/** A settings file as a person could have written it: sections of single values, each value with its place. */
const files = fc
  .record({
    step: fc.constantFrom(2, 3, 4, 8),
    newline: fc.constantFrom('\n', '\r\n'),
    ends: fc.boolean(),
    sections: fc.uniqueArray(
      fc.record({
        name: fc.constantFrom('Container', 'Sandbox', 'Beaker', 'nicks', 'my own'),
        comment: comments,
        entries: fc.uniqueArray(
          fc.record({
            name: names,
            value: scalars,
            gap: fc.integer({ min: 1, max: 4 }),
            comment: comments,
            above: ownLines,
          }),
          { selector: (entry) => entry.name, minLength: 1, maxLength: 5 },
        ),
      }),
      { selector: (section) => section.name, minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ step, newline, ends, sections }) => {
    const lines = sections.flatMap((section) => [
      `${section.name}:${section.comment}`,
      ...section.entries.flatMap((entry) => [
        ...(entry.above === '' ? [] : [entry.above]),
        `${' '.repeat(step)}${JSON.stringify(entry.name)}:${' '.repeat(entry.gap)}${JSON.stringify(entry.value)}${entry.comment}`,
      ]),
    ])
    const paths = sections.flatMap((section) =>
      section.entries.map((entry) => [section.name, entry.name] as const),
    )
    return {
      text: lines.join(newline) + (ends ? newline : ''),
      newline,
      paths,
      sections: sections.map((s) => s.name),
    }
  })

describe('any file', () => {
  it('keeps every line but the one whose value is saved', () => {
    fc.assert(
      fc.property(files, fc.nat(), scalars, ({ text, paths, newline }, pick, value) => {
        const path = paths[pick % paths.length] ?? []
        const after = setYaml(text, path, value)
        const before = text.split(newline)
        const lines = after.split(newline)
        expect(lines).toHaveLength(before.length)
        const changed = lines.flatMap((line, index) => (line === before[index] ? [] : [index]))
        expect(changed.length).toBeLessThanOrEqual(1)
        for (const index of changed) {
          const head = (before[index] ?? '').indexOf(':')
          expect(lines[index]?.slice(0, head)).toBe(before[index]?.slice(0, head))
        }
        expect(readYaml(after).getIn(path)).toBe(value)
        expect(commentsOf(after)).toEqual(commentsOf(text))
      }),
      { numRuns: 400 },
    )
  })

  it('keeps every line, in order, when a value is added, and is as it was when it is deleted again', () => {
    fc.assert(
      fc.property(files, fc.nat(), scalars, ({ text, sections, newline }, pick, value) => {
        const path = [sections[pick % sections.length] ?? '', 'a new one']
        const after = setYaml(text, path, value)
        const rest = after.split(newline)
        for (const line of text.split(newline)) {
          const at = rest.indexOf(line)
          expect(at).toBeGreaterThanOrEqual(0)
          rest.splice(0, at + 1)
        }
        expect(readYaml(after).getIn(path)).toBe(value)
        expect(deleteYaml(after, path).trimEnd()).toBe(text.trimEnd())
      }),
      { numRuns: 400 },
    )
  })
})

function commentsOf(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .flatMap(
      (line) => /(# why|# "quoted": \{x\}|# a line: of its own|# far to the right)$/.exec(line)?.[0] ?? [],
    )
}
