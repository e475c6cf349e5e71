import { describe, expect, test } from 'vitest'
import { briefReason } from '@shared/domain/error'

describe('the reason of an error in one line', () => {
  test("is the provider's first reason, its first line", () => {
    const causes = [{ reason: '\nNo capacity left.\nAsk for less.' }, { reason: 'Older.' }]
    expect(briefReason({ message: 'job 7 failed', causes })).toBe('No capacity left.')
  })

  test.each([[undefined], [[]], [[{ reason: ' ' }]]])('is our own message without one', (causes) => {
    expect(briefReason({ message: 'job 7 failed', ...(causes === undefined ? {} : { causes }) })).toBe(
      'job 7 failed',
    )
  })
})
