import { afterEach, describe, expect, test } from 'vitest'
import { toErrorData, type ErrorData } from '@shared/domain/error'
import { MASK } from '@shared/lib/redact'
import type { CheckoutOrder, HostTarget } from '@main/providers/contract'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { AWX_FLAVOURS, demoCatalog, type Catalog, type JobTemplateSpec } from '@main/testing/awx'
import { RecordingContext } from '@main/testing/recording-context'
import { towerOrder, towerTarget, TowerWorlds } from '@main/testing/tower-world'
import { checkout, execute, extend, read, release, runForArtifacts } from '.'

const worlds = new TowerWorlds()
afterEach(() => worlds.end())
const call = { signal: new AbortController().signal }

async function make(instance: TowerInstance, order: CheckoutOrder = towerOrder()): Promise<HostTarget> {
  return towerTarget(order, await checkout(instance, order, undefined, new RecordingContext()))
}

async function errorOf(work: Promise<unknown>): Promise<ErrorData> {
  return await work.then(
    (value) => {
      throw new Error(`It worked: ${JSON.stringify(value)}`)
    },
    (error: unknown) => toErrorData(error),
  )
}

describe('a release', () => {
  test('gets the name of the host and what it was asked for with, in its inventory', async () => {
    const { server, instance } = await worlds.make()
    const target = await make(
      instance,
      towerOrder({ arguments: { deploy_rhel_version: '9.4', tower_inventory: 'jdoe-inventory', note: 'x' } }),
    )
    await release(instance, target, new RecordingContext())
    const launched = server.launches().at(-1)
    expect(launched).toMatchObject({ templateName: 'remove-vm', inventory: 'jdoe-inventory' })
    expect(launched?.extraVars).toMatchObject({
      source_vm: target.name,
      deploy_rhel_version: '9.4',
      note: 'x',
      _broker_origin: 'broker-desktop:maya',
    })
    expect(launched?.extraVars).not.toHaveProperty('workflow')
    expect(server.machines()).toEqual([])
  })

  test('of a stored source_vm is of that machine', async () => {
    const { server, instance } = await worlds.make()
    const [target, other] = [await make(instance), await make(instance)]
    const stored = { ...target, raw: { _broker_args: { source_vm: other.name ?? '' } } }
    await release(instance, stored, new RecordingContext())
    expect(server.machines().map(({ name }) => name)).toEqual([target.name])
  })

  test('gives back the secrets that were masked in what was stored', async () => {
    const { server, instance } = await worlds.make()
    const order = towerOrder({ arguments: { deploy_rhel_version: '9.4', deploy_password: 'geheim-1234' } })
    const target = await make(instance, order)
    expect(target.raw?.['_broker_args']).toMatchObject({ deploy_password: MASK })
    await release(instance, target, new RecordingContext())
    expect(server.launches().at(-1)?.extraVars['deploy_password']).toBe('geheim-1234')
  })

  test('of a host that is gone is a success without a launch', async () => {
    const { server, instance } = await worlds.make()
    const target = await make(instance)
    await release(instance, target, new RecordingContext())
    const ctx = new RecordingContext()
    await release(instance, target, ctx)
    expect(ctx.lines.join()).toContain('gone already')
    expect(server.launches()).toHaveLength(2)
  })

  test('that fails says why, and the host is still there', async () => {
    const { instance } = await worlds.make({}, { release_workflow: 'fails-unreachable' })
    const target = await make(instance)
    const ctx = new RecordingContext()
    const error = await errorOf(release(instance, target, ctx))
    // Nothing is under way any more that a retry could wait for.
    expect(ctx.marked).toEqual({})
    expect(error).toMatchObject({ code: 'PROVIDER', said: expect.stringContaining('No route to host') })
    expect(await read(instance, target, call)).toMatchObject({ name: target.name })
  })

  test('of a check out whose job still runs cancels that job', async () => {
    const { server, instance, another } = await worlds.make({ speed: 5 })
    const order = towerOrder()
    const first = new RecordingContext()
    void checkout(instance, order, undefined, first).catch(() => undefined)
    await server.waitFor(() => server.machines()[0])
    await release(another(), { hostId: order.hostId, ref: first.claimed }, new RecordingContext())
    expect(server.machines()).toEqual([])
    expect(server.jobs().find(({ name }) => name === 'deploy-rhel')?.status).toBe('canceled')
  })

  test('of one host leaves the others', async () => {
    const { server, instance } = await worlds.make()
    const targets = await Promise.all([make(instance), make(instance), make(instance)])
    await release(instance, targets[1] ?? { hostId: '', ref: undefined }, new RecordingContext())
    expect(server.machines().map(({ name }) => name)).toEqual([targets[0]?.name, targets[2]?.name])
  })
})

