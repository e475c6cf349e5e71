import { beforeEach, expect, test } from 'vitest'
import { startCheckout } from '@main/engine/checkout'
import { startExtend } from '@main/engine/extend'
import { NEVER, scriptedEngine, scriptedRequest } from '@main/testing/scripted-engine'
import { refusal, scriptedDefinition } from '@main/testing/scripted-provider'
import type { TestCore } from '@main/testing/test-core'

let told: string[] = []
let signedOut = Promise.resolve()
beforeEach(() => {
  told = []
  signedOut = Promise.resolve()
})
const engine = scriptedEngine((service, script) => {
  const definition = scriptedDefinition(service, script)
  return {
    ...definition,
    create: (config, deps) => ({
      ...definition.create(config, deps),
      signOut: () => {
        // The work goes on until the process ends, and must be able to write what it comes to.
        if (told.length === 0) told.push(`signed out, ${engine.core.inventory.tasks.activeCount()} under way`)
        return signedOut
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

/** A moment that a test waits for, or lets come. */
function moment(): { readonly comes: Promise<void>; readonly come: () => void } {
  let come = (): void => undefined
  const comes = new Promise<void>((resolve) => (come = resolve))
  return { comes, come }
}

/** Stops the core that runs; its work does something while the providers sign out. */
async function stopWhile(
  core: TestCore,
  quitting: ReturnType<typeof moment>,
  done: Promise<void>,
): Promise<void> {
  const signOut = moment()
  signedOut = signOut.comes
  const stopped = core.stop()
  quitting.come()
  await done
  signOut.come()
  await stopped
}

test('what work marks during the sign-out is written, and the next start takes it up', async () => {
  const [hostId = ''] = await engine.holding(1)
  const [quitting, marked] = [moment(), moment()]
  const core = await engine.restart({
    release: async (_hostId, _service, ctx) => {
      await quitting.comes
      try {
        ctx.mark({ job: '77' })
      } finally {
        marked.come()
      }
      await NEVER
    },
  })
  const task = core.checkins.start([hostId])
  core.checkins.sendNow(task.id)
  await core.when(() => engine.service.calls.includes(`release ${hostId}`))
  await stopWhile(core, quitting, marked.comes)
  const marks: unknown[] = []
  const next = await engine.restart({
    release: (_hostId, _service, ctx) => {
      marks.push(ctx.marked)
      return Promise.resolve()
    },
  })
  expect((await next.ended(task.id)).state).toBe('succeeded')
  expect(marks).toEqual([{ job: '77' }])
  expect(engine.stateOf(hostId)).toBe('released')
})

test('what fails during the sign-out is found again by the next start, and not begun anew', async () => {
  const [hostId = ''] = await engine.holding(1)
  const [quitting, failed] = [moment(), moment()]
  const core = await engine.restart({
    extend: async (_target, _extension, ctx) => {
      ctx.mark({ job: '77' })
      await quitting.comes
      failed.come()
      // It is over: to do the same once more would be to begin it anew.
      ctx.mark({})
      throw refusal('No.')
    },
  })
  const task = startExtend(core.engine, [hostId], { kind: 'by', ms: 3_600_000 })
  await core.when(() => core.inventory.tasks.mark(task.id, 1)?.works !== undefined)
  await stopWhile(core, quitting, failed.comes)
  const marks: unknown[] = []
  const next = await engine.restart({
    extend: (_target, _extension, ctx) => {
      marks.push(ctx.marked)
      ctx.mark({})
      return Promise.reject(refusal('No.'))
    },
  })
  expect((await next.ended(task.id)).state).toBe('failed')
  expect(marks).toEqual([{ job: '77' }])
})
