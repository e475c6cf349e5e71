import { expect, test, vi } from 'vitest'
import type { RunningTask } from '@main/app/close-policy'
import { Lifetime } from '@main/app/lifetime'
import { silentLogger } from '@main/ports/logger'

function stage(
  state: {
    closeToTray?: boolean
    hasTray?: boolean
    tasks?: readonly RunningTask[]
    runningTasks?: () => never
    onHidden?: () => never
    answer?: number
  } = {},
) {
  const did: string[] = []
  const ask = vi.fn(() => Promise.resolve(state.answer ?? 0))
  const lifetime: Lifetime = new Lifetime({
    closeToTray: () => state.closeToTray ?? true,
    hasTray: () => state.hasTray ?? true,
    hasDock: false,
    runningTasks: state.runningTasks ?? (() => state.tasks ?? []),
    ask,
    hide: () => did.push('hide'),
    quit: () => {
      if (lifetime.mayQuit()) did.push('quit')
    },
    onHidden: state.onHidden ?? (() => did.push('told')),
    logger: { ...silentLogger, error: (message) => did.push(message) },
  })
  return { lifetime, did, ask }
}

const ONE_TASK: readonly RunningTask[] = [
  { kind: 'checkout', title: 'Check out deploy-rhel', state: 'running', lines: [{ title: 'deploy-rhel' }] },
]

test('closing hides the window in the tray and says so', () => {
  const { lifetime, did } = stage()
  expect(lifetime.mayClose()).toBe(false)
  expect(did).toEqual(['hide', 'told'])
})

test('closing hides it, and no more, also where that cannot be told', () => {
  const { lifetime, did } = stage({
    onHidden: () => {
      throw new Error('settings.yaml has a mistake')
    },
  })
  expect(lifetime.mayClose()).toBe(false)
  expect(did).toEqual(['hide', 'That it stays in the tray could not be told'])
})

test('closing quits where that is wanted, and then the window may close', () => {
  const { lifetime, did } = stage({ closeToTray: false })
  expect(lifetime.mayClose()).toBe(false)
  expect(did).toEqual(['quit'])
  expect(lifetime.mayClose()).toBe(true)
})

test.each([
  [0, ['hide']],
  [1, ['quit']],
  [2, []],
])('without a tray the person is asked, button %i', async (answer, expected) => {
  const { lifetime, did, ask } = stage({ hasTray: false, answer })
  expect(lifetime.mayClose()).toBe(false)
  expect(lifetime.mayClose()).toBe(false)
  await vi.waitFor(() => expect(did).toEqual(expected))
  expect(ask).toHaveBeenCalledTimes(1)
})

test('quitting asks while tasks run, once', async () => {
  const { lifetime, did, ask } = stage({ tasks: ONE_TASK, answer: 0 })
  expect(lifetime.mayQuit()).toBe(false)
  expect(lifetime.mayQuit()).toBe(false)
  await vi.waitFor(() => expect(did).toEqual(['quit']))
  expect(ask).toHaveBeenCalledTimes(1)
  expect(lifetime.mayQuit()).toBe(true)
})

test('who keeps it is asked again the next time, and the window goes to the tray', async () => {
  const { lifetime, did, ask } = stage({ tasks: ONE_TASK, answer: 1 })
  lifetime.mayQuit()
  await vi.waitFor(() => expect(did).toEqual(['hide']))
  lifetime.mayQuit()
  await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(2))
})

test('an inventory that cannot be read keeps nobody from quitting', () => {
  const { lifetime, did, ask } = stage({
    runningTasks: () => {
      throw new Error('disk I/O error')
    },
  })
  expect(lifetime.mayQuit()).toBe(true)
  expect(ask).not.toHaveBeenCalled()
  expect(did).toEqual(['The running tasks could not be read, so quitting does not ask'])
})

test('the end of the session asks nothing', () => {
  const { lifetime, ask } = stage({ tasks: ONE_TASK })
  lifetime.endNow()
  expect(lifetime.mayQuit()).toBe(true)
  expect(lifetime.mayClose()).toBe(true)
  expect(ask).not.toHaveBeenCalled()
})
