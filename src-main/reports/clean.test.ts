import { expect, it } from 'vitest'
import { MASK } from '@shared/lib/redact'
import { cleanJson, redactor } from './clean'

const SECRET = 'p&ss "w/rd"'

it('takes a secret out of every text, also as it stands in an address and in JSON', () => {
  const redact = redactor([SECRET, 'abc', ''], (text) => text)
  expect(redact(`it is ${SECRET}, twice ${SECRET}`)).toBe(`it is ${MASK}, twice ${MASK}`)
  expect(redact(`https://x/?q=${encodeURIComponent(SECRET)}`)).toBe(`https://x/?q=${MASK}`)
  expect(redact(JSON.stringify({ SECRET }))).toBe(`{"SECRET":"${MASK}"}`)
  expect(redact('https://maya:hunter22@tower.example.com/api')).toBe(`https://${MASK}@tower.example.com/api`)
  // Three letters would mask ordinary words.
  expect(redact('abc')).toBe('abc')
})

it('leaves nothing of a secret that contains another', () => {
  expect(redactor(['hunter', 'hunter22'], (text) => text)('hunter22')).toBe(MASK)
})

it('asks whoever knows more secrets', () => {
  expect(redactor([], (text) => text.replace('token-1', MASK))('a token-1')).toBe(`a ${MASK}`)
})

it('masks what stands under a name that says secret, and keeps the shape of the rest', () => {
  const redact = redactor([SECRET], (text) => text)
  expect(
    cleanJson(
      {
        password: 'x',
        root_password: ['x'],
        api_token: { deep: 'x' },
        secret: 12,
        has_secret: true,
        token: null,
        passwd: '',
        inner: [
          { name: 'activation_key', value: 'x' },
          { label: 'Root password', value: 'x' },
        ],
        plain: [1, true, null, { name: 'os', value: 'rhel' }],
        [`key ${SECRET}`]: 'x',
      },
      redact,
    ),
  ).toEqual({
    password: MASK,
    root_password: MASK,
    api_token: MASK,
    secret: MASK,
    has_secret: true,
    token: null,
    passwd: '',
    inner: [
      { name: 'activation_key', value: MASK },
      { label: 'Root password', value: MASK },
    ],
    plain: [1, true, null, { name: 'os', value: 'rhel' }],
    [`key ${MASK}`]: 'x',
  })
})

it('asks about all texts of a value at once, and apart where one has what stands between them', () => {
  const asked: string[] = []
  const redact = (text: string): string => {
    asked.push(text)
    return text.replaceAll('hunter22', MASK)
  }
  expect(cleanJson({ a: 'hunter22', b: ['x hunter22', 'x'] }, redact)).toEqual({
    a: MASK,
    b: [`x ${MASK}`, 'x'],
  })
  expect(asked).toHaveLength(1)
  expect(cleanJson({ a: 'hunter22\u0000b', c: 'hunter22' }, redact)).toEqual({
    a: `${MASK}\u0000b`,
    c: MASK,
  })
})
