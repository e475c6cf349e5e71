import { describe, expect, test } from 'vitest'
import { briefReason } from '@shared/domain/error'

describe('the reason of an error in one line', () => {
  test("is the provider's first reason, its first line", () => {
    const causes = [{ reason: '\nNo capacity left.\nAsk for less.' }, { reason: 'Older.' }]
    expect(briefReason({ message: 'job 7 failed', causes })).toBe('No capacity left.')
  })

  test('is the end of a traceback, not its beginning', () => {
    const reason = [
      'Traceback (most recent call last):',
      '  File "jobs.py", line 594, in run',
      'RuntimeError: the execution node went away',
      '',
    ].join('\n')
    expect(briefReason({ message: 'job 7 failed', causes: [{ reason }] })).toBe(
      'RuntimeError: the execution node went away',
    )
  })

  test.each([[undefined], [[]], [[{ reason: ' ' }]]])('is our own message without one', (causes) => {
    expect(briefReason({ message: 'job 7 failed', ...(causes === undefined ? {} : { causes }) })).toBe(
      'job 7 failed',
    )
  })
})
