import { expect, test } from 'vitest'
import { containerLabels, HOST_LABEL, isCompatible, isOurs } from './labels'

const origin = { hostId: 'h-1', userName: 'maya', origin: 'broker-desktop:maya', labels: { team: 'a=b' } }

test('labels of a check out become broker.<name>, and ours cannot be replaced', () => {
  const labels = containerLabels(origin, { [HOST_LABEL]: 'stolen', 'broker.origin': 'x', mine: 'yes' })
  expect(labels).toEqual({
    mine: 'yes',
    'broker.team': 'a=b',
    'broker.origin': 'broker-desktop:maya',
    'broker-desktop.user': 'maya',
    'broker-desktop.host': 'h-1',
  })
  expect(containerLabels({ ...origin, buildUrl: 'https://ci.example/1' })['broker.jenkins.url']).toBe(
    'https://ci.example/1',
  )
})

test('a container is ours by its label alone', () => {
  expect(isOurs({ [HOST_LABEL]: 'h-1' }, 'h-1')).toBe(true)
  expect(isOurs({ [HOST_LABEL]: 'h-2' }, 'h-1')).toBe(false)
  expect(isOurs(undefined, 'h-1')).toBe(false)
})

test('an image is recommended by its label, unless that says false', () => {
  expect(isCompatible({ broker_compatible: 'True' })).toBe(true)
  expect(isCompatible({ broker_compatible: '' })).toBe(true)
  expect(isCompatible({ broker_compatible: 'False' })).toBe(false)
  expect(isCompatible({})).toBe(false)
})
