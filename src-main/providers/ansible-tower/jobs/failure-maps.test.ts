import { describe, expect, test } from 'vitest'
import type { FailureCause } from '@shared/domain/error'
import { apiOf, job, leaf, workflow } from '@main/testing/tower-trees'
import { causesOf } from './causes'
import { danglingArtifacts } from './dangling'
import { eventSchema, type JobEvent } from './schemas'

describe('the causes of a failure', () => {
  const event = (data: Readonly<Record<string, unknown>>): JobEvent =>
    eventSchema.parse({ id: 1, event: 'runner_on_failed', failed: true, event_data: data })
  const reasonsOf = (
    status: string,
    more: Readonly<Record<string, unknown>>,
    ...events: JobEvent[]
  ): string[] =>
    causesOf(apiOf(), { job: job(7, { status, failed: true, ...more }), events }).map(({ reason }) => reason)

  test('are the traceback or explanation of a job that broke', () => {
    expect(reasonsOf('error', { result_traceback: 'Traceback', job_explanation: 'x' })).toEqual(['Traceback'])
    expect(reasonsOf('error', { result_traceback: '', job_explanation: 'x' })).toEqual(['x'])
  })

  test('are the messages of failed events; parents without a result tell nothing', () => {
    const events = [event({ task: 'A' }), event({ task: 'A', res: { msg: 'No capacity' }, host: 'h' })]
    const [cause, ...others] = causesOf(apiOf(), { job: job(7, { status: 'failed' }), events })
    expect(cause).toMatchObject({ reason: 'No capacity', task: 'A', host: 'h', job: { id: '7' } })
    expect(others).toEqual([])
  })

  test('are those of the items of a loop, each once', () => {
    const items = [
      { failed: true, msg: 'bad', item: 'x' },
      { failed: false, msg: 'fine' },
    ]
    const loop = event({ res: { msg: 'One or more items failed', results: items } })
    expect(reasonsOf('failed', {}, loop, loop)).toEqual(['x: bad'])
  })

  test('are those of the items of a loop also where each item is told by itself', () => {
    const x = { failed: true, msg: 'bad', item: { name: 'x' }, _ansible_item_label: 'x' }
    const y = { failed: true, msg: 'worse', item: 5, _ansible_item_label: 5 }
    const loop = event({ res: { msg: 'One or more items failed', results: [x, y] } })
    expect(reasonsOf('failed', {}, event({ res: x }), event({ res: y }), loop)).toEqual([
      'x: bad',
      '5: worse',
    ])
  })

  test('are what the server says where no_log hides them, or a message that is no text', () => {
    expect(reasonsOf('failed', {}, event({ res: { censored: 'hidden' } }))).toEqual(['hidden'])
    expect(reasonsOf('failed', {}, event({ res: { msg: { code: 5 } } }))).toEqual(['{"code":5}'])
  })

  test('are the end of the output where nothing else tells, and at last the page', () => {
    const failed = { job: job(7, { status: 'failed' }), events: [], output: `${'x'.repeat(3000)}\nthe end` }
    expect(causesOf(apiOf(), failed)[0]?.reason).toMatch(/the end$/)
    expect(reasonsOf('failed', {})).toEqual([
      'Why job-7 failed cannot be told: https://tower.test/#/jobs/playbook/7/output',
    ])
  })
})

describe('what a failed workflow had finished', () => {
  const cause = (reason: string): FailureCause => ({ reason })
  const tree = workflow(
    1,
    leaf(2, { vm_name: 'a' }),
    workflow(
      3,
      leaf(4, { _broker_facts: { name: 'a', fqdn: 'a.test' } }),
      leaf(5, { _broker_facts: { name: 'b' } }),
    ),
    leaf(6, { vm_name: 'failed' }, { status: 'failed', failed: true }),
    leaf(7, { other: 1 }),
    leaf(8, '$hidden$'),
  )

  test('is each machine once, with all that its jobs tell of it', () => {
    expect(danglingArtifacts(tree, [cause('No capacity')]).map(({ artifacts }) => artifacts)).toEqual([
      { vm_name: 'a', _broker_facts: { name: 'a', fqdn: 'a.test' } },
      { _broker_facts: { name: 'b' } },
    ])
  })

  test('is nothing when the workflow says that it has cleaned up', () => {
    expect(danglingArtifacts(tree, [cause('x'), cause('The host was automatically checked-in.')])).toEqual([])
  })
})
