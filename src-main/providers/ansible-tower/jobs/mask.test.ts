import { expect, test } from 'vitest'
import { MASK } from '@shared/lib/redact'
import { Mask } from './mask'

const SECRET = 'canary-5f1d'

test.each([
  ['in a map', { env: { DB_PASSWORD: SECRET } }],
  ['in a list', { users: [{ name: 'root', password: SECRET }] }],
  ['in JSON that is written as text', { env: JSON.stringify({ DB_PASSWORD: SECRET }) }],
])('a secret %s is masked wherever the server repeats it', (_name, args) => {
  const mask = new Mask(args)
  expect(mask.text(`Cannot connect with ${SECRET}.`)).toBe(`Cannot connect with ${MASK}.`)
  expect(JSON.stringify(mask.json({ ...args, note: SECRET, said: [`by ${SECRET}`] }))).not.toContain(SECRET)
})

test('what is no secret stays, also beside one', () => {
  const args = { size: 2, env: { DB_USER: 'maya', DB_PASSWORD: SECRET } }
  expect(new Mask(args).json(args)).toEqual({ size: 2, env: { DB_USER: 'maya', DB_PASSWORD: MASK } })
})
