import { expect, test } from 'vitest'
import { refusal } from '@main/testing/scripted-provider'
import { scriptedEngine, scriptedRequest } from '@main/testing/scripted-engine'
import type { TestCore } from '@main/testing/test-core'

const RULE = { provider: 'Sandbox', instance: 'sandbox', defaultMinutes: 60 } as const
const engine = scriptedEngine()

async function renameSandbox({ handlers }: TestCore): Promise<void> {
  await handlers['settings.saveInstance']({
    provider: 'Sandbox',
    instance: 'lab',
    previousName: 'sandbox',
    isDefault: true,
    config: {},
    secrets: {},
  })
}

test('an instance that is renamed keeps its hosts, and what is said of its leases', async () => {
  const [hostId = ''] = await engine.holding(1)
  const { core } = engine
  await core.handlers['settings.savePreferences']({
    undoSeconds: 0,
    leaseRules: [RULE, { nick: 'sandbox', defaultMinutes: 5 }],
  })
  await renameSandbox(core)
  expect(core.inventory.hosts.get(hostId)).toMatchObject({ instance: 'lab', state: 'ready' })
  expect(core.settings.preferences().leaseRules).toEqual([
    { ...RULE, instance: 'lab' },
    { nick: 'sandbox', defaultMinutes: 5 },
  ])
  const { taskId } = await core.handlers['hosts.checkin']({ hostIds: [hostId] })
  expect(await core.ended(taskId)).toMatchObject({ state: 'succeeded' })
  expect(engine.stateOf(hostId)).toBe('released')
})

test('a check out that failed is retried at its instance by the new name', async () => {
  let answer = (): Promise<never> => Promise.reject(refusal('Full.'))
  const core = engine.start({ checkout: () => answer() })
  const failed = await core.handlers['hosts.checkout'](scriptedRequest())
  expect(await core.ended(failed.taskId)).toMatchObject({ state: 'failed' })
  await renameSandbox(core)
  answer = () => Promise.reject(refusal('Still full.'))
  const again = await core.handlers['tasks.retry']({ taskId: failed.taskId })
  const task = await core.ended(again.taskId)
  expect(task.instance).toBe('lab')
  expect(task.lines[0]?.status).toMatchObject({ state: 'failed', error: { said: 'Still full.' } })
})
