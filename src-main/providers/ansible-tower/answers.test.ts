import { describe, expect, test } from 'vitest'
import { redirectTarget, troubleIn } from './answers'
import type { RawAnswer, RawRequest } from './transport'

const base = new URL('https://tower.example.com/tower/')
const url = new URL('https://tower.example.com/tower/api/v2/jobs/9/')
const now = Date.UTC(2026, 10, 12, 14)

function answer(status: number, body: unknown, headers: Record<string, string> = {}): RawAnswer {
  const isText = typeof body === 'string'
  return {
    status,
    headers: { 'content-type': isText ? 'text/plain' : 'application/json', ...headers },
    body: isText ? body : JSON.stringify(body),
  }
}

function trouble(
  given: RawAnswer,
  { method = 'GET', wants = 'json' }: { method?: RawRequest['method']; wants?: 'json' | 'text' } = {},
): ReturnType<typeof troubleIn> {
  return troubleIn({ method, url }, given, base, wants, now)
}

describe('a good answer', () => {
  test.each([
    ['JSON', answer(200, {}), 'json'],
    ['made', answer(201, { id: 1 }), 'json'],
    ['empty (a cancel, a delete)', answer(202, ''), 'json'],
    ['text where text is wanted', answer(200, 'ok: [localhost]'), 'text'],
    ['a job that printed a page', answer(200, '<html><title>x</title></html>'), 'text'],
  ] as const)('%s', (_, given, wants) => {
    expect(trouble(given, { wants })).toBeUndefined()
  })
})

describe('an error', () => {
  test.each([
    [400, { extra_vars: ['Variables a are not allowed.'], __all__: ['Label already exists.'] }, 'invalid'],
    [401, { detail: 'Authentication credentials were not provided.' }, 'auth'],
    [403, { detail: 'You do not have permission to perform this action.' }, 'permission'],
    [403, { detail: 'License is missing.' }, 'licence'],
    [403, { detail: 'License has expired.' }, 'licence'],
    [403, { detail: 'License count of 10 instances has been reached.' }, 'licence'],
    [403, { detail: 'Host count exceeds available instances.' }, 'licence'],
    [403, { detail: 'CSRF Failed: Referer checking failed' }, 'permission'],
    [404, { detail: 'No WorkflowJob matches the given query.' }, 'not-found'],
    [404, { detail: 'The requested resource could not be found.' }, 'not-found'],
    [404, 'default backend - 404', 'not-api'],
    [405, { detail: 'Method "POST" not allowed.' }, 'method'],
    [407, 'Proxy Authentication Required', 'proxy'],
    [408, 'Request Timeout', 'timeout'],
    [409, { error: 'Resource is being used by running jobs.' }, 'conflict'],
    [415, { detail: 'You did not use correct Content-Type' }, 'invalid'],
    [429, { detail: 'Request was throttled.' }, 'busy'],
    [500, { detail: 'A server error has occurred.' }, 'server'],
    [503, 'no healthy upstream', 'server'],
    [504, 'upstream request timeout', 'server'],
    [502, '<html><head><title>502 Bad Gateway</title></head></html>', 'not-api'],
    [200, '<!DOCTYPE html><title>Sign in</title>', 'not-api'],
    [200, 'hello', 'not-api'],
  ])('%i %j is %s', (status, body, kind) => {
    expect(trouble(answer(status, body))?.kind).toBe(kind)
  })

  test('says the words of the server, and of which field', () => {
    const found = trouble(answer(400, { name: ['Too long.', 'Not unique.'], __all__: ['Already exists.'] }))
    expect(found?.details).toMatchObject({
      said: 'name: Too long. Not unique.\nAlready exists.',
      fieldErrors: { name: 'Too long. Not unique.' },
    })
    expect(trouble(answer(502, '<html><title>Bad Gateway</title></html>'))?.details.said).toBe('Bad Gateway')
  })

  test.each([
    ['JWT is expired', 'The platform gateway and the controller do not accept each other.'],
    ['User inactive or deleted.', 'The user is disabled or deleted there.'],
    ['Invalid username/password.', undefined],
  ])('401 %s says why', (detail, reason) => {
    expect(trouble(answer(401, { detail }))?.details.reason).toBe(reason)
  })

  test.each([
    ['7', undefined, 7000],
    [new Date(now + 9000).toUTCString(), undefined, 9000],
    // By the server's own clock, which is an hour ahead.
    [new Date(now + 3_609_000).toUTCString(), new Date(now + 3_600_000).toUTCString(), 9000],
    [new Date(now - 9000).toUTCString(), undefined, 0],
    ['soon', undefined, undefined],
  ])('429 with Retry-After %s', (value, date, ms) => {
    const headers = { 'retry-after': value, ...(date === undefined ? {} : { date }) }
    expect(trouble(answer(429, {}, headers))?.details.retryAfterMs).toBe(ms)
  })
})

describe('a redirect', () => {
  const to = (location: string): RawAnswer => answer(302, '', { location })

  test('within the server is followed by what only reads', () => {
    const target = redirectTarget({ method: 'GET', url }, to('/tower/api/v2/hosts/5/ansible_facts/'))
    expect(target?.href).toBe('https://tower.example.com/tower/api/v2/hosts/5/ansible_facts/')
    expect(redirectTarget({ method: 'POST', url }, to('/tower/api/v2/x/'))).toBeUndefined()
  })

  test.each([
    ['https://evil.example.com/api/v2/', 'elsewhere'],
    ['http://tower.example.com/api/v2/', 'elsewhere'],
    ['https://tower.example.com:8443/api/v2/', 'elsewhere'],
    ['//evil.example.com/', 'elsewhere'],
    ['/migrations_notran/', 'upgrading'],
    ['https://tower.example.com/migrations_notran/', 'upgrading'],
  ])('to %s is %s and not followed', (location, kind) => {
    expect(redirectTarget({ method: 'GET', url }, to(location))).toBeUndefined()
    expect(trouble(to(location))?.kind).toBe(kind)
  })

  test('from http to https says the address that is right, with its path', () => {
    const plain = {
      base: new URL('http://tower.example.com/tower/'),
      url: new URL('http://tower.example.com/tower/api/'),
    }
    const found = troubleIn(
      { method: 'GET', url: plain.url },
      to('https://tower.example.com/tower/api/'),
      plain.base,
      'json',
      now,
    )
    expect(found).toMatchObject({ kind: 'moved', details: { location: 'https://tower.example.com/tower' } })
  })
})
