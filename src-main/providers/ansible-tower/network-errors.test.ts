import { describe, expect, test } from 'vitest'
import { networkTrouble } from './network-errors'
import { ProxyRefusal } from './tunnel'

function thrown(code: string, message = 'x'): Error {
  return Object.assign(new Error(message), { code, config: { headers: { Authorization: 'Bearer geheim' } } })
}

describe('a request without an answer', () => {
  test.each([
    ['ENOTFOUND', 'no-name', false],
    ['EAI_AGAIN', 'no-name', false],
    ['ECONNREFUSED', 'refused', false],
    ['EHOSTUNREACH', 'refused', false],
    ['ETIMEDOUT', 'timeout', true],
    ['ECONNRESET', 'cut', true],
    ['EPIPE', 'cut', true],
    ['ERR_BAD_RESPONSE', 'cut', true],
    ['HPE_INVALID_CONSTANT', 'unreadable', true],
    ['CERT_HAS_EXPIRED', 'tls', false],
  ])('%s is %s', (code, kind, uncertain) => {
    const found = networkTrouble(thrown(code), false)
    expect([found.kind, found.details.uncertain ?? false]).toEqual([kind, uncertain])
    expect(JSON.stringify(found)).not.toContain('geheim')
  })

  test.each([
    ['connect', false],
    ['write', true],
    ['read', true],
  ])('that could not be routed while it did %s may have come to the server: %s', (syscall, uncertain) => {
    const cause = Object.assign(new Error('x'), { code: 'EHOSTUNREACH', syscall })
    const error = Object.assign(new Error('x', { cause }), { code: 'EHOSTUNREACH' })
    expect(networkTrouble(error, false).details.uncertain ?? false).toBe(uncertain)
  })

  test.each([
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'It is self-signed.'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'It is signed by an authority that this computer does not know.'],
    ['CERT_HAS_EXPIRED', 'It has expired.'],
    ['CERT_NOT_YET_VALID', 'It is not valid yet. Check the clock of this computer.'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'It was made for another name.'],
    ['CERT_REVOKED', 'CERT_REVOKED.'],
  ])('%s says %s', (code, reason) => {
    expect(networkTrouble(thrown(code), false).details.reason).toBe(reason)
  })

  test.each(['ECONNREFUSED', 'ENOTFOUND'])('%s of a proxy is the proxy', (code) => {
    expect(networkTrouble(thrown(code), true).kind).toBe('proxy')
  })

  test('a refusal of a proxy has its status, also inside of another error', () => {
    expect(networkTrouble(new ProxyRefusal(407), true)).toMatchObject({
      kind: 'proxy',
      details: { status: 407 },
    })
    const wrapped = new Error('outer', { cause: new ProxyRefusal(503) })
    expect(networkTrouble(wrapped, true)).toMatchObject({ kind: 'proxy', details: { status: 503 } })
  })
})
