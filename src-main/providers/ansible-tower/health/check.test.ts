import { createServer } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { healthReportSchema, type HealthReport } from '@shared/domain/provider'
import { towerConfigSchema } from '@main/providers/ansible-tower/config'
import { TowerInstance } from '@main/providers/ansible-tower/instance'
import { AWX_FLAVOURS, demoCatalog, startAwx, type AwxOptions, type AwxServer } from '@main/testing/awx'
import { portOf } from '@main/testing/port-of'
import { towerDeps, towerInstance } from '@main/testing/tower-harness'
import { checkInstance } from './check'

const ctx = { signal: new AbortController().signal }
const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end()
})

async function serve(options: AwxOptions = {}): Promise<AwxServer> {
  const server = await startAwx({ catalog: demoCatalog(), ...options })
  endings.push(() => server.close())
  return server
}

async function check(
  server: AwxServer,
  config: Readonly<Record<string, unknown>> = {},
): Promise<HealthReport> {
  const instance = towerInstance(server, config)
  endings.push(() => instance.dispose())
  return await checkInstance(instance, ctx)
}

/** Level and title of each line. */
function lines(report: HealthReport): readonly string[] {
  return report.items.map(({ level, title }) => `${level}: ${title}`)
}

describe.each(AWX_FLAVOURS)('%s', (flavour) => {
  test('is tested, and everything is told', async () => {
    const server = await serve({ flavour })
    const report = await check(server, { token: server.tokenFor('jdoe') })
    expect(healthReportSchema.safeParse(report).success).toBe(true)
    expect(report).toMatchObject({ usable: true, summary: 'Works' })
    expect(report.latencyMs).toEqual(expect.any(Number))
    expect(lines(report)).toEqual([
      `ok: Reached ${new URL(server.baseUrl).host}`,
      expect.stringMatching(
        { tower3: /^ok: Tower 3\./, awx: /^ok: AWX /, aap24: /^ok: AAP 2\.4, c/, aap25: /^ok: AAP 2\.5, c/ }[
          flavour
        ],
      ),
      'warn: Not encrypted',
      'ok: Signed in as jdoe',
      expect.stringMatching(/^ok: May start \d+ workflows and \d+ job templates$/),
      'ok: May run remove-vm',
      'ok: May run extend-vm',
    ])
    expect(report.identity?.map(({ label, value }) => [label, value])).toContainEqual([
      'Signed in as',
      'jdoe',
    ])
  })
})

