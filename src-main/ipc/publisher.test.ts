import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LogLine } from '@shared/domain/task'
import type { EventMessage } from '@shared/ipc/bridge'
import { WindowPublisher } from '@main/ipc/publisher'
import { silentLogger } from '@main/ports/logger'

function createWindow() {
  const sent: EventMessage[] = []
  const state = { destroyed: false, gone: false, fails: false }
  return {
    sent,
    state,
    window: {
      isDestroyed: () => state.destroyed,
      webContents: {
        isDestroyed: () => state.gone,
        send: (_channel: string, message: EventMessage) => {
          if (state.fails) throw new Error('Object has been destroyed')
          sent.push(message)
        },
      },
    },
  }
}

function line(seq: number): LogLine {
  return { seq, atMs: 0, level: 'info', text: `line ${seq}` }
}

describe('WindowPublisher', () => {
  const a = { ...createWindow() }
  let main = createWindow()
  let publisher = new WindowPublisher({ windows: () => [main.window], logger: silentLogger })

  beforeEach(() => {
    vi.useFakeTimers()
    main = createWindow()
    publisher = new WindowPublisher({ windows: () => [a.window, main.window], logger: silentLogger })
    a.sent.length = 0
    Object.assign(a.state, { destroyed: false, gone: false, fails: false })
  })
  afterEach(() => vi.useRealTimers())

  it('tells once of each list and each sync that changed in a burst', () => {
    const changed = { target: { provider: 'Sandbox', instance: 'demo' }, action: 'machine' } as const
    publisher.publish('providers.changed', changed)
    publisher.publish('providers.changed', { ...changed })
    publisher.publish('providers.changed', { ...changed, action: 'command' })
    for (let n = 0; n < 100; n += 1) publisher.publish('sync.changed', { syncId: 's1' })
    vi.advanceTimersByTime(50)
    expect(main.sent).toEqual([
      { name: 'providers.changed', payload: changed },
      { name: 'providers.changed', payload: { ...changed, action: 'command' } },
      { name: 'sync.changed', payload: { syncId: 's1' } },
    ])
  })

  it('merges the ids of a burst into one event', () => {
    publisher.publish('hosts.changed', { hostIds: ['a', 'b'] })
    vi.advanceTimersByTime(49)
    publisher.publish('hosts.changed', { hostIds: ['b', 'c'] })
    publisher.publish('tasks.changed', { taskIds: [1] })
    publisher.publish('tasks.changed', { taskIds: [1] })
    publisher.publish('settings.changed', {})
    publisher.publish('settings.changed', {})
    vi.advanceTimersByTime(49)
    expect(main.sent).toEqual([])
    vi.advanceTimersByTime(1)
    expect(main.sent).toEqual([
      { name: 'tasks.changed', payload: { taskIds: [1] } },
      { name: 'hosts.changed', payload: { hostIds: ['a', 'b', 'c'] } },
      { name: 'settings.changed', payload: {} },
    ])
  })

  it('lets nothing wait longer than half a second, however long the burst', () => {
    for (let at = 0; at < 490; at += 10) {
      publisher.publish('hosts.changed', { hostIds: [`h${at}`] })
      vi.advanceTimersByTime(10)
    }
    expect(main.sent).toEqual([])
    publisher.publish('hosts.changed', { hostIds: ['last'] })
    vi.advanceTimersByTime(10)
    expect(main.sent).toHaveLength(1)
    vi.advanceTimersByTime(1_000)
    expect(main.sent).toHaveLength(1)
  })

  it('batches log lines per task, in order and before the change of the task', () => {
    publisher.publish('tasks.changed', { taskIds: [1] })
    publisher.publish('tasks.logged', { taskId: 1, lines: [line(1), line(2)] })
    publisher.publish('tasks.logged', { taskId: 2, lines: [line(1)] })
    publisher.publish('tasks.logged', { taskId: 1, lines: [line(3)] })
    vi.advanceTimersByTime(50)
    expect(main.sent).toEqual([
      { name: 'tasks.logged', payload: { taskId: 1, lines: [line(1), line(2), line(3)] } },
      { name: 'tasks.logged', payload: { taskId: 2, lines: [line(1)] } },
      { name: 'tasks.changed', payload: { taskIds: [1] } },
    ])
  })

  it('sends a navigation at once, after what happened before it', () => {
    publisher.publish('hosts.changed', { hostIds: ['a'] })
    publisher.publish('app.navigated', { to: '/tasks' })
    expect(main.sent.map((message) => message.name)).toEqual(['hosts.changed', 'app.navigated'])
    vi.advanceTimersByTime(1_000)
    expect(main.sent).toHaveLength(2)
  })

  it.each(['destroyed', 'gone', 'fails'] as const)(
    'passes by a window that is %s, and reaches the others',
    (how) => {
      a.state[how] = true
      publisher.publish('app.noticed', {})
      vi.advanceTimersByTime(50)
      expect(a.sent).toEqual([])
      expect(main.sent).toHaveLength(1)
    },
  )

  it('sends what has gathered when it is disposed, and nothing after that', () => {
    publisher.publish('hosts.changed', { hostIds: ['a'] })
    publisher.dispose()
    expect(main.sent).toHaveLength(1)
    publisher.publish('hosts.changed', { hostIds: ['b'] })
    vi.advanceTimersByTime(1_000)
    expect(main.sent).toHaveLength(1)
  })
})
