import { describe, expect, test } from 'vitest'
import type { ErrorData } from '@shared/domain/error'
import type { Task, TaskLine } from '@shared/domain/task'
import { decisionText } from '@renderer/features/tasks/left-behind-words'
import { nowText, reconnectingText } from '@renderer/features/tasks/line-facts'
import {
  currentStep,
  lineSteps,
  runningStepText,
  stepStates,
  stepText,
} from '@renderer/features/tasks/line-steps'
import { dayTitle, groupTasks, passesFilter } from '@renderer/features/tasks/task-groups'
import { stateBadge } from '@renderer/features/tasks/task-state'
import { secondsLeft, taskSummary, taskTimes } from '@renderer/features/tasks/task-summary'

const MIN = 60_000
const error: ErrorData = { code: 'PROVIDER', message: 'No address.', retryable: true }

function line(number: number, status: TaskLine['status'], more: Partial<TaskLine> = {}): TaskLine {
  return { line: number, title: `host-${number}`, status, steps: [], links: [], ...more }
}

function task(state: Task['state'], lines: readonly TaskLine[], more: Partial<Task> = {}): Task {
  return {
    id: 1,
    kind: 'checkout',
    title: 'Check out x',
    state,
    lines: [...lines],
    request: { kind: 'checkin', hostIds: [] },
    cancelRequested: false,
    createdAtMs: 0,
    ...more,
  }
}

const running = { state: 'running' } as const
const succeeded = { state: 'succeeded' } as const
const failed = { state: 'failed', error } as const
const cancelled = { state: 'cancelled', reason: 'Cancelled by you, nothing left behind.' } as const
const steps = [
  { name: 'Queued', startedAtMs: 0, endedAtMs: 2000 },
  { name: 'Pull image', startedAtMs: 2000 },
  { name: 'SSH up' },
]

describe('taskSummary', () => {
  test.each<[string, Task, string]>([
    ['queued', task('queued', [line(1, { state: 'queued' })]), 'Waiting for its turn'],
    ['one host at work', task('running', [line(1, running, { steps })]), 'Step 2 of 3, pull image'],
    ['one host without steps', task('running', [line(1, running, { message: 'Asking' })]), 'Asking'],
    [
      'several at work',
      task('running', [line(1, succeeded), line(2, running), line(3, { state: 'queued' })]),
      '1 ready, 2 being made',
    ],
    [
      'a check in at work',
      task('running', [line(1, succeeded), line(2, running)], { kind: 'checkin' }),
      '1 checked in, 1 being checked in',
    ],
    ['cancelling', task('running', [line(1, running)], { cancelRequested: true }), 'Cancelling'],
    ['one done', task('succeeded', [line(1, succeeded)]), 'host-1'],
    [
      'several done',
      task('succeeded', [line(1, succeeded), line(2, succeeded)], { startedAtMs: 0, endedAtMs: 11 * MIN }),
      '2 ready in 11\u00a0min',
    ],
    [
      'several checked in',
      task(
        'succeeded',
        [1, 2, 3].map((n) => line(n, succeeded)),
        { kind: 'checkin' },
      ),
      'host-1, host-2 and 1 more',
    ],
    [
      'one checked in',
      task('succeeded', [line(1, succeeded)], { kind: 'checkin', instance: 'prod' }),
      'prod',
    ],
    ['one failed', task('failed', [line(1, failed)]), 'No address'],
    ['some failed', task('failed', [line(1, succeeded), line(2, failed)]), '1 of 2 failed: No address'],
    ['cancelled', task('cancelled', [line(1, cancelled)]), 'Cancelled by you, nothing left behind'],
    ['partly cancelled', task('cancelled', [line(1, succeeded), line(2, cancelled)]), '1 ready, 1 cancelled'],
  ])('of %s', (_, given, text) => {
    expect(taskSummary(given, 0)).toBe(text)
  })

  test('counts down while a check in can be undone', () => {
    const waiting = task('waiting', [line(1, { state: 'waiting', untilMs: 8_500 })], { kind: 'checkin' })
    expect(taskSummary(waiting, 1000)).toBe('Can be undone, sent in 8\u00a0s')
    expect(secondsLeft({ ...waiting, waitingUntilMs: 3000 }, 1000)).toBe(2)
    expect(secondsLeft(waiting, 20_000)).toBe(0)
    expect(secondsLeft(task('running', []), 0)).toBe(0)
  })
})

