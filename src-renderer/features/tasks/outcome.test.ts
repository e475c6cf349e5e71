import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { ErrorData, FailureCause } from '@shared/domain/error'
import type { Task, TaskLine } from '@shared/domain/task'
import { exitText, isBadExit } from '@renderer/features/tasks/exit-text'
import { failingLine } from '@renderer/features/tasks/failing-line'
import { failureText, failureWords } from '@renderer/features/tasks/failure-words'
import { resultTexts, textLines } from '@renderer/features/tasks/result-views'
import type { LogLine as ViewLine } from '@renderer/ui/log-lines'

const error: ErrorData = { code: 'PROVIDER', message: 'No address.', retryable: true }
const failed = { state: 'failed', error } as const
const steps = [
  { name: 'Queued', startedAtMs: 0, endedAtMs: 2000 },
  { name: 'Pull image', startedAtMs: 2000 },
  { name: 'SSH up' },
]

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

describe('failureWords', () => {
  const tower = { provider: 'AnsibleTower', instance: 'prod' } as const
  const job = {
    name: 'provision-network',
    id: '48197',
    link: { label: 'job 48197', url: 'https://t/#/48197' },
  }
  const cause: FailureCause = {
    reason: 'No free IPv6 address in pool lab-v6 (0 of 254 left).',
    job,
    node: { name: 'provision-network', index: 3, count: 5 },
    play: 'Deploy Satellite',
    task: 'network : Reserve an address',
  }
  const other: FailureCause = { reason: 'Template not found', job: { name: '', id: '48190' } }
  const told: ErrorData = { ...error, said: cause.reason, causes: [cause, other], hint: 'Ask for ipv4.' }
  const given = line(
    1,
    { state: 'failed', error: told },
    {
      links: [
        job.link,
        { label: 'workflow 7', url: 'https://t/7' },
        { label: 'API', url: 'https://t/api/7' },
      ],
    },
  )

  test('puts no words of ours into the mouth of the provider', () => {
    const ours = { ...error, causes: [{ ...cause, ours: true }] }
    const words = failureWords(task('failed', [given], tower), given, ours)
    expect(words).toMatchObject({ who: 'What went wrong', said: undefined })
    expect(words.where).toContainEqual({ label: 'Play', value: 'Deploy Satellite', links: [] })
  })

  test('says who said it, where, and what more there is', () => {
    const words = failureWords(task('failed', [given], tower), given, told)
    expect(words).toMatchObject({ who: 'AnsibleTower prod said', said: cause.reason, more: [other] })
    expect(words.where.map(({ label, value }) => `${label} ${value}`)).toEqual([
      'Play Deploy Satellite',
      'Job 48197 provision-network',
      'Task network : Reserve an address',
      'Node provision-network, 3 of 5',
      'Pages workflow 7, API',
    ])
    expect(words.where[1]?.links).toEqual([job.link])
    expect(failureText(words, told)).toBe(
      [
        cause.reason,
        'No address.',
        'Ask for ipv4.',
        'Play: Deploy Satellite',
        'Job: 48197 provision-network https://t/#/48197',
        'Task: network : Reserve an address',
        'Node: provision-network, 3 of 5',
        'Pages: workflow 7, API https://t/7 https://t/api/7',
        '',
        'Template not found',
        'Job: 48190',
      ].join('\n'),
    )
  })

  test('says where by the step, and speaks for itself, where the provider tells nothing', () => {
    const plain = line(2, failed, { steps: [...steps] })
    const words = failureWords(task('failed', [given, plain], tower), plain, error)
    expect(words).toMatchObject({ who: 'What went wrong', said: undefined, more: [] })
    expect(words.where.map(({ value }) => value)).toEqual(['2 of 2, host-2', 'Step 2 of 3, pull image'])
  })
})

describe('failingLine', () => {
  const info = (text: string): ViewLine => ({ number: 1, time: '', text, level: 'info' })
  const bad = (text: string): ViewLine => ({ number: 1, time: '', text, level: 'error' })
  const log = [
    info('TASK [a]'),
    bad('fatal: ignored'),
    info('...ignoring'),
    info('TASK [b]'),
    bad('fatal: [localhost]: FAILED! => {'),
    bad('  "msg": "No free IPv6 address in pool lab-v6 (0 of 254 left)."'),
    bad('}'),
    info('PLAY RECAP'),
    bad('cleaning up failed, too'),
  ]

  test('is the begin of the result with the reason in it', () => {
    expect(failingLine(log, 'No free IPv6 address in pool lab-v6 (0 of 254 left).\nmore')).toBe(4)
  })

  test('is the first error where the reason is nowhere', () => {
    expect(failingLine(log, 'Something else')).toBe(1)
    expect(failingLine(log, undefined)).toBe(1)
    expect(failingLine([info('a')], 'a')).toBe(-1)
  })
})

describe('a result', () => {
  const raw = { id: 7, name: 'run-script', extra_vars: '---\na: "1"' }

  test('is shown as it was printed, verbatim and as YAML', () => {
    const texts = resultTexts({ output: 'one\ntwo\n', exitCode: 2, raw })
    expect(texts.map(({ id }) => id)).toEqual(['output', 'raw', 'yaml'])
    expect(JSON.parse(texts[1]?.text ?? '')).toEqual(raw)
    expect(parse(texts[2]?.text ?? '')).toEqual(raw)
    expect(textLines(texts[0]?.text ?? '').map(({ text }) => text)).toEqual(['one', 'two'])
    expect(exitText({ output: '', exitCode: 0 })).toBe('Exit code 0')
    expect(exitText({ output: '' })).toBeUndefined()
    expect([0, 2, undefined].map((exitCode) => isBadExit({ output: '', exitCode }))).toEqual([
      false,
      true,
      false,
    ])
  })

  test('with artifacts is these, as Raw and as YAML', () => {
    const artifacts = { data_out: { list_templates: ['tpl-rhel-10.0'] } }
    const texts = resultTexts({ output: 'one', raw: { id: 7 }, artifacts })
    expect(JSON.parse(texts[1]?.text ?? '')).toEqual(artifacts)
    expect(parse(texts[2]?.text ?? '')).toEqual(artifacts)
  })

  test('without a description of the provider is what is known of it', () => {
    const texts = resultTexts({ output: '', exitCode: 0 })
    expect(texts.map(({ id }) => id)).toEqual(['raw', 'yaml'])
    expect(JSON.parse(texts[0]?.text ?? '')).toEqual({ exit_code: 0, output: '' })
  })
})