test('a host that a sync found is not another of its name in another inventory', async () => {
  const { instance } = await worlds.make()
  const target = await make(instance)
  const ref = { host: '999', name: target.name ?? '', inventory: '888' }
  expect(await read(instance, { hostId: 'found', ref }, call)).toBe('gone')
})

describe('an extension', () => {
  /** The demo's catalogue, whose workflow for extensions looks the machine up, and then does what `goesOn` says. */
  function lookingUp(goesOn: boolean): Catalog {
    const catalog = demoCatalog()
    const looks: JobTemplateSpec = {
      name: 'look-up',
      script: { effect: (world) => world.machines()[0]?.facts },
    }
    const look = { key: 'look', runs: { jobTemplate: 'look-up' } }
    return {
      ...catalog,
      jobTemplates: [...catalog.jobTemplates, looks],
      workflows: catalog.workflows.map((each) => {
        if (each.name !== 'extend-vm') return each
        return { ...each, nodes: goesOn ? [{ ...look, success: ['extend'] }, ...each.nodes] : [look] }
      }),
    }
  }

  test('tells the end that its last job says: the first may have looked the old one up', async () => {
    const { server, instance } = await worlds.make({ catalog: lookingUp(true) })
    const target = await make(instance)
    const { lease } = await extend(instance, target, { kind: 'by', ms: 3_600_000 }, new RecordingContext())
    expect(lease?.endsAtMs).toBe((target.lease?.endsAtMs ?? 0) + 3_600_000)
    expect(Math.floor((server.machines()[0]?.expiresAtMs ?? 0) / 1000) * 1000).toBe(lease?.endsAtMs)
  })

  test('of which only the old end is told stays unconfirmed', async () => {
    const { instance } = await worlds.make({ catalog: lookingUp(false) })
    const target = await make(instance)
    const outcome = await extend(instance, target, { kind: 'by', ms: 3_600_000 }, new RecordingContext())
    expect(outcome).toEqual({ askedEndsAtMs: (target.lease?.endsAtMs ?? 0) + 3_600_000 })
  })

  test.each(AWX_FLAVOURS)('at %s moves each lease by its own amount, four at once', async (flavour) => {
    const { server, instance } = await worlds.make({ flavour })
    const targets = await Promise.all([0, 1, 2, 3].map(() => make(instance)))
    const hours = (count: number): number => count * 3_600_000
    const outcomes = await Promise.all(
      targets.map((target, index) =>
        extend(instance, target, { kind: 'by', ms: hours(index + 1) }, new RecordingContext()),
      ),
    )
    for (const [index, target] of targets.entries()) {
      const end = (target.lease?.endsAtMs ?? 0) + hours(index + 1)
      expect(outcomes[index]?.lease?.endsAtMs).toBe(end)
      const found = await read(instance, target, call)
      expect(found === 'gone' ? undefined : found.lease?.endsAtMs).toBe(end)
    }
    const asked = server.launches().filter(({ templateName }) => templateName === 'extend-vm')
    expect(new Set(asked.map(({ extraVars }) => extraVars['target_vm']))).toEqual(
      new Set(targets.map(({ name }) => name)),
    )
  })

  test('without an amount asks for the documented default', async () => {
    const { server, instance } = await worlds.make()
    const target = await make(instance)
    const outcome = await extend(instance, target, { kind: 'default' }, new RecordingContext())
    expect(server.launches().at(-1)?.extraVars['new_expire_time']).toBe('+172800')
    expect(outcome.lease?.endsAtMs).toBe((target.lease?.endsAtMs ?? 0) + 172_800_000)
  })

  test('until a moment asks for what is missing to it', async () => {
    const { instance } = await worlds.make()
    const target = await make(instance)
    const atMs = (target.lease?.endsAtMs ?? 0) + 5_000_000
    const outcome = await extend(instance, target, { kind: 'until', atMs }, new RecordingContext())
    expect(outcome.lease?.endsAtMs).toBe(atMs)
    const error = await errorOf(extend(instance, target, { kind: 'until', atMs }, new RecordingContext()))
    expect(error.code).toBe('INVALID_INPUT')
  })

  test('is launched with its labels, as a check out is', async () => {
    const { server, instance } = await worlds.make()
    const target = await make(instance)
    const ctx = new RecordingContext()
    ctx.labels = { team: 'platform-qe', keep: '' }
    await extend(instance, target, { kind: 'default' }, ctx)
    const launched = server.launches().at(-1)
    expect(launched).toMatchObject({
      templateName: 'extend-vm',
      extraVars: { target_vm: target.name, provider_labels: { team: 'platform-qe', keep: '' } },
    })
    expect(launched?.labels.toSorted()).toEqual(['keep', 'team=platform-qe'])
  })

  test('by a workflow that takes no labels is launched without them, and says so', async () => {
    const { server, instance } = await worlds.make({ flavour: 'tower3' })
    const target = await make(instance)
    const ctx = new RecordingContext()
    ctx.labels = { team: 'platform-qe' }
    await extend(instance, target, { kind: 'default' }, ctx)
    expect(server.launches().at(-1)?.labels).toEqual([])
    expect(ctx.lines.join()).toContain('extend-vm does not take labels: team=platform-qe left out.')
  })

  test('until a moment, taken up again after it was done, is done', async () => {
    const { instance, another } = await worlds.make()
    const target = await make(instance)
    const until = { kind: 'until' as const, atMs: (target.lease?.endsAtMs ?? 0) + 60_000 }
    const first = new RecordingContext()
    await extend(instance, target, until, first)
    const outcome = await extend(another(), target, until, new RecordingContext(undefined, first))
    expect(outcome.lease?.endsAtMs).toBe(until.atMs)
  })

  test('that returns nothing is read back from the facts of the host', async () => {
    const { server, instance } = await worlds.make()
    const target = await make(instance)
    server.trouble.set({ extendReturnsNothing: true })
    const outcome = await extend(instance, target, { kind: 'by', ms: 60_000 }, new RecordingContext())
    expect(outcome.lease?.endsAtMs).toBe((target.lease?.endsAtMs ?? 0) + 60_000)
  })

  test('that nothing tells of stays unconfirmed', async () => {
    const { server, instance } = await worlds.make()
    const target = await make(instance)
    server.trouble.set({ extendReturnsNothing: true, factsForbidden: true })
    const outcome = await extend(instance, target, { kind: 'by', ms: 60_000 }, new RecordingContext())
    expect(outcome).toEqual({ askedEndsAtMs: (target.lease?.endsAtMs ?? 0) + 60_000 })
  })

  test('of a host that is gone is told, and nothing is launched', async () => {
    const { server, instance } = await worlds.make()
    const target = await make(instance)
    await release(instance, target, new RecordingContext())
    const error = await errorOf(extend(instance, target, { kind: 'default' }, new RecordingContext()))
    expect(error.code).toBe('NOT_FOUND')
    expect(server.launches().filter(({ templateName }) => templateName === 'extend-vm')).toEqual([])
  })

  test('that was launched before is waited for, not launched again', async () => {
    const { server, instance, another } = await worlds.make({ speed: 10 })
    const target = await make(instance)
    const first = new RecordingContext()
    void extend(instance, target, { kind: 'by', ms: 60_000 }, first).catch(() => undefined)
    await server.waitFor(() => first.marked?.['job'])
    const resumed = new RecordingContext(undefined, first)
    const outcome = await extend(another(), target, { kind: 'by', ms: 60_000 }, resumed)
    expect(outcome.lease?.endsAtMs).toBe((target.lease?.endsAtMs ?? 0) + 60_000)
    expect(server.launches().filter(({ templateName }) => templateName === 'extend-vm')).toHaveLength(1)
  })
})

