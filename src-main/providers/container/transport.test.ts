import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import { containerConfigSchema } from './config'
import type { Found } from './connect'
import { openTransport, probeSocket } from './transport'

let server: Server | undefined
let folder: string | undefined

afterEach(async () => {
  const listening = server
  if (listening !== undefined) await new Promise((resolve) => listening.close(resolve))
  if (folder !== undefined) await rm(folder, { recursive: true })
  server = undefined
  folder = undefined
})

async function listen(onConnection: (socket: Socket) => void): Promise<string> {
  folder = await mkdtemp(join(tmpdir(), 'broker-transport-'))
  const path = join(folder, 'engine.sock')
  const made = createServer(onConnection)
  server = made
  await new Promise<void>((resolve) => made.listen(path, resolve))
  return path
}

function found(path: string): Found {
  return { endpoint: { kind: 'socket', path }, url: `unix://${path}`, title: 'test', engine: 'any' }
}

test('an agent is written out in one word: docker-modem does it with every request', async () => {
  const { docker, close } = await openTransport(found('/nowhere'), containerConfigSchema.parse({}), {})
  expect(inspect(docker.modem, { depth: null, showHidden: true })).not.toContain('keepAliveMsecs')
  close()
})

test('a connection that is cut in the middle of an answer is an error and no wait for ever', async () => {
  const path = await listen((socket) => {
    socket.once('data', () => {
      socket.write(
        'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"half":',
        () => socket.destroy(),
      )
    })
  })
  const { docker, close } = await openTransport(found(path), containerConfigSchema.parse({}), {})
  await expect(docker.version()).rejects.toMatchObject({ code: 'ECONNRESET' })
  close()
})

test('DOCKER_HOST of the environment does not leak into a transport of its own', async () => {
  const path = await listen((socket) => {
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'))
  })
  const before = process.env['DOCKER_HOST']
  process.env['DOCKER_HOST'] = 'tcp://127.0.0.1:1'
  try {
    const { docker, close } = await openTransport(found(path), containerConfigSchema.parse({}), {})
    expect(await docker.version()).toEqual({})
    close()
  } finally {
    if (before === undefined) delete process.env['DOCKER_HOST']
    else process.env['DOCKER_HOST'] = before
  }
})

test('a socket is absent or usable', async () => {
  const path = await listen((socket) => socket.end())
  expect(await probeSocket('/nowhere/engine.sock')).toBe('absent')
  expect(await probeSocket(path)).toBe('usable')
})
