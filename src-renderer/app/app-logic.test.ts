import { QueryClient } from '@tanstack/react-query'
import { describe, expect, test } from 'vitest'
import type { EventName } from '@shared/ipc/channels'
import type { Task } from '@shared/domain/task'
import { beingMade, percentDone } from '@renderer/app/being-made'
import { startEventInvalidation } from '@renderer/app/event-invalidation'
import { Kept } from '@renderer/app/kept'
import { pageAt } from '@renderer/app/page-at'
import { createClient } from '@renderer/bridge/client'
import { isPressed, keyMapGroups, SHORTCUTS, type KeyPress } from '@renderer/app/shortcut-map'

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held }
}

describe('isPressed', () => {
  test('Mod is Ctrl, and Command on macOS', () => {
    expect(isPressed('Mod Z', press('z', { ctrlKey: true }), false)).toBe(true)
    expect(isPressed('Mod Z', press('z', { metaKey: true }), true)).toBe(true)
    expect(isPressed('Mod Z', press('z', { ctrlKey: true }), true)).toBe(false)
  })

  test('a letter alone is not the letter with a modifier', () => {
    expect(isPressed('C', press('c'), false)).toBe(true)
    expect(isPressed('C', press('c', { ctrlKey: true }), false)).toBe(false)
    expect(isPressed('C', press('C', { shiftKey: true }), false)).toBe(false)
  })

  test('signs are wherever the keyboard has them', () => {
    expect(isPressed('?', press('?', { shiftKey: true }), false)).toBe(true)
    expect(isPressed('/', press('/', { shiftKey: true }), false)).toBe(true)
  })

  test('names stand for keys', () => {
    expect(isPressed('Del', press('Delete'), false)).toBe(true)
    expect(isPressed('Shift F6', press('F6', { shiftKey: true }), false)).toBe(true)
    expect(isPressed('F6', press('F6', { shiftKey: true }), false)).toBe(false)
  })
})

describe('the keyboard map', () => {
  test('gives no key to two things of one group', () => {
    for (const { title, rows } of keyMapGroups(true)) {
      const keys = rows.flatMap((row) => row.keys)
      expect(new Set(keys).size, title).toBe(keys.length)
    }
  })

  test('leaves single characters out while they are switched off, but for those that a component takes', () => {
    const does = keyMapGroups(false).flatMap(({ rows }) => rows.map((row) => row.does))
    expect(does).not.toContain(SHORTCUTS.copyHostnames.does)
    expect(does).toContain(SHORTCUTS.move.does)
  })
})

test('pageAt takes what stands below a path to its page', () => {
  const pages = [{ path: '/hosts' }, { path: '/tasks' }]
  expect(pageAt(pages, '/tasks/12')?.path).toBe('/tasks')
  expect(pageAt(pages, '/tasksy')).toBeUndefined()
})

describe('startEventInvalidation', () => {
  test('makes old what an event is about, and nothing else', async () => {
    const client = new QueryClient()
    const listeners = new Map<EventName, (payload: unknown) => void>()
    const broker = createClient({
      invoke: () => Promise.reject(new Error('Nothing is called.')),
      on: (name, listener) => {
        listeners.set(name, listener)
        return () => listeners.delete(name)
      },
    })
    const stop = startEventInvalidation(client, broker)
    const keys = [
      ['hosts.facets', {}],
      ['hosts.get', { hostId: 'a' }],
      ['hosts.get', { hostId: 'b' }],
      ['tasks.list', { limit: 1 }],
    ]
    for (const queryKey of keys) await client.fetchQuery({ queryKey, queryFn: () => 1, staleTime: Infinity })
    listeners.get('hosts.changed')?.({ hostIds: ['a'] })
    expect(keys.map((key) => client.getQueryState(key)?.isInvalidated)).toEqual([true, true, false, false])
    stop()
    expect(listeners.size).toBe(0)
  })
})

describe('beingMade', () => {
  const step = (name: string, ended: boolean): Task['lines'][number]['steps'][number] => ({
    name,
    startedAtMs: 0,
    ...(ended ? { endedAtMs: 1 } : {}),
  })
  const task: Task = {
    id: 7,
    kind: 'checkout',
    title: 'Check out ubi9',
    state: 'running',
    cancelRequested: false,
    createdAtMs: 0,
    startedAtMs: 1000,
    request: {
      kind: 'checkout',
      request: {
        target: { provider: 'Container', instance: 'podman' },
        action: 'container_host',
        offering: 'ubi9',
        arguments: {},
        secretArguments: [],
        count: 1,
        labels: {},
      },
    },
    lines: [
      {
        line: 0,
        title: 'ubi9',
        status: { state: 'running' },
        links: [],
        steps: [step('find', true), step('pull', false)],
        progress: 0.5,
      },
    ],
  }

  test('shows step, elapsed time and how far by known steps', () => {
    expect(beingMade([task], 9000)).toEqual([
      {
        id: '7',
        kind: 'Container',
        title: 'ubi9',
        elapsed: '8\u00a0s',
        percent: 75,
        href: '#/tasks/7',
        label: 'Step 2 of 2, pull',
      },
    ])
  })

  test('says what it waits for between two steps', () => {
    const [line] = task.lines
    const between = {
      ...task,
      lines: line === undefined ? [] : [{ ...line, steps: [step('find', true), { name: 'pull' }] }],
    }
    expect(beingMade([between], 9000)[0]?.label).toBe('Waiting for step 2 of 2, pull')
  })

  test('leaves out what has ended, and counts ended lines whole', () => {
    expect(beingMade([{ ...task, state: 'failed' }], 0)).toEqual([])
    expect(percentDone([])).toBe(0)
    expect(percentDone([{ line: 0, title: '', status: { state: 'succeeded' }, steps: [], links: [] }])).toBe(
      100,
    )
  })
})

test('Kept tells its listeners only of another value', () => {
  const kept = new Kept(1)
  let told = 0
  const stop = kept.subscribe(() => {
    told += 1
  })
  kept.update(() => 1)
  kept.update((last) => last + 1)
  stop()
  kept.update(() => 5)
  expect([told, kept.get()]).toEqual([1, 5])
})
