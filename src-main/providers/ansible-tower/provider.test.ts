import { afterEach, describe, expect, test } from 'vitest'
import { BrokerError, type ErrorData } from '@shared/domain/error'
import type { Field } from '@shared/domain/form'
import { offeringFormSchema } from '@shared/domain/provider'
import { systemClock } from '@main/ports/clock'
import type { ProviderDeps } from '@main/providers/contract'
import {
  AWX_FLAVOURS,
  demoCatalog,
  emptyCatalog,
  manyWorkflows,
  startAwx,
  type AwxOptions,
  type AwxServer,
  type Catalog,
  type SurveyQuestion,
} from '@main/testing/awx'
import { towerConfig, towerDeps } from '@main/testing/tower-harness'
import { AnsibleTowerProvider } from './provider'

const { signal } = new AbortController()
const ctx = { signal }
const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end()
})

async function serve(options: AwxOptions = {}): Promise<AwxServer> {
  const server = await startAwx({ catalog: demoCatalog(), ...options })
  endings.push(() => server.close())
  return server
}

function providerOn(
  server: AwxServer,
  config: Readonly<Record<string, unknown>> = {},
  deps: Partial<ProviderDeps> = {},
): AnsibleTowerProvider {
  const provider = new AnsibleTowerProvider(towerConfig(server, config), towerDeps(deps))
  endings.push(() => provider.dispose())
  return provider
}

async function errorOf(work: Promise<unknown>): Promise<ErrorData> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof BrokerError)) throw new Error(`Not a BrokerError: ${String(error)}`)
  return error.data
}

const deploy = { name: 'deploy', nodes: [{ key: 'only', runs: { jobTemplate: 'job' } }] } as const
const job = { name: 'job', script: {} }

describe.each(AWX_FLAVOURS)('%s', (flavour) => {
  test('lists what may be started, and describes each of it', async () => {
    const server = await serve({ flavour })
    const provider = providerOn(server, { token: server.tokenFor('jdoe') })
    for (const action of ['workflow', 'job_template']) {
      const offerings = await provider.offerings(action, ctx)
      expect(offerings.length).toBeGreaterThan(10)
      for (const { name } of offerings) {
        const form = await provider.describe(action, name, ctx)
        expect(offeringFormSchema.safeParse(form).error, name).toBeUndefined()
        expect(form.links?.[0]?.url).toMatch(new RegExp(`^${server.baseUrl}/`))
      }
    }
  })
})

test('a form offers what a launch may choose, with what the template has, only what this user may use', async () => {
  const server = await serve()
  const formFor = async (username: string): Promise<ReadonlyMap<string, Field>> => {
    const provider = providerOn(server, { token: server.tokenFor(username) })
    const { fields } = await provider.describe('job_template', 'asks-for-everything', ctx)
    return new Map(fields.map((field) => [field.name, field]))
  }
  const fields = await formFor('mlopez')
  expect(fields.get('tower_creds')).toMatchObject({
    type: 'list',
    default: ['lab-ssh-key', 'lab-vault'],
    choices: [
      { value: 'lab-ssh-key', hint: 'Machine' },
      { value: expect.stringMatching(/^\d+$/), label: 'cloud', hint: 'OpenStack, Default' },
      { value: expect.stringMatching(/^\d+$/), label: 'cloud', hint: 'OpenStack, Platform QE' },
      { value: 'lab-vault', hint: 'Vault' },
    ],
  })
  expect(fields.get('tower_execution_environment')).toMatchObject({
    type: 'choice',
    default: 'Default execution environment',
    choices: [
      { value: 'Default execution environment', hint: 'quay.io/ansible/awx-ee:latest' },
      { value: 'rhel-tools' },
    ],
  })
  expect(fields.get('tower_instance_groups')).toMatchObject({
    choices: [{ value: 'controlplane' }, { value: 'default' }, { value: 'brno' }],
  })
  expect([...fields.keys()]).toEqual(
    expect.arrayContaining(['tower_limit', 'tower_forks', 'tower_timeout', 'tower_job_slice_count']),
  )
  const own = (await formFor('jdoe')).get('tower_creds')?.choices?.map(({ value }) => value)
  expect(own).toContain('lab-root-key')
})

