import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonSchema, type Json } from '@shared/lib/json'
import { deleteYaml, readYaml, setYaml, type YamlPath } from '@main/settings/yaml-edit'

/** A value of a file, and where exactly it stands. */
interface Leaf {
  readonly path: YamlPath
  readonly from: number
  readonly to: number
}

interface File {
  readonly text: string
  readonly leaves: readonly Leaf[]
  /** Maps that can take one more key. */
  readonly maps: readonly YamlPath[]
}

/** Writes a file down and remembers where its values are. */
class Writer {
  text: string
  readonly leaves: Leaf[] = []
  readonly maps: YamlPath[] = []
  readonly #newline: string

  constructor(mark: boolean, newline: string) {
    this.text = mark ? '\uFEFF' : ''
    this.#newline = newline
  }

  line(...parts: readonly string[]): void {
    this.text += parts.join('') + this.#newline
  }

  leaf(path: YamlPath, before: string, value: string, after: string): void {
    this.text += before
    this.leaves.push({ path, from: this.text.length, to: this.text.length + value.length })
    this.text += value + after
  }
}

const COMMENTS = ['', ' # why', '   # two  spaces, a: colon', ' # "quoted" {x}'] as const
const VALUES = [
  'podman',
  '"in quotes"',
  "'single # no comment'",
  'https://tower.example.com/x',
  '22',
  'True',
  'null',
  "'9.4'",
  '0.5',
  'C:\\share',
] as const
const comment = fc.constantFrom(...COMMENTS)
const value = fc.constantFrom(...VALUES)
const keys = fc.uniqueArray(
  fc.constantFrom('base_url', 'host', 'host_port', 'runtime', 'note', 'on', 'x y'),
  { minLength: 2, maxLength: 4 },
)
const entries = keys.chain((names) =>
  fc.tuple(
    ...names.map((name) => fc.record({ name: fc.constant(name), value, comment, gap: fc.nat({ max: 3 }) })),
  ),
)
const instance = fc.record({ entries, comment, above: fc.constantFrom('', '# of its own', '# a: b') })

/** Settings as people and tools write them, in all forms that the original has had. */
const files = fc
  .record({
    mark: fc.boolean(),
    newline: fc.constantFrom('\n', '\r\n'),
    ends: fc.boolean(),
    step: fc.constantFrom(2, 4),
    list: fc.constantFrom('map', 'list', 'list under its key'),
    shared: entries,
    instances: fc.array(instance, { minLength: 1, maxLength: 3 }),
    flow: entries,
    anchored: entries,
    top: fc.tuple(value, comment),
    tail: fc.constantFrom('', '# the end', '  # far in'),
  })
  .map((spec): File => {
    const { step } = spec
    const at = new Writer(spec.mark, spec.newline)
    const pad = (depth: number, more = 0): string => ' '.repeat(step * depth + more)
    const block = (path: YamlPath, indent: string, list: typeof spec.shared): void => {
      at.maps.push(path)
      for (const { name, value: said, comment: rest, gap } of list) {
        at.leaf([...path, name], `${indent}${name}:${' '.repeat(gap + 1)}`, said, rest)
        at.line()
      }
    }
    at.line('# Broker settings')
    at.leaf(['thread_limit'], 'thread_limit: ', spec.top[0], spec.top[1])
    at.line()
    at.line('Container: # engines')
    block(['Container'], pad(1), spec.shared)
    at.line(pad(1), 'instances:')
    for (const [index, { entries: own, comment: rest, above }] of spec.instances.entries()) {
      const name = `inst${index}`
      if (above !== '') at.line(pad(2), above)
      if (spec.list === 'map') {
        at.line(pad(2), `${name}:`, rest)
        block(['Container', 'instances', name], pad(3), own)
      } else {
        const dash = pad(spec.list === 'list' ? 2 : 1)
        at.line(dash, `- ${name}:`, rest)
        block(['Container', 'instances', index, name], `${dash}  ${' '.repeat(step)}`, own)
      }
    }
    at.line()
    at.line('nicks:')
    at.text += `${pad(1)}flow: {`
    at.maps.push(['nicks', 'flow'])
    for (const [index, { name, value: said }] of spec.flow.entries()) {
      at.leaf(['nicks', 'flow', name], `${index === 0 ? '' : ', '}${name}: `, said, '')
    }
    at.line('} # in braces')
    at.line(pad(1), 'base: &base # the pattern')
    block(['nicks', 'base'], pad(2), spec.anchored)
    at.line(pad(1), 'derived:')
    at.line(pad(2), '<<: *base')
    at.leaf(['nicks', 'derived', 'workflow'], `${pad(2)}workflow: `, 'deploy', '')
    at.line()
    if (spec.tail !== '') at.line(spec.tail)
    const text = spec.ends ? at.text : at.text.slice(0, -spec.newline.length)
    return { text, leaves: at.leaves, maps: at.maps }
  })

