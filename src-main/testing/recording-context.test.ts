import { expect, test } from 'vitest'
import { RecordingContext } from '@main/testing/recording-context'

test('RecordingContext writes down everything in order and knows what is claimed', () => {
  const ctx = new RecordingContext()
  ctx.plan(['a', 'b'])
  ctx.step('a')
  ctx.claim({ id: '1' })
  ctx.progress(0.5, 'half')
  ctx.log('line')
  ctx.link({ label: 'job', url: 'https://example.com' })
  expect(ctx.claimed).toEqual({ id: '1' })
  ctx.unclaim()
  expect(ctx.claimed).toBeUndefined()
  expect(ctx.events.map((event) => event.type)).toEqual([
    'plan',
    'step',
    'claim',
    'progress',
    'log',
    'link',
    'unclaim',
  ])
  expect(ctx.lines).toEqual(['line'])
})

test('RecordingContext keeps the steps that were begun when the plan changes', () => {
  const ctx = new RecordingContext()
  ctx.plan(['look', 'pull', 'start'])
  ctx.step('look')
  ctx.plan(['start'])
  expect(ctx.planned).toEqual(['look', 'start'])
  expect(ctx.begun).toEqual(['look'])
})

test('RecordingContext takes reported steps for the plan, without those that are skipped', () => {
  const ctx = new RecordingContext()
  ctx.steps([
    { name: 'a', state: 'done' },
    { name: 'b', state: 'skipped' },
    { name: 'c', state: 'running' },
    { name: 'd', state: 'waiting' },
  ])
  expect(ctx.planned).toEqual(['a', 'c', 'd'])
  expect(ctx.begun).toEqual(['a', 'c'])
})

test('RecordingContext goes on with the id and the mark of an earlier one', () => {
  const first = new RecordingContext()
  first.mark({ job: '7' })
  const resumed = new RecordingContext(undefined, first)
  expect(resumed).toMatchObject({ operationId: first.operationId, marked: { job: '7' } })
  expect(new RecordingContext().operationId).not.toBe(first.operationId)
})

test('RecordingContext can be aborted at any event', () => {
  const ctx: RecordingContext = new RecordingContext((event, index) => {
    if (event.type === 'step' && index === 1) ctx.abort()
  })
  ctx.plan(['a'])
  expect(ctx.signal.aborted).toBe(false)
  ctx.step('a')
  expect(ctx.signal.aborted).toBe(true)
})
