import { beforeEach, expect, test } from 'vitest'
import type { TaskStep } from '@shared/domain/task'
import { MASK } from '@shared/lib/redact'
import type { LinePatch } from '@main/ports/inventory'
import type { WorkMark } from '@main/providers/contract'
import { createLineContext } from '@main/tasks/line-context'
import type { LineContext } from '@main/tasks/line-context'
import { FakeClock } from '@main/testing/fake-clock'

const SECRET = 'hunter2-is-long'
let clock: FakeClock
let marks: Map<string, WorkMark>
let logged: string[]
let line: { steps: readonly TaskStep[]; message?: string | null; reconnecting?: string | null }
let ctx: LineContext

beforeEach(() => {
  clock = new FakeClock({ startMs: 1_000 })
  marks = new Map([['check-out', { job: '1' }]])
  logged = []
  line = { steps: [] }
  ctx = createLineContext({
    clock,
    signal: new AbortController().signal,
    secrets: [SECRET],
    operationId: 'check-out',
    marked: (id) => marks.get(id),
    mark: (id, mark) => void marks.set(id, mark),
    change(patch: LinePatch) {
      const { steps, message, reconnecting } = patch
      line = {
        steps: steps ?? line.steps,
        ...(message === undefined ? {} : { message }),
        ...(reconnecting === undefined ? {} : { reconnecting }),
      }
    },
    log: (text) => void logged.push(text),
  })
})

test('steps that the provider reports replace all, in its order and with its times', async () => {
  ctx.plan(['Launch'])
  const link = { label: 'Job 5', url: 'https://example.com/5' }
  ctx.steps([
    { name: 'network', state: 'done', startedAtMs: 10, endedAtMs: 20 },
    { name: 'vm', state: 'running', startedAtMs: 20, detail: `pending: ${SECRET}`, link },
    { name: 'dns', state: 'running' },
    { name: 'fallback', state: 'waiting' },
  ])
  expect(line.steps).toEqual([
    { name: 'network', startedAtMs: 10, endedAtMs: 20 },
    { name: 'vm', startedAtMs: 20, detail: `pending: ${MASK}`, link },
    { name: 'dns', startedAtMs: 1_000 },
    { name: 'fallback' },
  ])
  expect(logged).toEqual(['network', 'vm', 'dns'])
  await clock.advance(500)
  ctx.steps([
    { name: 'network', state: 'done', startedAtMs: 10, endedAtMs: 20 },
    { name: 'vm', state: 'failed', startedAtMs: 20 },
    { name: 'dns', state: 'cancelled' },
    { name: 'fallback', state: 'skipped' },
  ])
  expect(line.steps).toEqual([
    { name: 'network', startedAtMs: 10, endedAtMs: 20 },
    { name: 'vm', startedAtMs: 20, endedAtMs: 1_500, outcome: 'failed' },
    { name: 'dns', startedAtMs: 1_000, endedAtMs: 1_500, outcome: 'cancelled' },
    { name: 'fallback', outcome: 'skipped' },
  ])
  expect(logged, 'a step is told of once').toEqual(['network', 'vm', 'dns'])
})

test('an outage is told without secrets, and its end', () => {
  ctx.reconnecting(`502 from ${SECRET}`)
  expect(line.reconnecting).toBe(`502 from ${MASK}`)
  ctx.reconnecting(undefined)
  expect(line.reconnecting).toBeNull()
})

test('a text is logged by its lines, the empty ones between them too', () => {
  ctx.log('Traceback:\n\n  line 594\r\n')
  ctx.log('')
  expect(logged).toEqual(['Traceback:', '', '  line 594', ''])
})

test('each piece of work of a line has a mark of its own', () => {
  expect(ctx).toMatchObject({ operationId: 'check-out', marked: { job: '1' } })
  const release = ctx.forOperation('release')
  expect(release).toMatchObject({ operationId: 'release', marked: undefined })
  release.mark({ job: '2' })
  ctx.mark({ job: '3' })
  expect(Object.fromEntries(marks)).toEqual({ 'check-out': { job: '3' }, release: { job: '2' } })
  release.log('both write to one log')
  expect(logged).toEqual(['both write to one log'])
})
