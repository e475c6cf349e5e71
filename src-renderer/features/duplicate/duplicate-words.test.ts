import { describe, expect, it } from 'vitest'
import type { HostSummary } from '@shared/domain/host'
import { MASK } from '@shared/lib/redact'
import { allHosts, argumentsLine, portions, withoutText } from './duplicate-words'

const host = (name: string): HostSummary => ({
  id: name,
  name,
  provider: 'Container',
  instance: 'local',
  pretend: false,
  action: 'container_host',
  offering: 'ubi9',
  state: 'ready',
  tags: [],
  createdAtMs: 0,
  updatedAtMs: 0,
})

describe('what will be checked out again', () => {
  it('names hosts without stored arguments, up to two', () => {
    expect(withoutText([host('a')])).toMatch(/^a has no stored arguments: a sync found it,/)
    expect(withoutText([host('a'), host('b')])).toMatch(/^a and b have no stored arguments/)
    expect(withoutText(['a', 'b', 'c', 'd'].map(host))).toMatch(/^a, b and 2 more have/)
  })

  it('shows arguments in one line, secrets as dots', () => {
    expect(argumentsLine({ arguments: {}, labels: {} })).toBe('No arguments, everything is the default')
    expect(
      argumentsLine({
        arguments: { size: 4, extra: { $secret: 'argument/1' }, password: 'sesame' },
        labels: { team: 'qe', ci: '' },
      }),
    ).toBe(`size 4, extra ${MASK}, password ${MASK}, labels team=qe, ci`)
  })

  it('counts, and parts what is more than one check out takes', () => {
    expect(allHosts([1, 2])).toBe('3 hosts')
    expect(portions(3, 200)).toEqual([3])
    expect(portions(400, 200)).toEqual([200, 200])
    expect(portions(401, 200)).toEqual([200, 200, 1])
    expect(portions(0, 200)).toEqual([])
  })
})
