import { expect, test } from 'vitest'
import { hostsPlace } from '@renderer/features/hosts/hosts-place'

test.each([
  ['', undefined],
  ['extend/a', { kind: 'extend', hostIds: ['a'] }],
  ['extend/a+b+a', { kind: 'extend', hostIds: ['a', 'b'] }],
  ['extend/', undefined],
  ['show/a', { kind: 'show', hostId: 'a' }],
  ['show/a+b', undefined],
  ['show/a/b', undefined],
  ['filter/RHEL%209', { kind: 'filter', name: 'RHEL%209' }],
  ['filter/a/b', { kind: 'filter', name: 'a/b' }],
  ['filter/', undefined],
  ['else/a', undefined],
] as const)('"%s" asks for %j', (below, asked) => {
  expect(hostsPlace(below)).toEqual(asked)
})
