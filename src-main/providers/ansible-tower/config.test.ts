import { describe, expect, test } from 'vitest'
import { checkForm } from '@shared/domain/form-check'
import { fieldSchema } from '@shared/domain/form'
import { parseBase, resolvePath } from './address'
import { towerConfigFields } from './config-fields'
import { towerConfigSchema, wayIn } from './config'

const least = { base_url: 'https://tower.example.com', token: 'tok' }

/** What is wrong with a configuration, by field. */
function problems(config: object): Record<string, string> {
  const parsed = towerConfigSchema.safeParse(config)
  return Object.fromEntries(
    (parsed.error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]),
  )
}

describe('a configuration', () => {
  test("has Broker's defaults, and asks before it touches what a failed check out left", () => {
    expect(towerConfigSchema.parse(least)).toMatchObject({
      release_workflow: 'remove-vm',
      extend_workflow: 'extend-vm',
      new_expire_time: '+172800',
      workflow_timeout: 3600,
      max_resilient_wait: 7200,
      workflow_poll_interval: 5,
      error_scope: 'last',
      dangling_behavior: 'prompt',
      verify_tls: true,
    })
  })

  test("takes the section of Broker's settings file as it is", () => {
    const parsed = towerConfigSchema.parse({
      base_url: 'https://tower.example.com/',
      username: 'jdoe',
      password: 'geheim',
      inventory: 7,
      new_expire_time: 86_400,
      results_limit: 50,
      aap_version: 2.5,
      dangling_behavior: 'checkin',
      provider_labels: { team: 'qe', critical: null, tier: 1 },
    })
    expect(parsed).toMatchObject({
      inventory: '7',
      new_expire_time: '+86400',
      provider_labels: { team: 'qe', critical: '', tier: '1' },
    })
    expect(parsed).not.toHaveProperty('aap_version')
  })

  test.each([
    [{}, 'token'],
    [{ base_url: 'https://t', auth_type: 'password', username: 'a' }, 'password'],
    [{ base_url: 'https://t', auth_type: 'password', password: 'a' }, 'username'],
    [{ base_url: 'https://t', username: 'a' }, 'password'],
    [{ base_url: 'https://t', auth_type: 'token' }, 'token'],
    [{ ...least, base_url: 'tower.example.com' }, 'base_url'],
    [{ ...least, base_url: 'ftp://tower.example.com' }, 'base_url'],
    [{ ...least, base_url: 'https://user:pass@tower.example.com' }, 'base_url'],
    [
      { ...least, ca_certificate: '-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----' },
      'ca_certificate',
    ],
    [{ ...least, token: 'half\nhalf' }, 'token'],
    [{ ...least, token: 'Tok…en' }, 'token'],
    [{ ...least, dangling_behavior: 'explode' }, 'dangling_behavior'],
    [{ ...least, workflow_timeout: -1 }, 'workflow_timeout'],
  ])('%j is wrong in %s', (config, field) => {
    const given = 'base_url' in config ? config : { base_url: 'https://t', ...config }
    expect(Object.keys(problems(given))).toEqual([field])
  })

  test.each([
    [{ token: 't', username: 'u', password: 'p' }, 'token'],
    [{ token: 't', username: 'u', password: 'p', auth_type: 'password' }, 'password'],
    [{ username: 'u', password: 'p' }, 'password'],
    [{ username: 'u', password: 'p', auth_type: 'token' }, 'password'],
    [{}, 'token'],
  ] as const)('%j signs in with the %s', (config, way) => {
    expect(wayIn(config)).toBe(way)
  })

  test('takes a longest lease that is a length of time, and no other', () => {
    const parse = (max_lease: string) =>
      towerConfigSchema.safeParse({ base_url: 'https://tower.example.com', token: 't', max_lease })
    expect(parse('14d').success).toBe(true)
    expect(parse('').data?.max_lease).toBeUndefined()
    expect(parse('two weeks').error?.issues[0]?.message).toBe('Say a length such as 14d, 36h or 90m.')
  })

  test('has a form whose defaults are those of the schema and whose secrets are two', () => {
    const parsed: Readonly<Record<string, unknown>> = towerConfigSchema.parse(least)
    for (const field of towerConfigFields) {
      expect(fieldSchema.safeParse(field).success).toBe(true)
      if (field.default !== undefined && field.name !== 'auth_type') {
        expect(parsed[field.name], field.name).toEqual(field.default)
      }
    }
    const secrets = towerConfigFields.filter(({ type }) => type === 'secret').map(({ name }) => name)
    expect(secrets).toEqual(['token', 'password'])
    expect(checkForm(towerConfigFields, least)).toEqual({})
  })
})

describe('an address', () => {
  test.each([
    ['https://t.example.com', 'https://t.example.com/'],
    ['https://t.example.com/', 'https://t.example.com/'],
    [' https://t.example.com/tower/ ', 'https://t.example.com/tower/'],
    ['https://t.example.com/api/v2/', 'https://t.example.com/'],
    ['https://t.example.com/tower/api/controller/v2/', 'https://t.example.com/tower/'],
    ['https://t.example.com/#/templates', 'https://t.example.com/'],
    ['https://t.example.com/execution/templates', 'https://t.example.com/'],
    ['http://t.example.com:8052', 'http://t.example.com:8052/'],
    ['https://', undefined],
    ['nonsense', undefined],
  ])('%s is %s', (given, href) => {
    expect(parseBase(given)?.href).toBe(href)
  })

  test.each([
    ['jobs/9/', 'https://t.example.com/tower/api/v2/jobs/9/'],
    ['/tower/api/v2/jobs/9/', 'https://t.example.com/tower/api/v2/jobs/9/'],
    // A reverse proxy that takes its path off does not put it into links.
    ['/api/v2/jobs/9/?page=2', 'https://t.example.com/tower/api/v2/jobs/9/?page=2'],
    ['https://t.example.com/tower/api/v2/jobs/9/', 'https://t.example.com/tower/api/v2/jobs/9/'],
    ['https://evil.example.com/api/v2/', undefined],
    ['//evil.example.com/api/v2/', undefined],
    ['http://t.example.com/api/v2/', undefined],
    ['javascript:alert(1)', undefined],
  ])('%s below a path is %s', (path, href) => {
    const base = new URL('https://t.example.com/tower/')
    expect(resolvePath(base, '/tower/api/v2/', path)?.href).toBe(href)
  })
})
