import { tempInventory, type TempInventory } from '@main/testing/temp-inventory'
import type { LineMark } from '@main/ports/inventory'
import type { Task } from '@shared/domain/task'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MAX_LOG_LINES } from './log-store'
import { checkoutOf, NOW, put, wanted } from './testing/samples'

let temp: TempInventory
beforeEach(() => {
  temp = tempInventory()
})
afterEach(() => {
  temp.dispose()
})

const error = { code: 'PROVIDER', message: 'No.', retryable: false } as const
const read = (id: number): Task => {
  const task = temp.inventory.tasks.get(id)
  if (task === undefined) throw new Error('The task is gone.')
  return task
}

describe('a new task', () => {
  it('is there with its lines and the hosts that it wants', () => {
    const order = checkoutOf([wanted('a'), wanted('b', { offering: 'fedora' })])
    const task = temp.inventory.tasks.create(order, NOW)
    expect(task).toEqual({
      id: 1,
      kind: 'checkout',
      title: 'Check out ubi9-init',
      provider: 'Container',
      instance: 'podman-local',
      state: 'queued',
      request: order.request,
      cancelRequested: false,
      createdAtMs: NOW,
      lines: [
        { line: 1, hostId: 'a', title: 'ubi9-init', status: { state: 'queued' }, steps: [], links: [] },
        { line: 2, hostId: 'b', title: 'fedora', status: { state: 'queued' }, steps: [], links: [] },
      ],
    })
    expect(temp.reopen().tasks.get(1)).toEqual(task)
    expect(temp.inventory.hosts.get('b')).toMatchObject({ state: 'requested', taskId: 1, createdAtMs: NOW })
  })

  it('is not there at all when one of its hosts cannot be written', () => {
    expect(() => temp.inventory.tasks.create(checkoutOf([wanted('a'), wanted('a')]), NOW)).toThrow()
    expect(temp.inventory.tasks.list({ limit: 10 })).toEqual([])
    expect(temp.inventory.hosts.get('a')).toBeUndefined()
  })

  it('takes over the hosts that it is about, and waits until the first of its lines is sent', () => {
    put(temp.inventory, 'a')
    put(temp.inventory, 'b')
    const waits = (hostId: string, untilMs: number) => ({
      title: hostId,
      hostId,
      status: { state: 'waiting' as const, untilMs },
    })
    const request = { kind: 'checkin' as const, hostIds: ['a', 'b'] }
    const task = temp.inventory.tasks.create(
      { title: 'Check in', request, retryOf: 1, lines: [waits('a', NOW + 20), waits('b', NOW + 10)] },
      NOW,
    )
    expect(task).toMatchObject({ state: 'waiting', waitingUntilMs: NOW + 10, retryOf: 1 })
    expect(temp.inventory.hosts.get('a')?.taskId).toBe(task.id)
    temp.inventory.tasks.changeLine(task.id, 2, { status: { state: 'cancelled', reason: 'Undone' } }, NOW)
    expect(read(task.id)).toMatchObject({ state: 'waiting', waitingUntilMs: NOW + 20 })
    temp.inventory.tasks.changeLine(task.id, 1, { status: { state: 'queued' } }, NOW)
    expect(read(task.id)).not.toHaveProperty('waitingUntilMs')
    expect(() =>
      temp.inventory.tasks.create(
        { title: '', request, lines: [{ title: '', hostId: 'x', status: { state: 'queued' } }] },
        NOW,
      ),
    ).toThrow('Host x is not in the inventory')
  })
})

