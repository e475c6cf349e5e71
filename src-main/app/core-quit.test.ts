import { expect, test } from 'vitest'
import { startCheckout } from '@main/engine/checkout'
import { NEVER, scriptedEngine, scriptedRequest } from '@main/testing/scripted-engine'
import { scriptedDefinition } from '@main/testing/scripted-provider'

const told: string[] = []
const engine = scriptedEngine((service, script) => {
  const definition = scriptedDefinition(service, script)
  return {
    ...definition,
    create: (config, deps) => ({
      ...definition.create(config, deps),
      signOut: () => {
        // The work goes on until the process ends, and must be able to write what it comes to.
        if (told.length === 0) told.push(`signed out, ${engine.core.inventory.tasks.activeCount()} under way`)
        return Promise.resolve()
      },
      dispose: () => void told.push('disposed'),
    }),
  }
})

test('to quit while a line runs signs out, closes no connection, and then closes the inventory', async () => {
  const core = engine.start({ checkout: () => NEVER })
  startCheckout(core.engine, scriptedRequest())
  await core.when(() => engine.service.calls.length === 1)
  await core.stop()
  expect(told).toEqual(['signed out, 1 under way'])
  expect(() => core.inventory.tasks.activeCount()).toThrow()
})
