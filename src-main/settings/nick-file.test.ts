import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { NickFile } from '@main/settings/nick-file'
import { asObject } from '@main/settings/values'
import { readYaml } from '@main/settings/yaml-edit'
import { keysOf, orderYaml } from '@main/settings/yaml-move'

const TEXT = `# my settings
thread_limit: 4   # unknown here

nicks:
  # the one for every day
  rhel9:
    workflow: deploy-rhel   # keep
    rhel_version: "9.4"
    environment: {A: '1'}

  # lab only
  ubi:
    container_host: ubi9
    Container: remote

  broken: 7
  empty:

AnsibleTower:
  base_url: https://tower.lab.example.com
`

let file: string
beforeEach(() => {
  file = TEXT
})

const text = (): string => file
const nicks = (): NickFile =>
  new NickFile({
    name: 'broker_settings.yaml',
    content: () => {
      const document = readYaml(file)
      return { text: file, document, data: asObject(document.toJS()) ?? {} }
    },
    edit: (change) => {
      file = change(file)
    },
  })

describe('reading', () => {
  test('answers the nicks in the order of the file, and what is wrong with one', () => {
    expect(nicks().list()).toEqual([
      { name: 'rhel9', values: { workflow: 'deploy-rhel', rhel_version: '9.4', environment: { A: '1' } } },
      { name: 'ubi', values: { container_host: 'ubi9', Container: 'remote' } },
      {
        name: 'broken',
        values: {},
        problem: 'broker_settings.yaml, line 16: the nick broken must have arguments below it.',
      },
      { name: 'empty', values: {} },
    ])
  })

  test.each([
    ['none', 'a: 1\n', []],
    ['an empty section', 'nicks:\n', []],
    ['another case of letters', 'NICKS:\n  a: {workflow: x}\n', [{ name: 'a', values: { workflow: 'x' } }]],
    ['numbers as names', 'nicks:\n  7: {workflow: x}\n', [{ name: '7', values: { workflow: 'x' } }]],
    [
      'windows line ends',
      'nicks:\r\n  a:\r\n    workflow: x\r\n',
      [{ name: 'a', values: { workflow: 'x' } }],
    ],
    ['what JSON cannot say', 'nicks:\n  a: {x: .inf}\n', [{ name: 'a', values: { x: 'Infinity' } }]],
    [
      'anchors and merge keys',
      'base: &b {workflow: x}\nnicks:\n  a:\n    <<: *b\n    v: 1\n',
      [{ name: 'a', values: { workflow: 'x', v: 1 } }],
    ],
  ])('takes %s', (_what, yaml, found) => {
    file = yaml
    expect(nicks().list()).toEqual(found)
    expect(nicks().problem()).toBeUndefined()
  })

  test('tells of a section that is a list', () => {
    file = 'a: 1\nnicks: [x]\n'
    expect(nicks().list()).toEqual([])
    expect(nicks().problem()).toBe(
      'broker_settings.yaml, line 2: nicks must be names with arguments below them.',
    )
  })
})