describe('a line', () => {
  it('takes its task along from the first begin to the last end', () => {
    const { tasks } = temp.inventory
    const { id } = tasks.create(checkoutOf([wanted('a'), wanted('b')]), NOW)
    tasks.changeLine(id, 1, { status: { state: 'running' }, message: 'Pulling', progress: 0.5 }, NOW + 1)
    expect(read(id)).toMatchObject({ state: 'running', startedAtMs: NOW + 1 })
    expect(read(id).lines[0]).toMatchObject({ startedAtMs: NOW + 1, message: 'Pulling', progress: 0.5 })
    tasks.changeLine(id, 1, { status: { state: 'failed', error }, progress: null, message: null }, NOW + 2)
    expect(read(id)).toMatchObject({ state: 'running', startedAtMs: NOW + 1 })
    expect(read(id)).not.toHaveProperty('endedAtMs')
    expect(read(id).lines[0]).toEqual({
      line: 1,
      hostId: 'a',
      title: 'ubi9-init',
      status: { state: 'failed', error },
      steps: [],
      links: [],
      startedAtMs: NOW + 1,
      endedAtMs: NOW + 2,
    })
    expect(tasks.activeCount()).toBe(1)
    tasks.changeLine(id, 2, { status: { state: 'running' }, startedAtMs: NOW + 3 }, NOW + 4)
    tasks.changeLine(id, 2, { status: { state: 'succeeded' }, endedAtMs: NOW + 5, title: 'maya-1' }, NOW + 6)
    expect(read(id)).toMatchObject({ state: 'failed', startedAtMs: NOW + 1, endedAtMs: NOW + 6 })
    expect(read(id).lines[1]).toMatchObject({ title: 'maya-1', startedAtMs: NOW + 3, endedAtMs: NOW + 5 })
    expect(tasks.activeCount()).toBe(0)
  })

  it('keeps steps and links, and does not leave its end', () => {
    const { tasks } = temp.inventory
    const { id } = tasks.create(checkoutOf([wanted('a')]), NOW)
    const steps = [{ name: 'Pull', startedAtMs: 1, endedAtMs: 2 }, { name: 'Start' }]
    const links = [{ label: 'Job', url: 'https://example.com' }]
    tasks.changeLine(id, 1, { steps, links }, NOW)
    tasks.changeLine(id, 1, { status: { state: 'cancelled', reason: 'By you.' } }, NOW)
    tasks.changeLine(id, 1, { message: 'Nothing left' }, NOW)
    expect(read(id).lines[0]).toMatchObject({
      steps,
      links,
      message: 'Nothing left',
      status: { reason: 'By you.' },
    })
    expect(() => {
      tasks.changeLine(id, 1, { status: { state: 'running' } }, NOW)
    }).toThrow('is cancelled and cannot become running')
    expect(() => {
      tasks.changeLine(id, 7, {}, NOW)
    }).toThrow('has no line 7')
  })
})

describe('the list', () => {
  beforeEach(() => {
    const { tasks } = temp.inventory
    for (const n of [1, 2, 3, 4]) {
      tasks.create(
        checkoutOf([wanted(`h${n}`, { offering: `image-${n}` })], {
          instance: n === 4 ? 'lab_1' : 'prod',
          title: `Title ${n}`,
        }),
        NOW,
      )
      if (n !== 1) tasks.changeLine(n, 1, { status: { state: 'succeeded' } }, NOW)
    }
    tasks.changeLine(2, 1, { title: 'Kx3.example.com' }, NOW)
  })
  const list = (limit: number, search?: string) =>
    temp.inventory.tasks.list({ limit, search }).map((task) => task.id)

  it('is newest first, with what is active whatever the limit', () => {
    expect(list(10)).toEqual([4, 3, 2, 1])
    expect(list(2)).toEqual([4, 3, 1])
    temp.inventory.tasks.changeLine(1, 1, { status: { state: 'cancelled', reason: '' } }, NOW)
    expect(list(2)).toEqual([4, 3])
  })

  it.each([
    ['title', [4, 3, 2, 1]],
    ['TITLE 4', [4]],
    ['lab_', [4]],
    ['lab%', []],
    ['kx3', [2]],
    ['image-1 prod', [1]],
    ['nothing', []],
    ['  ', [4, 3, 2, 1]],
  ])('finds %j', (search, expected) => {
    expect(list(10, search)).toEqual(expected)
  })
})

