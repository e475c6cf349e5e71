import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { fingerprint, judgeHostKey } from './known-hosts'

function key(fill: number): Buffer {
  const type = Buffer.from('ssh-ed25519')
  const head = Buffer.alloc(4)
  head.writeUInt32BE(type.length)
  return Buffer.concat([head, type, Buffer.alloc(36, fill)])
}
const mine = key(1)
const line = (host: string, of = mine): string => `${host} ssh-ed25519 ${of.toString('base64')} comment`
const hashed = (host: string): string => {
  const salt = Buffer.alloc(20, 7)
  return `|1|${salt.toString('base64')}|${createHmac('sha1', salt).update(host).digest('base64')}`
}

test.each([
  ['plain', line('box'), 22, 'known'],
  ['one of several names', line('other,box'), 22, 'known'],
  ['another port', line('[box]:2222'), 2222, 'known'],
  ['the name without its port', line('box'), 2222, 'unknown'],
  ['hashed', line(hashed('box')), 22, 'known'],
  ['pattern', line('b*'), 22, 'known'],
  ['negated pattern', line('b*,!box'), 22, 'unknown'],
  ['nothing', '', 22, 'unknown'],
  ['comment', `# ${line('box')}`, 22, 'unknown'],
  ['another key', line('box', key(2)), 22, 'changed'],
  ['another key and the right one', `${line('box', key(2))}\n${line('box')}`, 22, 'known'],
  ['revoked', `${line('box')}\n@revoked ${line('*')}`, 22, 'revoked'],
  ['certificate authority', `@cert-authority ${line('box')}`, 22, 'unknown'],
])('%s', (_title, text, port, verdict) => {
  expect(judgeHostKey(text, 'box', port, mine)).toBe(verdict)
})

test('a fingerprint is written as ssh writes it', () => {
  expect(fingerprint(Buffer.from('abc'))).toBe('SHA256:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0')
})
