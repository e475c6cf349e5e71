import { expect, test } from 'vitest'
import { MASK, redactText } from '@shared/lib/redact'

test('a secret is masked as it is and as JSON writes it', () => {
  const secret = 'pa"ss\\word'
  expect(redactText(`said ${secret}`, [secret])).toBe(`said ${MASK}`)
  expect(redactText(JSON.stringify({ secret }), [secret])).toBe(JSON.stringify({ secret: MASK }))
})

test('the longest goes first, and short ones are left', () => {
  expect(redactText('hunter2 hunter2-extra abc', ['hunter2', 'hunter2-extra', 'abc'])).toBe(
    `${MASK} ${MASK} abc`,
  )
})