it('keeps what a line marked, joined with what it marked before', () => {
  const { tasks } = temp.inventory
  const line = { title: 'x', status: { state: 'running' }, mark: { executionId: 'e1' } } as const
  const task = tasks.create(
    checkoutOf([], { lines: [line, { title: 'y', status: { state: 'running' } }] }),
    NOW,
  )
  const mark = (change: LineMark): void => tasks.changeLine(task.id, 1, { mark: change }, NOW)
  mark({ works: { release: { job: '1' } } })
  mark({ claim: { id: 'c' } })
  mark({ works: { checkout: { job: '2' } } })
  const works = { release: { job: '1' }, checkout: { job: '2' } }
  expect(temp.reopen().tasks.mark(task.id, 1)).toEqual({ executionId: 'e1', claim: { id: 'c' }, works })
  temp.inventory.tasks.changeLine(task.id, 1, { mark: { claim: undefined } }, NOW)
  expect(temp.inventory.tasks.mark(task.id, 1)).toEqual({ executionId: 'e1', works })
  expect(temp.inventory.tasks.mark(task.id, 2)).toBeUndefined()
  expect(temp.inventory.tasks.mark(task.id, 3)).toBeUndefined()
})

it('keeps what an execution returned and what was ignored, and an outage only while the line runs', () => {
  const { tasks } = temp.inventory
  const task = tasks.create(checkoutOf([], { lines: [{ title: 'x', status: { state: 'running' } }] }), NOW)
  const result = { output: 'on', exitCode: 3, artifacts: [1, null], raw: { job: { id: 7 } } }
  const ignored = ['colour', 'labels']
  tasks.changeLine(task.id, 1, { reconnecting: '502', result, ignored }, NOW)
  expect(temp.reopen().tasks.get(task.id)?.lines[0]).toMatchObject({ reconnecting: '502', result, ignored })
  temp.inventory.tasks.changeLine(task.id, 1, { status: { state: 'succeeded' } }, NOW)
  expect(read(task.id).lines[0]).not.toHaveProperty('reconnecting')
  expect(read(task.id).lines[0]).toMatchObject({ result, ignored })
})

it('a line that has ended when it is written does not work on its host', () => {
  const { hosts, tasks } = temp.inventory
  const before = put(temp.inventory, 'a')
  const lines = [{ title: 'a', hostId: 'a', status: { state: 'failed', error } }] as const
  tasks.create(checkoutOf([], { lines }), NOW)
  expect(hosts.get('a')?.taskId).toBe(before.id)
})

it('asks only what has not ended to cancel', () => {
  const { tasks } = temp.inventory
  put(temp.inventory, 'a')
  tasks.requestCancel(1)
  expect(read(1).cancelRequested).toBe(true)
  put(temp.inventory, 'b')
  tasks.changeLine(2, 1, { status: { state: 'succeeded' } }, NOW)
  tasks.requestCancel(2)
  expect(read(2).cancelRequested).toBe(false)
})

describe('the log', () => {
  const entries = (n: number) =>
    Array.from({ length: n }, (_, at) => ({ atMs: NOW, level: 'info' as const, text: `t${at}` }))

  it('is read on from where one was', () => {
    const { tasks } = temp.inventory
    put(temp.inventory, 'a')
    expect(tasks.appendLog(1, [{ line: 1, atMs: NOW, level: 'warn', text: 'one' }])).toEqual([
      { seq: 1, line: 1, atMs: NOW, level: 'warn', text: 'one' },
    ])
    tasks.appendLog(1, entries(3))
    expect(tasks.log(1, 0, 2).map((line) => line.seq)).toEqual([1, 2])
    expect(tasks.log(1, 2, 10)).toEqual(
      [3, 4].map((seq) => ({ seq, atMs: NOW, level: 'info', text: `t${seq - 2}` })),
    )
    expect(tasks.appendLog(1, [])).toEqual([])
  })

  it('keeps the newest lines up to its limit', () => {
    const { tasks } = temp.inventory
    put(temp.inventory, 'a')
    for (let n = 0; n < MAX_LOG_LINES; n += 10_000) tasks.appendLog(1, entries(10_000))
    tasks.appendLog(1, entries(1_500))
    expect(tasks.log(1, 0, 1)[0]?.seq).toBe(1_501)
    expect(tasks.appendLog(1, entries(1))[0]?.seq).toBe(MAX_LOG_LINES + 1_501)
  })
})
