import { describe, expect, test } from 'vitest'
import { fieldSchema, fieldTypeSchema } from '@shared/domain/form'
import { checkForm, checkValue } from '@shared/domain/form-check'
import { sandboxConfigFields, sandboxConfigSchema } from './config'
import { durationMs } from './duration'
import { fieldsOf } from './fields'
import { KINDS, kindNamed } from './kinds'
import { ipv4Of, machineName } from './names'
import { machineSeed, seededRandom } from './random'

const config = sandboxConfigSchema.parse({})

describe('seededRandom', () => {
  test('gives the numbers of mulberry32, the same for the same seed', () => {
    const random = seededRandom(1)
    expect([random(), random()].map((n) => n.toFixed(6))).toEqual(['0.627074', '0.002736'])
    expect(seededRandom(7)()).toBe(seededRandom(7)())
  })

  test('is even enough, also over the first numbers of neighbouring machines', () => {
    const firsts = Array.from({ length: 2000 }, (_, index) => seededRandom(machineSeed(42, index))())
    const mean = firsts.reduce((sum, n) => sum + n, 0) / firsts.length
    expect(mean).toBeGreaterThan(0.46)
    expect(mean).toBeLessThan(0.54)
    expect(new Set(firsts).size).toBe(firsts.length)
  })
})

describe('durationMs', () => {
  test.each([
    ['90s', 90_000],
    ['15m', 900_000],
    ['4h', 14_400_000],
    ['2d', 172_800_000],
    ['0h', undefined],
    ['none', undefined],
    ['1w', undefined],
    ['2d ', undefined],
  ])('%s', (text, ms) => {
    expect(durationMs(text)).toBe(ms)
  })
})

describe('names and addresses', () => {
  test('are of the system and differ while there are any', () => {
    const taken = new Set<string>()
    for (let index = 0; index < 100; index += 1) {
      const name = machineName('rhel-9.6', seededRandom(index), (each) => taken.has(each))
      expect(name).toMatch(/^pretend-rhel-9-[a-z]+(-\d+)?$/)
      expect(taken.has(name)).toBe(false)
      taken.add(name)
    }
  })

  test('are out of the networks for documentation', () => {
    const addresses = Array.from({ length: 762 }, (_, index) => ipv4Of(index))
    expect(new Set(addresses).size).toBe(762)
    for (const address of addresses) {
      expect(address).toMatch(
        /^(192\.0\.2|198\.51\.100|203\.0\.113)\.([1-9]|[1-9]\d|1\d\d|2[0-4]\d|25[0-4])$/,
      )
    }
  })
})

describe('the forms', () => {
  test('of all kinds are sound: fields parse, names are unique, defaults pass their own check', () => {
    for (const kind of KINDS) {
      const fields = fieldsOf(kind, config)
      expect(new Set(fields.map((field) => field.name)).size).toBe(fields.length)
      for (const field of fields) {
        fieldSchema.parse(field)
        expect(checkValue(field, field.default), `${kind.name} ${field.name}`).toBe(
          field.required && field.default === undefined ? 'Required. Say a value.' : undefined,
        )
      }
    }
  })

  test('of large-vm has a field of every type there is', () => {
    const kind = kindNamed('large-vm')
    const types = kind === undefined ? [] : fieldsOf(kind, config).map((field) => field.type)
    expect([...new Set(types)].toSorted()).toEqual([...fieldTypeSchema.options].toSorted())
  })

  test('ask only bare-metal for something', () => {
    const asking = KINDS.filter((kind) => Object.keys(checkForm(fieldsOf(kind, config), {})).length > 0)
    expect(asking.map((kind) => kind.name)).toEqual(['bare-metal'])
  })

  test('of the configuration has the fields and the defaults of its schema', () => {
    const defaults = Object.fromEntries(sandboxConfigFields.map((field) => [field.name, field.default]))
    expect(sandboxConfigSchema.parse({})).toEqual(
      Object.fromEntries(Object.entries(defaults).filter(([, value]) => value !== undefined)),
    )
    expect(Object.keys(defaults).toSorted()).toEqual(['lease', 'max_lease', 'seed', 'speed', 'trouble'])
  })
})

test.each([
  { speed: 'slow' },
  { seed: -1 },
  { seed: 1.5 },
  { lease: '1w' },
  { max_lease: 'none' },
  { trouble: 'x' },
])('the configuration %j is refused', (value) => {
  expect(sandboxConfigSchema.safeParse(value).success).toBe(false)
})
