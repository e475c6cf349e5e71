import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '@shared/lib/json'
import { FilterError, HOST_WORDS, MAX_FILTER_LENGTH, readFilter, type FilterProblem, type Reader } from '.'
import { randomFilters } from '@main/testing/random-filters'
import { RESULT_WORDS } from './words'

const HOSTS: readonly JsonObject[] = [
  { hostname: 'test-a.example.com', name: 'a', _broker_args: { v: '9.4', workflow: 'deploy-rhel', cpus: 4 } },
  { hostname: 'sat-b.example.com', name: 'sat-b', _broker_args: { v: '9.5' }, tags: ['ci', 'x|y'] },
  { hostname: 'sat-c.example.com', name: 'sat-c', _broker_args: {}, os_distribution_version: '10.0' },
  {
    hostname: 'x|y.example.com',
    name: 'd',
    os_distribution_version: '9',
    facts: { 'IP address': '10.1.2.3' },
  },
  { name: 'nameless', pretend: true, lease: { minutes_left: 30 }, problem: null },
]
const READER: Reader<JsonObject> = {
  value: (host) => host,
  field: (host, name) => (Object.hasOwn(host, name) ? host[name] : undefined),
  names: (host) => Object.keys(host),
}

/** The names of what is kept. */
function kept(text: string, hosts: readonly JsonObject[] = HOSTS): readonly Json[] {
  return readFilter(text, HOST_WORDS)
    .keep(hosts, READER)
    .map((host) => host['name'] ?? null)
}

function problemOf(text: string, hosts: readonly JsonObject[] = HOSTS): FilterProblem {
  try {
    kept(text, hosts)
  } catch (error) {
    if (error instanceof FilterError) return error.problem
    throw error
  }
  throw new Error(`${text} is no problem.`)
}

/** The part of a filter that its problem points at. */
function pointed(text: string): string {
  const { from, to } = problemOf(text)
  return text.slice(from, to)
}

describe("Broker's own samples", () => {
  it.each([
    ['"test" in @inv.hostname', ['a']],
    ['@inv._broker_args.v == "9.4"', ['a']],
    ['@inv[3:7]', ['d', 'nameless']],
    ['@inv[-1]', ['nameless']],
    ['@inv[:3] | "sat" in @inv.name', ['sat-b', 'sat-c']],
  ])('%s keeps %j', (text, names) => {
    expect(kept(text)).toEqual(names)
  })
})

describe('the language', () => {
  it.each<[string, readonly string[]]>([
    ['@inv.hostname', ['a', 'sat-b', 'sat-c', 'd']],
    ['not @inv.hostname', ['nameless']],
    ['@inv.hostname is None', ['nameless']],
    ['@inv.hostname is not None and @inv.name != "a"', ['sat-b', 'sat-c', 'd']],
    ['@inv.name == "a" or @inv.name == "d" and @inv.pretend', ['a']],
    ['(@inv.name == "a" or @inv.name == "d") and not @inv.pretend', ['a', 'd']],
    ["@inv.name in ['a', 'd']", ['a', 'd']],
    ["@inv.name in ('a',)", ['a']],
    ["@inv.name not in ('a', 'd', 'nameless')", ['sat-b', 'sat-c']],
    ['"ci" in @inv.tags', ['sat-b']],
    ['"v" in @inv._broker_args', ['a', 'sat-b']],
    ['"x|y" in @inv.hostname', ['d']],
    ['"x|y" in @inv.tags | @inv.name == "sat-b"', ['sat-b']],
    ['@inv.name.startswith(("sat", "d"))', ['sat-b', 'sat-c', 'd']],
    ['@inv.name.upper().endswith("-C")', ['sat-c']],
    ['@inv.name.strip("a") == "t-b"', []],
    ['@inv.name.replace("-", "").upper() == "SATB"', ['sat-b']],
    ['@inv.hostname.split(".")[0] == "sat-c"', ['sat-c']],
    ['@inv.hostname[:3] == "sat"', ['sat-b', 'sat-c']],
    ['@inv.name[::-1] == "c-tas"', ['sat-c']],
    ['@inv.name[-1] == "c"', ['sat-c']],
    ['@inv.name[99] == "c"', []],
    ['len(@inv.name) > 5', ['nameless']],
    ['@inv._broker_args["workflow"] == "deploy-rhel"', ['a']],
    ['@inv._broker_args.get("v", "none") == "9.5"', ['sat-b']],
    ['@inv.facts["IP address"].startswith("10.")', ['d']],
    ['1 < @inv.lease.minutes_left <= 30', ['nameless']],
    ['@inv.lease.minutes_left > -1', ['nameless']],
    ['@inv.pretend == True', ['nameless']],
    ['@inv[::2]', ['a', 'sat-c', 'nameless']],
    ['@inv[::-1] | @inv[0]', ['nameless']],
    ['@inv[99]', []],
  ])('%s keeps %j', (text, names) => {
    expect(kept(text)).toEqual(names)
  })

  it('takes a number for its text, as Broker keeps every argument as text', () => {
    expect(kept('@inv._broker_args.cpus == "4"')).toEqual(['a'])
    expect(kept('@inv._broker_args.cpus >= "4"')).toEqual(['a'])
    expect(kept('@inv._broker_args.v > 9.4')).toEqual(['sat-b'])
  })

  it('orders texts letter by letter, as Broker does, and numbers where they are asked for', () => {
    expect(kept('@inv.os_distribution_version >= "9"')).toEqual(['d'])
    expect(kept('float(@inv.os_distribution_version) >= 9')).toEqual(['sat-c', 'd'])
    expect(kept('int(@inv.os_distribution_version.split(".")[0]) == 10')).toEqual(['sat-c'])
  })

  it('never keeps a host for what it does not have, but where that is asked', () => {
    expect(kept('@inv._broker_args.v')).toEqual(['a', 'sat-b'])
    expect(kept('@inv._broker_args.v < "zzz"')).toEqual(['a', 'sat-b'])
    expect(kept('@inv._broker_args.v.upper()')).toEqual(['a', 'sat-b'])
    expect(kept('"9" in @inv._broker_args.v')).toEqual(['a', 'sat-b'])
    expect(kept('"9" not in @inv._broker_args.v')).toEqual(['sat-c', 'd', 'nameless'])
  })
})

