import { describe, expect, test } from 'vitest'
import type { SyncPreview, SyncRow, SyncScope } from '@shared/domain/sync'
import { HELD_STATES } from '@shared/domain/host'
import { openArguments } from '@main/engine/argument-secrets'
import { startExtend } from '@main/engine/extend'
import { Syncs } from '@main/engine/sync/syncs'
import type { InventoryListing, ListedHost } from '@main/providers/contract'
import { NEVER, untilStopped, scriptedEngine } from '@main/testing/scripted-engine'
import { FIRST_END_MS, refusal } from '@main/testing/scripted-provider'

const engine = scriptedEngine()
const TARGET = { provider: 'Sandbox', instance: 'sandbox' } as const
const MINE: SyncScope = { kind: 'mine' }

function listing(hosts: readonly ListedHost[], more: Partial<InventoryListing> = {}): InventoryListing {
  return { hosts, account: 'maya', warnings: [], ...more }
}

/** The scripted service's hosts as a sync finds them. */
function listed(hostId: string, over: Partial<ListedHost> = {}): ListedHost {
  return {
    ...engine.service.make(hostId),
    action: 'machine',
    offering: 'vm',
    arguments: {},
    hostId,
    ...over,
  }
}

type ReadPreview = SyncPreview & { readonly state: { readonly name: 'read' } }

async function read(syncs: Syncs, scope: SyncScope = MINE): Promise<ReadPreview> {
  const id = syncs.read(TARGET, scope)
  await expect.poll(() => syncs.get(id).state.name).toBe('read')
  const preview = syncs.get(id)
  if (isRead(preview)) return preview
  throw new Error(`The preview is ${preview.state.name}.`)
}

function isRead(preview: SyncPreview): preview is ReadPreview {
  return preview.state.name === 'read'
}

function rowsOf(preview: ReadPreview): readonly SyncRow[] {
  return preview.state.rows
}

const held = (): readonly string[] => engine.core.inventory.hosts.inStates(HELD_STATES).map((host) => host.id)

