/* oxlint-disable typescript/no-unsafe-type-assertion -- wrong types on purpose: the bridge has to refuse them */
import { describe, expect, it, vi } from 'vitest'
import { BrokerError } from '@shared/domain/error'
import { DEFAULT_PREFERENCES } from '@shared/domain/settings'
import type { EventMessage } from '@shared/ipc/bridge'
import { CALL_CHANNEL, CALLS, EVENT_CHANNEL, EVENTS, type CallName } from '@shared/ipc/channels'
import { contract, eventContract } from '@shared/ipc/contract'
import { MASK, redactText } from '@shared/lib/redact'
import { WindowPublisher } from '@main/ipc/publisher'
import { registerCalls, type CallReceiver, type Handlers } from '@main/ipc/register'
import { createSenderCheck, type CallEvent } from '@main/ipc/sender'
import { WrittenAnswer } from '@main/ipc/written'
import { silentLogger, type Logger } from '@main/ports/logger'
import { createBridge } from '@main/preload/bridge'
import { BridgeError, createClient } from '@renderer/bridge/client'

const SECRET = 'hunter2-hunter2'
const OUR_WINDOW = 7
const OUR_PAGE: CallEvent = {
  sender: { id: OUR_WINDOW },
  senderFrame: { url: 'app://broker/index.html', parent: null },
}

/** Both ends of the bridge in one process, with the copying that Electron does between them. */
function createPair(handlers: Partial<Handlers>, options: { event?: CallEvent; logger?: Logger } = {}) {
  const logger = options.logger ?? silentLogger
  let receive: Parameters<CallReceiver['handle']>[1] | undefined
  let deliver: ((event: unknown, message: EventMessage) => void) | undefined
  const calls = registerCalls({
    ipcMain: {
      handle: (channel, listener) => {
        expect(channel).toBe(CALL_CHANNEL)
        receive = listener
      },
      removeHandler: () => (receive = undefined),
    },
    handlers: handlers as Handlers,
    isTrusted: createSenderCheck({ origins: ['app://broker'], isOurWindow: (id) => id === OUR_WINDOW }),
    logger,
    redact: (text) => redactText(text, [SECRET]),
  })
  const invoke = async (_channel: string, message: unknown): Promise<unknown> => {
    if (receive === undefined) throw new Error('No handler registered')
    return structuredClone(await receive(options.event ?? OUR_PAGE, structuredClone(message)))
  }
  const bridge = createBridge({
    invoke,
    on: (channel, listener) => {
      expect(channel).toBe(EVENT_CHANNEL)
      deliver = listener
    },
  })
  const publisher = new WindowPublisher({
    windows: () => [
      {
        isDestroyed: () => false,
        webContents: {
          isDestroyed: () => false,
          send: (_channel, message) => deliver?.({}, structuredClone(message)),
        },
      },
    ],
    logger,
  })
  return {
    bridge,
    client: createClient(bridge),
    publisher,
    calls,
    invokeRaw: (m: unknown) => invoke(CALL_CHANNEL, m),
  }
}

async function failureOf(promise: Promise<unknown>): Promise<BridgeError> {
  const thrown: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(thrown).toBeInstanceOf(BridgeError)
  return thrown as BridgeError
}

function recordingLogger() {
  const entries: unknown[][] = []
  const write = (...entry: unknown[]): void => void entries.push(entry)
  return { entries, logger: { debug: write, info: write, warn: write, error: write } satisfies Logger }
}

it('a list of thousands crosses as JSON, and comes out as it is', async () => {
  const answer = { entries: [{ name: 'a/b "c" ünïcode' }] }
  const { client, bridge } = createPair({ 'providers.list': () => Promise.resolve(answer) })
  const input = { target: { provider: 'Sandbox', instance: 'sandbox' }, listing: 'sizes' } as const
  expect(await client.call('providers.list', input)).toEqual(answer)
  expect(await bridge.invoke('providers.list', input)).toEqual({ ok: true, json: expect.any(String) })
})