describe('what is wrong is said with its place', () => {
  it.each([
    ['hostname == "a"', 'hostname', '@inv.hostname'],
    ['@inv.nope', 'nope', undefined],
    ['not @inv.hostnam', 'hostnam', 'hostname'],
    ['@inv.name == "a" | @inv._broker_args.workflo == "x"', 'workflo', 'workflow'],
    ['@inv.lease.minutes == 3', 'minutes', undefined],
    ['@inv.name.beginswith("a")', 'beginswith', undefined],
    ['@inv.name.startwith("a")', 'startwith', 'startswith'],
    ['@inv.name.upper == "A"', 'upper', 'upper()'],
    ['@inv.name.upper(1)', 'upper', undefined],
    ['__import__("os").system("true") and @inv.name', '__import__', undefined],
    ['@inv.__class__', '__class__', undefined],
    ['@inv.name = "a"', '=', '=='],
    ['@inv.name == "a" && @inv.name', '&&', 'and'],
    ['@inv.name || @inv.name', '||', 'or'],
    ['@inv.name == "a', '"a', undefined],
    ['@inv', '@inv', undefined],
    ['"a" == "a"', '"a" == "a"', undefined],
    ['@inv.name == "a" | True', 'True', undefined],
    ['@inv.name ==', '', undefined],
    ['', '', undefined],
    ['(@inv.name', '(', undefined],
    ['@inv.name)', ')', undefined],
    ['@inv[1.5]', '1.5', undefined],
    ['@inv[0].name', '.', undefined],
    ['@inv[2:][0]', '[', undefined],
    ['@res == "a"', '@res', '@inv'],
    ['@inv.name § 3', '§', undefined],
    ['[x for x in @inv.name]', 'x', undefined],
    ['@inv["name"] == "a"', '"name"', undefined],
    ['"a" == @inv[0]', '[', undefined],
    ['@inv.name == "a" |', '', undefined],
    ['| @inv.name', '|', undefined],
    ['@inv.name == "a" | | @inv.name', '|', undefined],
    ['@inv.', '', undefined],
    ['@inv.name[', '', undefined],
    ['@inv.name[1', '[', undefined],
    ['(@inv.name | @inv.name)', '|', undefined],
    ['lambda: @inv.name', 'lambda', undefined],
  ])('%s: at %j', (text, at, suggestion) => {
    expect(pointed(text)).toBe(at)
    if (suggestion !== undefined) expect(problemOf(text).suggestions).toContain(suggestion)
  })

  it('names the nearest', () => {
    expect(problemOf('@inv.hostnam == "a"').message).toBe('No host has hostnam. Nearest: hostname.')
  })

  it('says nothing of what is inside of others while there are no hosts', () => {
    expect(kept('@inv._broker_args.anything == "x"', [])).toEqual([])
    expect(problemOf('@inv.anything == "x"', []).message).toContain('No host has anything')
  })

  it('refuses what is too long or nested too deep', () => {
    expect(problemOf(`@inv.name == "${'a'.repeat(MAX_FILTER_LENGTH)}"`).message).toContain('at most')
    expect(problemOf(`${'('.repeat(200)}@inv.name${')'.repeat(200)}`).message).toContain('too deep')
    expect(problemOf(`${'not '.repeat(200)}@inv.name`).message).toContain('too deep')
  })

  it('refuses what would be too much work, instead of keeping everybody waiting', () => {
    const many = Array.from({ length: 10_000 }, () => ({ name: 'x'.repeat(5_000) }))
    const grow = `@inv.name${'.replace("x", "xx")'.repeat(20)} == "a"`
    expect(problemOf(grow, many).message).toContain('too long')
    expect(problemOf(`@inv.name${'.upper()'.repeat(100)} == "a"`, many).message).toContain('too much work')
  })
})

describe('the names of what a provider lists', () => {
  const reader: Reader<string> = { value: (name) => name, field: () => undefined, names: () => [] }
  it.each([
    ['"sat" in @res', ['deploy-sat']],
    ['@res.startswith("remove") | @res[0]', undefined],
    ['@res[-1:]', ['remove-vm']],
  ])('%s keeps %j', (text, names) => {
    const run = () => readFilter(text, RESULT_WORDS).keep(['deploy-sat', 'remove-vm'], reader)
    if (names === undefined) expect(run()).toEqual(['remove-vm'])
    else expect(run()).toEqual(names)
  })
})

describe('a random filter', () => {
  it('is kept to or refused with a place inside of it', () => {
    const tryIt = (text: string): void => {
      try {
        readFilter(text, HOST_WORDS).keep(HOSTS, READER)
      } catch (error) {
        if (!(error instanceof FilterError)) throw error
        const { from, to } = error.problem
        expect(from).toBeGreaterThanOrEqual(0)
        expect(to).toBeGreaterThanOrEqual(from)
        expect(to).toBeLessThanOrEqual(text.length)
      }
    }
    fc.assert(
      fc.property(randomFilters(), (text) => {
        tryIt(text)
      }),
      { numRuns: 3_000 },
    )
  })
})