const written = fc.constantFrom<Json>(
  4711,
  true,
  'other',
  'yes: no # comment',
  'a, b',
  '',
  "it's",
  'two\nlines',
  '{x}',
  null,
)

/** What went and what came, as one place in the text. */
function changeOf(before: string, after: string): { readonly gone: string; readonly came: string } {
  let head = 0
  while (head < Math.min(before.length, after.length) && before[head] === after[head]) head += 1
  const most = Math.min(before.length, after.length) - head
  let tail = 0
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1
  return { gone: before.slice(head, before.length - tail), came: after.slice(head, after.length - tail) }
}

function pick<T>(list: readonly T[], at: number): T {
  const found = list[at % list.length]
  if (found === undefined) throw new Error('There is nothing to choose from.')
  return found
}

// Hundreds of files, each read several times: a busy computer needs its time.
describe('any settings file', { timeout: 60_000 }, () => {
  it('with one value edited is the same in every other byte', () => {
    fc.assert(
      fc.property(files, fc.nat(), written, ({ text, leaves }, at, next) => {
        const { path, from, to } = pick(leaves, at)
        const after = setYaml(text, path, next)
        expect(after.slice(0, from)).toBe(text.slice(0, from))
        expect(after.slice(after.length - (text.length - to))).toBe(text.slice(to))
        expect(readYaml(after).getIn(path)).toEqual(next)
      }),
      { numRuns: 200 },
    )
  })

  it('that gets one more value keeps every byte that it had', () => {
    fc.assert(
      fc.property(files, fc.nat(), written, ({ text, maps }, at, next) => {
        const path = [...pick(maps, at), 'a_new_one']
        const after = setYaml(text, path, next)
        expect(changeOf(text, after).gone).toBe('')
        expect(readYaml(after).getIn(path)).toEqual(next)
      }),
      { numRuns: 200 },
    )
  })

  it('that loses a value loses only that', () => {
    fc.assert(
      fc.property(files, fc.nat(), ({ text, leaves }, at) => {
        const { path, from, to } = pick(leaves, at)
        const after = deleteYaml(text, path)
        const { gone, came } = changeOf(text, after)
        expect(came).toBe('')
        expect(gone).toContain(text.slice(from, to).slice(1, -1))
        expect(gone.split('\n').length).toBeLessThanOrEqual(2)
        expect(readYaml(after).hasIn(path)).toBe(false)
      }),
      { numRuns: 200 },
    )
  })

  it('is as it was when a value is edited back', () => {
    fc.assert(
      fc.property(files, fc.nat(), ({ text, leaves }, at) => {
        const { path, from, to } = pick(leaves, at)
        const before = jsonSchema.parse(readYaml(text).getIn(path))
        const back = setYaml(setYaml(text, path, 4711), path, before)
        expect(readYaml(back).toJS()).toEqual(readYaml(text).toJS())
        expect(back.slice(0, from)).toBe(text.slice(0, from))
        expect(back.slice(back.length - (text.length - to))).toBe(text.slice(to))
      }),
      { numRuns: 100 },
    )
  })
})