describe('an execution', () => {
  test.each([
    ['last', { data_out: { command: 'ls', rc: 0, stdout: 'up 4 days' } }],
    ['merge', { data_out: { command: 'ls', rc: 0, stdout: 'up 4 days' } }],
  ] as const)('of a workflow returns output and artifacts: %s', async (artifacts, expected) => {
    const { instance } = await worlds.make()
    const order = towerOrder({ offering: 'run-command-everywhere', arguments: { command: 'ls' } })
    const ctx = new RecordingContext()
    const result = await execute(instance, { ...order, artifacts }, undefined, ctx)
    expect(result.artifacts).toEqual(expected)
    expect(result.output.match(/run-command \(job \d+\)/g)).toHaveLength(2)
    expect(ctx.lines.join('\n')).toContain('load average')
    expect(ctx.claimed).toBeUndefined()
  })

  test('of a job template returns its job and what it printed', async () => {
    const { instance } = await worlds.make()
    const order = towerOrder({
      action: 'job_template',
      offering: 'run-command',
      arguments: { command: 'ls' },
    })
    const ctx = new RecordingContext()
    const result = await execute(instance, order, undefined, ctx)
    expect(result).toMatchObject({
      output: expect.stringContaining('$ ls'),
      raw: { name: 'run-command', status: 'successful', extra_vars: { command: 'ls' } },
    })
    expect(result.output).not.toContain('\u001B')
    expect(result).not.toHaveProperty('artifacts')
    expect(ctx.lines.filter((line) => line.includes('load average'))).toHaveLength(1)
  })

  test('returns an output that is too large to be displayed', async () => {
    const { instance } = await worlds.make()
    const order = towerOrder({ action: 'job_template', offering: 'loud', arguments: {} })
    const result = await execute(instance, order, undefined, new RecordingContext())
    expect(result.output.length).toBeGreaterThan(1_048_576)
  })

  test('that fails says why and claims nothing', async () => {
    const { instance } = await worlds.make()
    const order = towerOrder({ action: 'job_template', offering: 'fail-in-a-loop', arguments: {} })
    const ctx = new RecordingContext()
    const error = await errorOf(execute(instance, order, undefined, ctx))
    expect(error).toMatchObject({ code: 'PROVIDER', said: expect.stringContaining('Item 1 is bad') })
    expect(ctx.claimed).toBeUndefined()
  })

  test('that takes long is shown while it runs', async () => {
    const { server, instance } = await worlds.make({ speed: 10 })
    const ctx = new RecordingContext()
    const order = towerOrder({ offering: 'run-command-everywhere', arguments: {} })
    const work = execute(instance, order, undefined, ctx)
    await server.waitFor(() => ctx.lines.some((line) => line.includes('PLAY [health-check]')))
    expect(server.jobs().find(({ name }) => name === 'run-command-everywhere')?.status).toBe('running')
    await work
    expect(ctx.lines.filter((line) => line.includes('PLAY [health-check]'))).toHaveLength(1)
  })
})

test('a workflow is run for what it answers', async () => {
  const { instance } = await worlds.make()
  const artifacts = await runForArtifacts(instance, { workflow: 'list-templates' }, call)
  expect(artifacts).toMatchObject({ data_out: { list_templates: expect.any(Array) } })
})