describe('a connection test', () => {
  test('says when the token ends, and that it may write', async () => {
    const server = await serve()
    const token = server.tokenFor('jdoe', { expiresInMs: 3 * 86_400_000 })
    const report = await check(server, { token })
    expect(report.items[0]?.detail).toMatch(/^\d+\u00a0ms, /)
    const line = report.items.find(({ title }) => title === 'Signed in as jdoe')
    expect(line).toMatchObject({ level: 'warn', detail: expect.stringMatching(/^Token, may write, ends /) })
  })

  test('warns of a token that may only read, and leaves nothing behind', async () => {
    const server = await serve()
    const token = server.tokenFor('jdoe', { scope: 'read' })
    const report = await check(server, { token })
    expect(report.summary).toBe('Works, but may only read')
    expect(lines(report)).toContain('warn: The token may only read')
  })

  test('names the workflow that is missing, and proposes the nearest', async () => {
    const server = await serve()
    const report = await check(server, {
      extend_workflow: 'extend-vms',
      release_workflow: 'no-such-thing',
    })
    expect(report.summary).toBe('Works, but cannot check in and cannot extend')
    expect(lines(report)).toEqual(
      expect.arrayContaining(['warn: No workflow named no-such-thing', 'warn: No workflow named extend-vms']),
    )
    expect(report.fixes).toMatchObject([{ title: 'Use extend-vm', config: { extend_workflow: 'extend-vm' } }])
  })

  test('finds the workflow that is named with its organization, and says where a name is not enough', async () => {
    const server = await serve()
    const report = await check(server, { extend_workflow: 'Platform QE/twice', release_workflow: 'twice' })
    expect(lines(report)).toContain('ok: May run Platform QE/twice')
    expect(report.items).toContainEqual({
      level: 'warn',
      title: 'AnsibleTower prod has 2 workflows named twice.',
      detail: 'Say which one: Default/twice, Platform QE/twice.',
    })
    expect(report.summary).toBe('Works, but cannot check in')
  })

  test('warns of workflows that may not be run, and of nothing to start', async () => {
    const server = await serve()
    const report = await check(server, { token: server.tokenFor('viewer') })
    expect(lines(report)).toEqual(
      expect.arrayContaining([
        'warn: May start nothing',
        'warn: May not run remove-vm',
        'warn: May not run extend-vm',
      ]),
    )
  })

  test('looks for the inventory of the instance', async () => {
    const server = await serve()
    const found = await check(server, { inventory: 'shared-lab' })
    expect(lines(found)).toContain('ok: Inventory shared-lab')
    const missing = await check(server, { inventory: 'shared-lap' })
    expect(missing.items).toContainEqual({
      level: 'warn',
      title: 'AnsibleTower prod has no inventory shared-lap, or this user may not see it.',
      detail: expect.stringContaining('shared-lab'),
    })
  })

  test('warns of a clock that is wrong', async () => {
    const server = await serve()
    server.trouble.set({ clockSkewMs: 20 * 60_000 })
    expect(lines(await check(server))).toContainEqual(
      expect.stringMatching(/^warn: The clock of this computer is (19|20)\smin behind the server's$/),
    )
    server.trouble.set({ clockSkewMs: 60_000 })
    expect(lines(await check(server)).join()).not.toContain('clock')
  })

  test('offers to trust a certificate that nobody knows, and then works', async () => {
    const server = await serve({ tls: true })
    const report = await check(server, { ca_certificate: '' })
    expect(report).toMatchObject({
      usable: false,
      fixes: [
        { title: 'Trust this certificate', detail: expect.stringMatching(/SHA-256 ([0-9A-F]{2}:){31}/) },
      ],
    })
    expect(lines(report)).toContain('error: Certificate not trusted')
    const fixed = { ca_certificate: '', ...report.fixes?.[0]?.config }
    const again = await check(server, fixed)
    expect(again.usable).toBe(true)
    expect(lines(again)).toContain('ok: Certificate is the trusted one')
    expect(again.identity).toContainEqual(
      expect.objectContaining({ label: 'Certificate', value: 'localhost' }),
    )
  })

  test('is a report where nothing answers, and when the password is wrong', async () => {
    const nowhere = towerConfigSchema.parse({ base_url: 'http://127.0.0.1:9', token: 'tok' })
    const unreachable = new TowerInstance(nowhere, towerDeps())
    expect(await checkInstance(unreachable, ctx)).toMatchObject({
      usable: false,
      items: [{ level: 'error' }],
    })
    const server = await serve()
    const wrong = await check(server, { username: 'jdoe', password: 'wrong' })
    expect(wrong.summary).toContain('does not accept the user name and password')
  })

  test.each([
    ['', '/overview'],
    ['', '/access/users/page'],
    ['/tower', '/login'],
  ])(
    'of an address with the path of a page behind "%s%s" offers the one without it',
    async (basePath, page) => {
      const server = await serve({ basePath })
      const report = await check(server, { base_url: server.baseUrl + page })
      expect(report).toMatchObject({
        usable: false,
        code: 'CONFIG',
        fixes: [
          {
            title: `Use ${server.baseUrl}`,
            detail: 'AWX 24.6.1 answers there.',
            config: { base_url: server.baseUrl },
          },
        ],
      })
      expect(server.requests().filter(({ headers }) => headers['authorization'] !== undefined)).toEqual([])
    },
  )

  test('of an address that sends to https offers that one', async () => {
    const http = createServer((_, response) => {
      response.writeHead(301, { location: 'https://127.0.0.1/api/' }).end()
    })
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    endings.push(() => new Promise((resolve) => http.close(resolve)))
    const base_url = `http://127.0.0.1:${portOf(http)}`
    const instance = new TowerInstance(towerConfigSchema.parse({ base_url, token: 'tok' }), towerDeps())
    endings.push(() => instance.dispose())
    const fix = { title: 'Use https://127.0.0.1', config: { base_url: 'https://127.0.0.1' } }
    expect((await checkInstance(instance, ctx)).fixes).toMatchObject([
      { ...fix, detail: `${base_url} sends there.` },
    ])
  })

  test('of an address below which there is none offers nothing', async () => {
    const server = await serve({ basePath: '/tower' })
    const elsewhere = server.baseUrl.replace('/tower', '/other')
    const report = await check(server, { base_url: elsewhere })
    expect([report.usable, report.code, report.fixes]).toEqual([false, 'CONFIG', undefined])
  })

  test('that is stopped says so', async () => {
    const server = await serve()
    const instance = towerInstance(server)
    endings.push(() => instance.dispose())
    await expect(checkInstance(instance, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      data: { code: 'CANCELLED' },
    })
  })
})