describe('an answer whose list was written before', () => {
  const offerings = [{ name: 'a/b "c" ünïcode', recommended: false }]
  const input = { target: { provider: 'Sandbox', instance: 'sandbox' }, action: 'machine' } as const

  it('comes out whole, as the same JSON', async () => {
    const rest = { readAtMs: 7, refreshing: false }
    const json = JSON.stringify(offerings)
    const { client } = createPair({
      'providers.offerings': () => new WrittenAnswer('offerings', json, rest),
    })
    expect(await client.call('providers.offerings', input)).toEqual({ offerings, ...rest })
    expect(new WrittenAnswer<{ list: unknown }, 'list'>('list', json, {}).toText()).toBe(`{"list":${json}}`)
  })

  it('is refused where what is beside the list is not as agreed', async () => {
    const rest = { readAtMs: 'now' as unknown as number, refreshing: false }
    const { client } = createPair({
      'providers.offerings': () => new WrittenAnswer('offerings', '[]', rest),
    })
    const failure = await failureOf(client.call('providers.offerings', input))
    expect(failure.data).toMatchObject({ code: 'INTERNAL' })
  })
})

describe('the contract', () => {
  it('has a schema for each name, and no other', () => {
    expect(Object.keys(contract).toSorted()).toEqual([...CALLS].toSorted())
    expect(Object.keys(eventContract).toSorted()).toEqual([...EVENTS].toSorted())
  })

  it.each(CALLS)('wants one object for %s, never nothing at all', async (name: CallName) => {
    const seen = vi.fn(() => {
      throw new BrokerError({ code: 'NOT_FOUND', message: `reached ${name}` })
    })
    const { bridge } = createPair({ [name]: seen })
    const envelope = await bridge.invoke(name, undefined)
    expect(envelope).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } })
    expect(seen).not.toHaveBeenCalled()
  })
})

describe('a call', () => {
  it('reaches its handler parsed, and its output comes back parsed', async () => {
    const { client } = createPair({
      'settings.savePreferences': ({ theme = 'system' }) => {
        const saved = { ...DEFAULT_PREFERENCES, theme, extra: 'not agreed' }
        return saved
      },
    })
    const saved = await client.call('settings.savePreferences', { theme: 'dark' })
    expect(saved).toEqual({ ...DEFAULT_PREFERENCES, theme: 'dark' })
  })

  it('fills in what the contract fills in, and waits for a promise', async () => {
    const { client } = createPair({
      'tasks.retry': async ({ taskId }) => Promise.resolve({ taskId: taskId + 1 }),
    })
    await expect(client.call('tasks.retry', { taskId: 4 })).resolves.toEqual({ taskId: 5 })
  })

  it('with a wrong input is refused with each field named, and its handler never runs', async () => {
    const handler = vi.fn()
    const { client } = createPair({ 'hosts.page': handler })
    const error = await failureOf(
      client.call('hosts.page', {
        filter: {},
        sort: 'sideways' as never,
        offset: -1,
        limit: 1_000,
      }),
    )
    expect(error.data.code).toBe('INVALID_INPUT')
    expect(Object.keys(error.data.fieldErrors ?? {})).toEqual(
      expect.arrayContaining(['sort', 'offset', 'limit']),
    )
    expect(error.message).toContain('limit:')
    expect(handler).not.toHaveBeenCalled()
  })

  it("names the field of a union's branch that came nearest", async () => {
    const { client } = createPair({})
    const error = await failureOf(
      client.call('providers.check', { draft: { provider: 'Container', instance: '' } as never }),
    )
    expect(Object.keys(error.data.fieldErrors ?? {})).toContain('draft.instance')
  })

  it.each<[string, CallEvent]>([
    ['another page', { ...OUR_PAGE, senderFrame: { url: 'https://example.com/', parent: null } }],
    [
      'another host of our scheme',
      { ...OUR_PAGE, senderFrame: { url: 'app://other/index.html', parent: null } },
    ],
    ['a frame in our page', { ...OUR_PAGE, senderFrame: { url: 'app://broker/index.html', parent: {} } }],
    ['a frame that is gone', { ...OUR_PAGE, senderFrame: null }],
    ['a window that is not ours', { ...OUR_PAGE, sender: { id: 8 } }],
  ])('from %s is refused with a code', async (_who, event) => {
    const handler = vi.fn()
    const { client } = createPair({ 'app.quit': handler }, { event })
    const error = await failureOf(client.call('app.quit', {}))
    expect(error.data.code).toBe('PERMISSION')
    expect(handler).not.toHaveBeenCalled()
  })

  it.each([
    [{ name: 'app.explode', input: {} }],
    [{ name: 'toString', input: {} }],
    [{}],
    [null],
    ['app.info'],
  ])('that does not exist is refused with a code: %j', async (message) => {
    const { invokeRaw } = createPair({})
    await expect(invokeRaw(message)).resolves.toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } })
  })

  it('that does not exist is stopped in the preload already', async () => {
    const { bridge, calls } = createPair({})
    calls.dispose()
    const envelope = await bridge.invoke('app.explode' as CallName, {})
    expect(envelope).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } })
  })

  it("keeps all of a BrokerError's data", async () => {
    const data = {
      code: 'PROVIDER',
      message: 'The image cannot be pulled.',
      hint: 'Check the name.',
      said: 'manifest unknown',
      provider: 'Container',
      instance: 'podman',
      retryable: true,
      fieldErrors: { offering: 'There is no such image.' },
    } as const
    const { client } = createPair({
      'hosts.keep': () => {
        throw new BrokerError(data)
      },
    })
    const error = await failureOf(client.call('hosts.keep', { hostId: 'h1' }))
    expect(error.data).toEqual(data)
  })

  it('whose handler has a defect answers INTERNAL, and the log has the error', async () => {
    const { entries, logger } = recordingLogger()
    const defect = new TypeError('x is not a function')
    const { client } = createPair({ 'app.info': () => Promise.reject(defect) }, { logger })
    const error = await failureOf(client.call('app.info', {}))
    expect(error.data).toMatchObject({ code: 'INTERNAL', retryable: true })
    expect(error.message).toContain('x is not a function')
    expect(entries).toContainEqual(['app.info failed', { error: defect }])
  })

  it('lets no secret out in a message', async () => {
    const { client } = createPair({
      'hosts.keep': () => {
        throw new BrokerError({
          code: 'AUTH',
          message: `Wrong password ${SECRET}.`,
          hint: `Not ${SECRET}`,
          said: `bad ${SECRET}`,
          fieldErrors: { password: `${SECRET} is wrong` },
        })
      },
      'app.info': () => {
        throw new Error(`cannot log in with ${SECRET}`)
      },
    })
    const known = await failureOf(client.call('hosts.keep', { hostId: 'h1' }))
    const unknown = await failureOf(client.call('app.info', {}))
    expect(JSON.stringify([known.data, unknown.data])).not.toContain(SECRET)
    expect(known.data.said).toBe(`bad ${MASK}`)
  })

  it('whose output is not as agreed answers INTERNAL, and the log names the field but not the value', async () => {
    const { entries, logger } = recordingLogger()
    const { client } = createPair(
      { 'hosts.keep': () => ({ exists: SECRET as unknown as boolean }) },
      { logger },
    )
    const error = await failureOf(client.call('hosts.keep', { hostId: 'h1' }))
    expect(error.data.code).toBe('INTERNAL')
    expect(JSON.stringify(entries)).toContain('exists')
    expect(JSON.stringify(entries)).not.toContain(SECRET)
  })

  it('that nobody answers ends in a BridgeError', async () => {
    const { client, calls } = createPair({})
    calls.dispose()
    const error = await failureOf(client.call('app.quit', {}))
    expect(error.data.code).toBe('INTERNAL')
  })

  it('that is answered with anything but an envelope ends in a BridgeError', async () => {
    const client = createClient({
      invoke: () => Promise.resolve(undefined as never),
      on: () => () => undefined,
    })
    const error = await failureOf(client.call('app.quit', {}))
    expect(error.data.code).toBe('INTERNAL')
  })
})