test('taskTimes says since when, or from when to when', () => {
  const clock = (atMs: number): string => `<${atMs}>`
  expect(taskTimes(task('queued', []), 5, clock)).toBe('Asked for <0>')
  expect(taskTimes(task('running', [], { startedAtMs: 0 }), 252_000, clock)).toBe(
    'Started <0>, 4\u00a0min 12\u00a0s',
  )
  expect(taskTimes(task('failed', [], { startedAtMs: 0, endedAtMs: 1_000_000 }), 0, clock)).toBe(
    '<0> to <1000000>, 16\u00a0min',
  )
})

describe('a line', () => {
  test('is at the last step that began', () => {
    expect(currentStep({ steps: [] })).toBe(-1)
    expect(stepText({ steps: [] })).toBeUndefined()
    expect(stepText({ steps: [...steps] })).toBe('Step 2 of 3, pull image')
    expect(stepText({ steps: steps.map((step) => ({ ...step, startedAtMs: 0, endedAtMs: 1 })) })).toBe(
      'Step 3 of 3, SSH up',
    )
  })

  test('waits for the next step where none runs', () => {
    const nodes = [
      { name: 'Launch vm', startedAtMs: 0, endedAtMs: 1 },
      { name: 'create-vm' },
      { name: 'register' },
    ]
    expect(runningStepText({ steps: nodes })).toBe('Waiting for step 2 of 3, create-vm')
    expect(runningStepText({ steps: [...steps] })).toBe('Step 2 of 3, pull image')
    expect(runningStepText({ steps: nodes.map((step) => ({ name: step.name })) })).toBeUndefined()
    const over = nodes.map((step) => ({ ...step, startedAtMs: 0, endedAtMs: 1 }))
    expect(runningStepText({ steps: over })).toBe('Step 3 of 3, register')
    const waiting = task('running', [{ ...line(1, running), steps: nodes }], { startedAtMs: 0 })
    expect(taskSummary(waiting, 1000)).toBe('Waiting for step 2 of 3, create-vm')
  })

  test('names the steps that are under way at once', () => {
    const nodes = ['create-vm', 'network', 'storage', 'register'].map((name, index) => ({
      name,
      startedAtMs: 0,
      ...(index === 0 ? { endedAtMs: 5 } : {}),
    }))
    expect(stepText({ steps: nodes })).toBe('Done 1 of 4, network, storage and 1 more under way')
  })

  test.each<[TaskLine['status'], readonly string[]]>([
    [running, ['done', 'running', 'waiting']],
    [failed, ['done', 'failed', 'waiting']],
    [cancelled, ['done', 'cancelled', 'waiting']],
    [succeeded, ['done', 'done', 'skipped']],
  ])('%o draws its steps', (status, states) => {
    expect(stepStates(line(1, status, { steps: [...steps] }))).toEqual(states)
  })

  test('draws what the provider tells of each step, several of them at once', () => {
    const nodes: TaskLine['steps'] = [
      { name: 'a', startedAtMs: 0, endedAtMs: 1 },
      { name: 'b', startedAtMs: 0 },
      { name: 'c', startedAtMs: 0, endedAtMs: 4, outcome: 'failed' },
      { name: 'd', startedAtMs: 0 },
      { name: 'e', outcome: 'skipped' },
      { name: 'f' },
    ]
    const states = (status: TaskLine['status']): readonly string[] =>
      stepStates(line(1, status, { steps: nodes }))
    expect(states(running)).toEqual(['done', 'running', 'failed', 'running', 'skipped', 'waiting'])
    expect(states(failed)).toEqual(['done', 'cancelled', 'failed', 'cancelled', 'skipped', 'waiting'])
    expect(currentStep({ steps: nodes })).toBe(2)
  })

  test('tells how long each step took, up to the end of the line, and where its page is', () => {
    const link = { label: 'job 7', url: 'https://tower.example.com/#/jobs/7' }
    const given = line(1, failed, { steps: steps.map((step) => ({ ...step, link })), endedAtMs: 9000 })
    expect(lineSteps(given, 60_000).map((step) => step.duration)).toEqual(['2\u00a0s', '7\u00a0s', undefined])
    expect(lineSteps(given, 0)[0]?.link).toEqual(link)
  })

  test('tells its latest', () => {
    expect(nowText(line(1, running, { steps: [...steps] }), 'checkout')).toBe('Pull image')
    expect(nowText(line(1, succeeded), 'checkin')).toBe('Checked in')
    expect(nowText(line(1, failed), 'checkout')).toBe('No address.')
    expect(nowText(line(1, succeeded), 'extend')).toBe('Extended')
    expect(nowText(line(1, succeeded, { message: 'Now ends Fri 14:12' }), 'extend')).toBe(
      'Now ends Fri 14:12',
    )
  })
})