describe('offerings', () => {
  test('of a user who may start none are none', async () => {
    const server = await serve()
    const provider = providerOn(server, { token: server.tokenFor('viewer') })
    expect(await provider.offerings('workflow', ctx)).toEqual([])
  })

  test('say what they are, and where', async () => {
    const catalog: Catalog = {
      ...emptyCatalog(),
      inventories: [{ name: 'lab' }],
      jobTemplates: [job],
      workflows: [{ ...deploy, description: 'Makes one', inventory: 'lab', labels: ['team=qe'] }],
    }
    expect(await providerOn(await serve({ catalog })).offerings('workflow', ctx)).toEqual([
      { name: 'deploy', description: 'Makes one', detail: 'lab', recommended: false, labels: ['team=qe'] },
    ])
  })

  test('of one name carry their organization, and each is described', async () => {
    const catalog: Catalog = {
      ...emptyCatalog(),
      organizations: ['Default', 'Platform/QE'],
      jobTemplates: [job],
      workflows: [
        { ...deploy, description: 'first' },
        { ...deploy, description: 'second', organization: 'Platform/QE' },
        { ...deploy, name: 'a/b "c" ö', description: 'third' },
      ],
    }
    const provider = providerOn(await serve({ catalog }))
    const offerings = await provider.offerings('workflow', ctx)
    expect(offerings.map(({ name }) => name)).toEqual(['a/b "c" ö', 'Default/deploy', 'Platform/QE/deploy'])
    const described = await Promise.all(offerings.map(({ name }) => provider.describe('workflow', name, ctx)))
    expect(described.map(({ description }) => description)).toEqual(['third', 'first', 'second'])
    expect(await errorOf(provider.describe('workflow', 'deploy', ctx))).toMatchObject({
      code: 'INVALID_INPUT',
      hint: 'Say which one: Default/deploy, Platform/QE/deploy.',
    })
  })

  test('5,000 of them are all there, a request for each 200', async () => {
    const catalog: Catalog = {
      ...emptyCatalog(),
      jobTemplates: [job],
      workflows: manyWorkflows(5000, 'job'),
    }
    const server = await serve({ catalog })
    expect(await providerOn(server).offerings('workflow', ctx)).toHaveLength(5000)
    expect(server.requests({ path: '/workflow_job_templates/' })).toHaveLength(25)
  })
})

describe('a name that is not there', () => {
  test('is answered with the nearest', async () => {
    const provider = providerOn(await serve())
    expect(await errorOf(provider.describe('workflow', 'deploy-rhell', ctx))).toMatchObject({
      code: 'NOT_FOUND',
      hint: expect.stringContaining('deploy-rhel'),
    })
    expect(await errorOf(provider.show('inventories', 'shared-lap', ctx))).toMatchObject({
      code: 'NOT_FOUND',
      hint: expect.stringContaining('shared-lab'),
    })
    expect(await errorOf(provider.describe('no_action', 'x', ctx))).toMatchObject({ code: 'NOT_SUPPORTED' })
    expect(await errorOf(provider.list('no-list', ctx))).toMatchObject({ code: 'NOT_SUPPORTED' })
  })

  test('and one that may not be started is told apart', async () => {
    const server = await serve()
    const viewer = providerOn(server, { token: server.tokenFor('viewer') })
    expect(await errorOf(viewer.describe('workflow', 'deploy-rhel', ctx))).toMatchObject({
      code: 'PERMISSION',
    })
  })
})

test('a default inventory that may not be seen has to be replaced', async () => {
  const catalog: Catalog = {
    ...emptyCatalog(),
    users: [{ username: 'guest', password: 'guest-secret', hiddenInventories: ['lab'] }],
    inventories: [{ name: 'lab' }, { name: 'other' }],
    jobTemplates: [job],
    workflows: [{ ...deploy, inventory: 'lab' }],
  }
  const server = await serve({ catalog })
  const form = await providerOn(server, { token: server.tokenFor('guest') }).describe(
    'workflow',
    'deploy',
    ctx,
  )
  expect(form.fields.find(({ name }) => name === 'tower_inventory')).toMatchObject({
    required: true,
    choices: [{ value: 'other' }],
  })
})

describe('lists to look things up in', () => {
  test('inventories, with what is known of each', async () => {
    const provider = providerOn(await serve())
    const all = await provider.list('inventories', ctx)
    expect(all.find(({ name }) => name === 'jdoe-inventory')).toEqual({
      name: 'jdoe-inventory',
      description: 'Machines of Jay Doe',
      detail: '2 hosts, Default',
    })
    expect(all.map(({ name }) => name)).not.toContain('retired-lab')
    const shown = await provider.show('inventories', 'all-labs', ctx)
    expect(shown.facts).toContainEqual({ label: 'Kind', value: 'constructed' })
    expect(shown.links.map(({ label }) => label)).toEqual(['Open in AnsibleTower', 'Open in the API'])
  })

  test('an inventory by its id, and one of two with one name', async () => {
    const catalog: Catalog = {
      ...emptyCatalog(),
      organizations: ['Default', 'Other'],
      inventories: [{ name: 'lab' }, { name: 'lab', organization: 'Other' }],
    }
    const provider = providerOn(await serve({ catalog }))
    const error = await errorOf(provider.show('inventories', 'lab', ctx))
    expect(error).toMatchObject({
      code: 'INVALID_INPUT',
      hint: expect.stringMatching(/\d+ in Default, \d+ in Other/),
    })
    const id = /(\d+) in Other/.exec(error.hint ?? '')?.[1] ?? ''
    expect((await provider.show('inventories', id, ctx)).detail).toBe('0 hosts, Other')
  })

  test('templates and flavors, which workflows of the site tell', async () => {
    const server = await serve({ speed: 50 })
    const provider = providerOn(server, { workflow_poll_interval: 0.02 })
    const templates = await provider.list('templates', ctx)
    expect(templates.length).toBeGreaterThan(1)
    const flavors = await provider.list('flavors', ctx)
    expect(flavors.length).toBeGreaterThan(1)
    const [flavor] = flavors
    const shown = await provider.show('flavors', flavor?.name ?? '', ctx)
    expect(shown.name).toBe(flavor?.name)
    expect(server.launches()).toHaveLength(2)
  })

  test('a site without such a workflow has no such list', async () => {
    const server = await serve({ catalog: emptyCatalog() })
    expect(await errorOf(providerOn(server).list('templates', ctx))).toMatchObject({
      code: 'NOT_SUPPORTED',
      message: 'This server has no workflow list-templates, which lists templates.',
    })
  })
})

