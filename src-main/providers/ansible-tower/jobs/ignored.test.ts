import { afterEach, describe, expect, test } from 'vitest'
import type { HostRef } from '@shared/domain/host'
import type { CheckoutOrder } from '@main/providers/contract'
import { RecordingContext } from '@main/testing/recording-context'
import { towerOrder, TowerWorlds, type TowerWorld } from '@main/testing/tower-world'
import { checkout } from '.'

const worlds = new TowerWorlds()
afterEach(() => worlds.end())
const LAUNCH = { method: 'POST', path: /\/launch\/$/ }

/** Of its arguments `run-command` asks for the limit and takes variables; the rest it ignores. */
const MIXED = towerOrder({
  action: 'job_template',
  offering: 'run-command',
  arguments: {
    command: 'uptime',
    tower_limit: 'web*',
    tower_skip_tags: 'slow',
    tower_forks: 3,
    tower_diff_mode: true,
    tower_creds: ['lab-ssh-key'],
    tower_execution_environment: 'rhel-tools',
    tower_instance_groups: ['brno'],
  },
})
const IGNORED = [
  'tower_skip_tags',
  'tower_forks',
  'tower_diff_mode',
  'tower_creds',
  'tower_execution_environment',
  'tower_instance_groups',
]

/** What was told as ignored, in order; undefined where nothing was told. */
function toldBy(ctx: RecordingContext): readonly string[] | undefined {
  return ctx.events.findLast((event) => event.type === 'ignored')?.names.toSorted()
}

function claimsOf(ctx: RecordingContext): readonly HostRef[] {
  return ctx.events.flatMap((event) => (event.type === 'claim' ? [event.ref] : []))
}

/** Takes an order up again, as the next start does, with what was claimed before the launch was answered, or after. */
async function takenUp(
  { instance, another }: TowerWorld,
  order: CheckoutOrder,
  which: 'before the answer' | 'after it',
): Promise<RecordingContext> {
  const first = new RecordingContext()
  await checkout(instance, order, undefined, first)
  const claims = claimsOf(first)
  const claim = which === 'after it' ? claims.find((ref) => ref['job'] !== undefined) : claims[0]
  const ctx = new RecordingContext()
  await checkout(another(), order, claim, ctx)
  return ctx
}

describe('what a launch ignored is told', () => {
  test('where the launch was answered', async () => {
    const { instance } = await worlds.make()
    const ctx = new RecordingContext()
    await checkout(instance, MIXED, undefined, ctx)
    expect(toldBy(ctx)).toEqual(IGNORED.toSorted())
  })

  test('where its answer was lost', async () => {
    const { server, instance } = await worlds.make()
    server.trouble.add({ match: LAUNCH, kind: 'drop-answer', times: 1 })
    const ctx = new RecordingContext()
    await checkout(instance, MIXED, undefined, ctx)
    expect(server.launches()).toHaveLength(1)
    expect(toldBy(ctx)).toEqual(IGNORED.toSorted())
  })

  test('where its answer was lost and the template takes no variables', async () => {
    const { server, instance } = await worlds.make()
    server.trouble.add({ match: LAUNCH, kind: 'drop-answer', times: 1 })
    const ctx = new RecordingContext()
    const order = towerOrder({
      action: 'job_template',
      offering: 'health-check',
      arguments: { colour: 'red', tower_limit: 'web*', tower_inventory: 'jdoe-inventory' },
      labels: { team: 'platform-qe' },
    })
    await checkout(instance, order, undefined, ctx)
    expect(server.launches()).toHaveLength(1)
    expect(toldBy(ctx)).toEqual(['colour', 'labels', 'tower_inventory', 'tower_limit'])
  })

  test.each(['before the answer', 'after it'] as const)(
    'where the application ended %s was written down',
    async (which) => {
      const world = await worlds.make()
      const ctx = await takenUp(world, MIXED, which)
      expect(world.server.launches()).toHaveLength(1)
      expect(toldBy(ctx)).toEqual(IGNORED.toSorted())
    },
  )

  test('of what no workflow knows: the server takes no notice of it', async () => {
    const { server, instance } = await worlds.make()
    const ctx = new RecordingContext()
    const order = towerOrder({
      arguments: { deploy_rhel_version: '9.4', tower_limit: 'web*', tower_forks: 3 },
    })
    await checkout(instance, order, undefined, ctx)
    expect(server.launches()[0]?.payload).toMatchObject({ limit: 'web*', forks: 3 })
    expect(toldBy(ctx)).toEqual(['tower_forks'])
  })

  test('before the job itself is written down: whoever finds that does not ask again', async () => {
    const { instance } = await worlds.make()
    const ctx = new RecordingContext()
    await checkout(instance, MIXED, undefined, ctx)
    const order = ctx.events.flatMap((event) =>
      event.type === 'ignored' || (event.type === 'claim' && event.ref['job'] !== undefined)
        ? [event.type]
        : [],
    )
    expect(order.slice(0, 2)).toEqual(['ignored', 'claim'])
  })

  test('of a workflow that takes no labels, also when it is taken up again', async () => {
    const world = await worlds.make()
    const order = towerOrder({
      offering: 'takes-no-variables',
      arguments: {},
      labels: { team: 'platform-qe' },
    })
    expect(toldBy(await takenUp(world, order, 'after it'))).toEqual(['labels'])
  })
})

describe('nothing is told as ignored', () => {
  test('that the template has itself, or asks for', async () => {
    const { server, instance } = await worlds.make()
    server.trouble.add({ match: LAUNCH, kind: 'drop-answer', times: 1 })
    const ctx = new RecordingContext()
    const order = towerOrder({
      action: 'job_template',
      offering: 'run-command',
      arguments: {
        command: 'id',
        structure: { a: [1, { b: 2 }] },
        tower_limit: 'web*',
        tower_verbosity: 2,
        tower_forks: 0,
        tower_job_type: 'run',
        tower_diff_mode: false,
        tower_inventory: 'jdoe-inventory',
      },
    })
    await checkout(instance, order, undefined, ctx)
    expect(server.launches()).toHaveLength(1)
    expect(toldBy(ctx)).toBeUndefined()
  })

  test('of a survey, secrets among it, when it is taken up again', async () => {
    const order = towerOrder({
      offering: 'survey-of-all-types',
      arguments: { a_text: 'some text', needed_password: 'geheim-1', some_choices: ['south'] },
    })
    expect(toldBy(await takenUp(await worlds.make(), order, 'before the answer'))).toBeUndefined()
  })

  test('where what is launched is gone since: the job is waited for all the same', async () => {
    const world = await worlds.make()
    const first = new RecordingContext()
    await checkout(world.instance, MIXED, undefined, first)
    const later = world.another()
    world.server.trouble.add({ match: { path: 'job_templates' }, kind: 'status', status: 404 })
    const ctx = new RecordingContext()
    const host = await checkout(later, MIXED, first.claimed, ctx)
    expect(host.ref['job']).toBe(first.claimed?.['job'])
    expect(toldBy(ctx)).toBeUndefined()
  })
})