describe('a provider that does not answer', () => {
  const lost = line(1, running, { reconnecting: 'Reconnecting for 12 s: 502 from the proxy' })

  test('is told on the line, in the list and on the badge', () => {
    const given = task('running', [lost])
    expect(nowText(lost, 'checkout')).toBe('Reconnecting for 12 s: 502 from the proxy')
    expect(taskSummary(given, 0)).toBe('Reconnecting')
    expect(stateBadge(given)).toMatchObject({ word: 'Reconnecting', tone: 'warn' })
    expect(reconnectingText(task('running', [lost, line(2, running), { ...lost, line: 3 }]))).toBe(
      '2 of 3: Reconnecting for 12 s: 502 from the proxy',
    )
  })

  test('is not told of what has ended, or is being cancelled', () => {
    expect(stateBadge(task('failed', [{ ...lost, status: failed }])).word).toBe('Failed')
    expect(stateBadge(task('running', [lost], { cancelRequested: true })).word).toBe('Cancelling')
  })
})

describe('the summary of other kinds', () => {
  test.each<[string, Task, string]>([
    [
      'one extended',
      task('succeeded', [line(1, succeeded, { message: 'Now ends Fri 14:12.' })], { kind: 'extend' }),
      'Now ends Fri 14:12',
    ],
    [
      'several extended',
      task('succeeded', [line(1, succeeded), line(2, succeeded)], { kind: 'extend' }),
      'host-1 and host-2',
    ],
    [
      'several being extended',
      task('running', [line(1, succeeded), line(2, running)], { kind: 'extend' }),
      '1 extended, 1 being extended',
    ],
    ['an execution', task('succeeded', [line(1, succeeded)], { kind: 'execute' }), 'Done'],
    ['a sync', task('succeeded', [line(1, succeeded), line(2, succeeded)], { kind: 'sync' }), '2 written'],
  ])('of %s', (_, given, text) => {
    expect(taskSummary(given, 0)).toBe(text)
  })
})

describe('groupTasks', () => {
  const noon = new Date(2026, 10, 12, 12).getTime()
  const at = (id: number, daysAgo: number, state: Task['state'] = 'succeeded'): Task =>
    task(state, [], { id, createdAtMs: noon - daysAgo * 24 * 60 * MIN })

  test('has what runs first, then day by day, newest first', () => {
    const groups = groupTasks(
      [at(1, 400), at(2, 3), at(3, 1), at(4, 0), at(5, 0, 'failed'), at(6, 2, 'running')],
      noon,
    )
    expect(groups.map(({ title, tasks }) => [title, tasks.map(({ id }) => id)])).toEqual([
      ['Running', [6]],
      ['Today', [5, 4]],
      ['Yesterday', [3]],
      ['Mon 9 Nov', [2]],
      ['8 Oct 2025', [1]],
    ])
  })

  test('begins a day at midnight', () => {
    const midnight = new Date(2026, 10, 12).getTime()
    expect(dayTitle(midnight, noon)).toBe('Today')
    expect(dayTitle(midnight - 1, noon)).toBe('Yesterday')
  })

  test('filters by what runs and what failed', () => {
    expect(passesFilter(at(1, 0, 'waiting'), 'running')).toBe(true)
    expect(passesFilter(at(1, 0, 'failed'), 'running')).toBe(false)
    expect(passesFilter(at(1, 0, 'failed'), 'failed')).toBe(true)
  })
})

test('decisionText names what is checked in and what is kept', () => {
  expect(decisionText(['checkin', 'checkin'], 10)).toEqual({
    note: 'Checks in 2 hosts. You have 10\u00a0s to undo.',
    button: 'Check in 2 hosts',
  })
  expect(decisionText(['checkin', 'keep'], 0).button).toBe('Check in 1, keep 1')
  expect(decisionText(['checkin', 'keep'], 0).note).toContain('sent at once')
  expect(decisionText(['keep'], 10).button).toBe('Keep 1 host')
})