test('a call that is stopped says so', async () => {
  const server = await serve()
  server.trouble.set({ latencyMs: 5000 })
  const stop = new AbortController()
  const work = errorOf(
    providerOn(server, {}, { clock: systemClock }).offerings('workflow', { signal: stop.signal }),
  )
  await server.waitFor(() => server.counters().inFlight > 0)
  stop.abort()
  expect((await work).code).toBe('CANCELLED')
})

describe('the latest end of a lease', () => {
  const DAY = 86_400_000
  const target = { hostId: 'h', ref: { job: '1' }, checkedOutAtMs: 1_000 }
  const lease = { endsAtMs: 5 * DAY, source: 'provider', confirmedAtMs: 0 } as const
  const leased = { ...target, lease }

  /** A server whose workflow for extensions asks this for the time to add. */
  async function asking(question: Partial<SurveyQuestion>): Promise<AwxServer> {
    const catalog = demoCatalog()
    const survey = [
      { question_name: 'Longer', variable: 'new_expire_time', type: 'integer' as const, ...question },
    ]
    const workflows = catalog.workflows.map((each) =>
      each.name === 'extend-vm' ? { ...each, survey } : each,
    )
    return await serve({ catalog: { ...catalog, workflows } })
  }

  test('counts from the check out, as configured; without one no limit is known', async () => {
    const server = await serve()
    expect(await providerOn(server, { max_lease: '14d' }).latestEnd(target, ctx)).toBe(1_000 + 14 * DAY)
    expect(await providerOn(server, { max_lease: '1d 12h' }).latestEnd(target, ctx)).toBe(1_000 + 1.5 * DAY)
    expect(await providerOn(server).latestEnd(leased, ctx)).toBeUndefined()
    expect(
      await providerOn(server, { max_lease: '14d' }).latestEnd({ hostId: 'h', ref: undefined }, ctx),
    ).toBeUndefined()
  })

  test.each<[string, Partial<SurveyQuestion>]>([
    ['the most seconds', { max: 172_800 }],
    ['the most seconds, with a fraction', { type: 'float', max: 172_800.5 }],
    ['choices', { type: 'multiplechoice', choices: ['+3600', '+172800', '+86400'] }],
  ])('is as much later as the survey of the workflow allows at once: %s', async (_name, question) => {
    const provider = providerOn(await asking(question))
    const latestMs = await provider.latestEnd(leased, ctx)
    expect(Math.floor((latestMs ?? 0) / 1000) * 1000).toBe(7 * DAY)
    expect(await provider.latestEnd(target, ctx)).toBeUndefined()
  })

  test('is the earlier one where both are known', async () => {
    const server = await asking({ max: 172_800 })
    expect(await providerOn(server, { max_lease: '6d' }).latestEnd(leased, ctx)).toBe(1_000 + 6 * DAY)
    expect(await providerOn(server, { max_lease: '9d' }).latestEnd(leased, ctx)).toBe(7 * DAY)
  })

  test.each<[string, Partial<SurveyQuestion>]>([
    ['the length of a text', { type: 'text', max: 20 }],
    ['choices that are no amounts', { type: 'multiplechoice', choices: ['a week', '+86400'] }],
    ['moments', { type: 'integer', max: 4_102_444_800 }],
    ['no bound', { type: 'integer', min: 60 }],
    ['something else', { variable: 'reason', max: 5 }],
  ])('is not known from %s', async (_name, question) => {
    expect(await providerOn(await asking(question)).latestEnd(leased, ctx)).toBeUndefined()
  })

  test('is not known from a server that cannot be asked, or has no such workflow', async () => {
    const server = await serve()
    const without = providerOn(server, { extend_workflow: 'nowhere', max_lease: '14d' })
    expect(await without.latestEnd(leased, ctx)).toBe(1_000 + 14 * DAY)
    server.trouble.add({ kind: 'html', status: 503 })
    expect(await providerOn(server).latestEnd(leased, ctx)).toBeUndefined()
  })
})