describe('writing', () => {
  test('a change of one argument changes one line', () => {
    nicks().save('rhel9', { workflow: 'deploy-rhel', rhel_version: '9.5', environment: { A: '1' } })
    expect(text()).toBe(TEXT.replace('"9.4"', '"9.5"'))
  })

  test('an argument comes and goes, and nothing else changes', () => {
    nicks().save('ubi', { container_host: 'ubi9', Container: 'remote', ports: ['22'] })
    expect(text()).toBe(
      TEXT.replace('    Container: remote\n', '    Container: remote\n    ports:\n      - "22"\n'),
    )
    nicks().save('ubi', { container_host: 'ubi9', Container: 'remote' })
    expect(text()).toBe(TEXT)
  })

  test('a new one comes last, and goes again without a trace', () => {
    nicks().save('new', { workflow: 'w' })
    expect(nicks().list().at(-1)).toEqual({ name: 'new', values: { workflow: 'w' } })
    nicks().remove('new')
    expect(
      nicks()
        .list()
        .map(({ name }) => name),
    ).toEqual(['rhel9', 'ubi', 'broken', 'empty'])
    expect(text()).toBe(TEXT)
  })

  test('renames and changes at once, at its place and with its comments', () => {
    nicks().save('rhel', { workflow: 'deploy-rhel', rhel_version: '9.4', environment: { A: '2' } }, 'rhel9')
    expect(text()).toBe(
      TEXT.replace('rhel9:', 'rhel:').replace("{A: '1'}", '\n      A: "2"').replace(': \n', ':\n'),
    )
  })

  test('begins the section where there is none', () => {
    file = '# mine\na: 1'
    nicks().save('x', { workflow: 'w' })
    expect(text()).toBe('# mine\na: 1\nnicks:\n  x:\n    workflow: w\n')
  })

  test('writes over one that is broken', () => {
    nicks().save('broken', { workflow: 'w' })
    expect(nicks().list()[2]).toEqual({ name: 'broken', values: { workflow: 'w' } })
  })

  test('does not take out what comes from a merge key, and leaves the file as it is', () => {
    const yaml = 'base: &b {workflow: x}\nnicks:\n  a:\n    <<: *b\n    v: 1\n'
    file = yaml
    expect(() => nicks().save('a', { v: 1 })).toThrow('come from another place')
    expect(text()).toBe(yaml)
  })

  test('removing the only one leaves an empty section', () => {
    file = 'nicks:\n  a:\n    workflow: x\nb: 1\n'
    nicks().remove('a')
    expect(readYaml(text()).toJS()).toEqual({ nicks: {}, b: 1 })
    nicks().remove('a')
    nicks().save('c', { workflow: 'x' })
    expect(nicks().list()).toEqual([{ name: 'c', values: { workflow: 'x' } }])
  })
})

describe('order', () => {
  test('moves an entry with its comment and leaves every other line', () => {
    nicks().order(['ubi', 'rhel9'])
    expect(
      nicks()
        .list()
        .map(({ name }) => name),
    ).toEqual(['ubi', 'rhel9', 'broken', 'empty'])
    expect(text().split('\n').toSorted()).toEqual(TEXT.split('\n').toSorted())
    expect(text()).toContain(
      'nicks:\n  # lab only\n  ubi:\n    container_host: ubi9\n    Container: remote\n\n  # the one',
    )
    nicks().order(['rhel9', 'ubi'])
    expect(text()).toBe(TEXT)
  })

  test('goes through the document where all is on one line', () => {
    expect(orderYaml('# c\nn: {a: 1, b: 2}\nz: 1\n', ['n'], ['b', 'a'])).toBe(
      '# c\nn: { b: 2, a: 1 }\nz: 1\n',
    )
  })

  test('does not put an alias before its anchor', () => {
    const yaml = 'n:\n  a: &x {v: 1}\n  b: *x\n'
    expect(() => orderYaml(yaml, ['n'], ['b', 'a'])).toThrow('cannot put n into this order')
  })

  test('any order of any nicks keeps every line and every value', () => {
    const entry = fc.record({
      comment: fc.boolean(),
      blank: fc.boolean(),
      value: fc.constantFrom(
        '1',
        '{x: 1}',
        '\n    x: 1\n    y: [1,\n      2]',
        '|\n    text\n    # no comment',
        '# c',
        '',
      ),
    })
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 1, maxLength: 6 }),
        fc.infiniteStream(fc.nat()),
        (entries, random) => {
          const yaml = `head: 1\nn:\n${entries
            .map(
              ({ comment, blank, value }, i) =>
                `${blank && i > 0 ? '\n' : ''}${comment ? `  # about ${i}\n` : ''}  k${i}: ${value}\n`,
            )
            .join('')}tail: 2\n`
          const names = entries.map((_, i) => `k${i}`)
          const wanted = names
            .map((name) => ({ name, at: random.next().value ?? 0 }))
            .toSorted((a, b) => a.at - b.at)
            .map(({ name }) => name)
          const result = orderYaml(yaml, ['n'], wanted)
          expect(keysOf(readYaml(result), ['n'])).toEqual(wanted)
          expect(result.split('\n').toSorted()).toEqual(yaml.split('\n').toSorted())
          expect(orderYaml(result, ['n'], names)).toBe(yaml)
        },
      ),
      { numRuns: 300 },
    )
  })
})
