import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { scriptedEngine } from '@main/testing/scripted-engine'
import { scriptedDefinition } from '@main/testing/scripted-provider'

const target = { provider: 'Sandbox', instance: 'sandbox' } as const
const until = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('Stopped.')), { once: true })
  })
const engine = scriptedEngine((service, script) => {
  const definition = scriptedDefinition(service, script)
  return {
    ...definition,
    listings: [
      { name: 'quick', title: 'Quick', noun: 'entry' },
      { name: 'worked', title: 'Worked', noun: 'entry', startsWork: true },
    ],
    create: (config, deps) => ({
      ...definition.create(config, deps),
      list: (_listing, { signal }) => until(signal),
      show: (_listing, _name, { signal }) => until(signal),
    }),
  }
})

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

test.each([
  ['quick', 30_000, '30\u00a0s'],
  ['worked', 600_000, '10\u00a0min'],
])('the list %s is waited for %i ms', async (listing, ms, text) => {
  const { handlers } = engine.start()
  const ended: unknown[] = []
  const note = (error: unknown): void => void ended.push(error)
  const calls = [
    Promise.resolve(handlers['providers.list']({ target, listing })).catch(note),
    Promise.resolve(handlers['providers.show']({ target, listing, name: 'x' })).catch(note),
  ]
  await vi.advanceTimersByTimeAsync(ms - 1)
  expect(ended).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  await Promise.all(calls)
  const data = { code: 'TIMEOUT', message: `No answer within ${text}.` }
  expect(ended).toMatchObject([{ data }, { data }])
})
