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
  ['else/a', undefined],
] as const)('"%s" asks for %j', (below, asked) => {
  expect(hostsPlace(below)).toEqual(asked)
})
