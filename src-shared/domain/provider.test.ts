import { expect, test } from 'vitest'
import { instanceText } from '@shared/domain/provider'

test('an instance that carries its kind’s name is said once', () => {
  expect(instanceText({ provider: 'Container', instance: 'podman' })).toBe('Container podman')
  expect(instanceText({ provider: 'Sandbox', instance: 'sandbox' })).toBe('Sandbox')
})