describe('a preview', () => {
  test('compares and writes nothing, then writes what was chosen, with a task as history', async () => {
    const ids = await engine.holding(3, {
      inventory: (query) => {
        query.onProgress?.(1, 3, 'Reading')
        return Promise.resolve(
          listing([
            listed(ids[0] ?? ''),
            listed(ids[1] ?? '', { os: 'RHEL 9.5' }),
            listed('foreign', { note: 'made by the broker command' }),
            listed('unwanted'),
          ]),
        )
      },
    })
    engine.service.existing.delete(ids[2] ?? '')
    const syncs = new Syncs(engine.core.engine)
    const preview = await read(syncs)
    expect(rowsOf(preview).map((row) => row.kind)).toEqual(['new', 'new', 'changed', 'gone', 'same'])
    expect(preview.state).toMatchObject({ account: 'maya', warnings: [] })
    expect(held()).toEqual(ids)

    const [found] = rowsOf(preview)
    const keys = [found?.key ?? '', ids[0] ?? '', ids[1] ?? '', ids[2] ?? '']
    const task = engine.core.inventory.tasks.get(syncs.apply(preview.id, keys).id)
    expect(task).toMatchObject({
      kind: 'sync',
      title: 'Sync Sandbox',
      state: 'succeeded',
      lines: [{ message: '1 new, 1 changed, 1 gone' }],
    })
    expect(syncs.get(preview.id).state).toEqual({ name: 'applied', taskId: task?.id })
    expect(held().toSorted((a, b) => a.localeCompare(b))).toEqual(
      [ids[0], ids[1], 'foreign'].toSorted((a, b) => (a ?? '').localeCompare(b ?? '')),
    )
    const { hosts, tasks } = engine.core.inventory
    expect(hosts.get('foreign')).toMatchObject({
      state: 'ready',
      offering: 'vm',
      pretend: true,
      taskId: task?.id,
      lease: { endsAtMs: FIRST_END_MS },
    })
    expect(hosts.events('foreign').map((event) => event.kind)).toEqual(['synced'])
    expect(hosts.get(ids[1] ?? '')?.os).toBe('RHEL 9.5')
    expect(hosts.events(ids[2] ?? '').at(-1)?.kind).toBe('gone')
    expect(engine.stateOf(ids[2])).toBe('released')
    expect(tasks.log(task?.id ?? 0, 0, 10)).toHaveLength(3)
    expect(engine.service.calls.some((call) => call.startsWith('release'))).toBe(false)
    expect(() => syncs.apply(preview.id, keys)).toThrow('applied already')
  })

  test('keeps a secret that the provider shows as an argument out of the inventory and the page', async () => {
    const SECRET = 'canary-5f1d'
    const core = engine.start({
      inventory: () =>
        Promise.resolve(
          listing([listed('foreign', { arguments: { api_token: SECRET, env: { DB_PASSWORD: SECRET } } })]),
        ),
    })
    const syncs = new Syncs(core.engine)
    const preview = await read(syncs)
    const task = syncs.apply(
      preview.id,
      rowsOf(preview).map((row) => row.key),
    )
    const host = core.inventory.hosts.get('foreign')
    expect(JSON.stringify([preview, task, host])).not.toContain(SECRET)
    expect(openArguments(core.vault, host?.arguments ?? {}).args).toEqual({
      api_token: SECRET,
      env: { DB_PASSWORD: SECRET },
    })
  })

  test('of hosts that a sync of another scope added does not call them gone', async () => {
    engine.start({
      inventory: (query) =>
        Promise.resolve(listing(query.scope.kind === 'user' ? [listed('pauls')] : [listed('mine')])),
    })
    const syncs = new Syncs(engine.core.engine)
    const paul = await read(syncs, { kind: 'user', name: 'paul' })
    syncs.apply(
      paul.id,
      rowsOf(paul).map((row) => row.key),
    )
    const mine = await read(syncs)
    expect(rowsOf(mine).map((row) => [row.kind, row.title])).toEqual([['new', 'host-2.example.com']])
  })

  test('does not call gone what is only not listed, or cannot be looked up', async () => {
    const ids = await engine.holding(3, {
      inventory: () => Promise.resolve(listing([listed('foreign')])),
      read: (target) => {
        if (target.hostId === ids[0]) return Promise.resolve(engine.service.make(target.hostId))
        if (target.hostId === ids[1]) return Promise.reject(refusal('Not now.'))
        return Promise.resolve('gone')
      },
    })
    const { state } = await read(new Syncs(engine.core.engine))
    expect(new Map(state.rows.map(({ hostId, kind, note }) => [hostId, [kind, note]]))).toEqual(
      new Map<string | undefined, readonly [string, string | undefined]>([
        [undefined, ['new', undefined]],
        [ids[0], ['same', 'there, but not in this list']],
        [ids[1], ['same', 'could not be looked up']],
        [ids[2], ['gone', undefined]],
      ]),
    )
    expect(state.warnings).toEqual([expect.stringMatching(/^host-2\S* could not be looked up: /)])
  })

  test('that fails says why, and changes nothing', async () => {
    const ids = await engine.holding(1, { inventory: () => Promise.reject(refusal('No.')) })
    const syncs = new Syncs(engine.core.engine)
    const id = syncs.read(TARGET, MINE)
    await expect.poll(() => syncs.get(id).state).toMatchObject({ name: 'failed', error: { said: 'No.' } })
    expect(() => syncs.apply(id, ids)).toThrow('nothing to write')
    expect(held()).toEqual(ids)
  })

  test('of an empty answer is doubted, and takes out only what was chosen', async () => {
    const ids = await engine.holding(2)
    const syncs = new Syncs(engine.core.engine)
    const preview = await read(syncs)
    expect(preview.state).toMatchObject({
      incomplete: 'The answer has no hosts, and the inventory has 2 hosts of them.',
    })
    syncs.apply(preview.id, ids.slice(0, 1))
    expect(held()).toEqual(ids.slice(1))
  })

  test('leaves alone what has changed since it was compared', async () => {
    const ids = await engine.holding(3, {
      inventory: () => Promise.resolve(listing([listed(ids[0] ?? '', { os: 'RHEL 9.5' })])),
      extend: () => NEVER,
    })
    for (const id of ids.slice(1)) engine.service.existing.delete(id)
    const syncs = new Syncs(engine.core.engine)
    const preview = await read(syncs)
    engine.core.checkins.start(ids.slice(0, 1))
    startExtend(engine.core.engine, ids.slice(1, 2), { kind: 'default' })
    const task = syncs.apply(preview.id, ids)
    expect(engine.core.inventory.tasks.get(task.id)?.lines[0]?.message).toBe('1 gone, 2 skipped')
    expect(ids.map((id) => engine.stateOf(id))).toEqual(['checking_in', 'ready', 'released'])
  })

  test('never changes what is left behind or worked on', async () => {
    const ids = await engine.holding(1, { inventory: () => Promise.resolve(listing([listed('x')])) })
    engine.core.checkins.start(ids)
    const syncs = new Syncs(engine.core.engine)
    const preview = await read(syncs)
    expect(rowsOf(preview).find((row) => row.hostId === ids[0])?.held).toMatch(/^Being checked in by task/)
    expect(() => syncs.apply(preview.id, ids)).toThrow('nothing to write')
  })

  test('that is closed stops reading, and is forgotten', async () => {
    const signals: AbortSignal[] = []
    engine.start({
      inventory(_query, { signal }) {
        signals.push(signal)
        return untilStopped(signal)
      },
    })
    const syncs = new Syncs(engine.core.engine)
    const id = syncs.read(TARGET, MINE)
    syncs.close(id)
    expect(signals.map((signal) => signal.aborted)).toEqual([true])
    expect(() => syncs.get(id)).toThrow('no longer open')
    for (let n = 0; n < 52; n += 1) syncs.read(TARGET, MINE)
    expect(signals.filter((signal) => !signal.aborted)).toHaveLength(50)
  })

  test('adds a host whose id is in the history under another one', async () => {
    const ids = await engine.holding(1, {
      inventory: () => Promise.resolve(listing([listed(ids[0] ?? '')])),
    })
    const task = engine.core.checkins.start(ids)
    engine.core.checkins.sendNow(task.id)
    await engine.core.ended(task.id)
    const syncs = new Syncs(engine.core.engine)
    const preview = await read(syncs)
    syncs.apply(
      preview.id,
      rowsOf(preview).map((row) => row.key),
    )
    expect(held()).toHaveLength(1)
    expect(held()).not.toEqual(ids)
  })
})
