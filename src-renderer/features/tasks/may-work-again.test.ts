import { expect, test } from 'vitest'
import type { LineStatus, TaskLine } from '@shared/domain/task'
import { mayWorkAgain } from '@renderer/features/tasks/may-work-again'

const failed = (retryable: boolean): LineStatus => ({
  state: 'failed',
  error: { code: 'PROVIDER', message: 'No.', retryable },
})
const task = (...statuses: readonly LineStatus[]): { lines: TaskLine[] } => ({
  lines: statuses.map((status, index) => ({ line: index + 1, title: 'x', status, steps: [], links: [] })),
})

test.each<[string, readonly LineStatus[], boolean]>([
  ['one that cannot work unchanged', [{ state: 'succeeded' }, failed(false)], false],
  ['one that may, beside one that cannot', [failed(false), failed(true)], true],
  ['one that was cancelled', [{ state: 'cancelled', reason: 'By you.' }], true],
])('a retry as it was is offered for %s: %j', (_name, statuses, expected) => {
  expect(mayWorkAgain(task(...statuses))).toBe(expected)
})