describe('an event', () => {
  it('reaches each listener as the contract has it, until it unsubscribes', () => {
    const { client, publisher } = createPair({})
    const first = vi.fn()
    const second = vi.fn()
    const stop = client.on('hosts.changed', first)
    client.on('hosts.changed', second)
    publisher.publish('hosts.changed', { hostIds: ['a'] })
    publisher.flush()
    stop()
    publisher.publish('hosts.changed', { hostIds: ['b'] })
    publisher.flush()
    expect(first.mock.calls).toEqual([[{ hostIds: ['a'] }]])
    expect(second.mock.calls).toEqual([[{ hostIds: ['a'] }], [{ hostIds: ['b'] }]])
    for (const [payload] of second.mock.calls)
      expect(eventContract['hosts.changed'].parse(payload)).toEqual(payload)
  })

  it('reaches the others when one listener fails, and only those of its name', () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const { client, publisher } = createPair({})
    const other = vi.fn()
    const foreign = vi.fn()
    client.on('app.noticed', () => {
      throw new Error('mistake')
    })
    client.on('app.noticed', other)
    client.on('settings.changed', foreign)
    publisher.publish('app.noticed', {})
    publisher.flush()
    expect(other).toHaveBeenCalledOnce()
    expect(foreign).not.toHaveBeenCalled()
    expect(told).toHaveBeenCalledOnce()
    told.mockRestore()
  })
})
