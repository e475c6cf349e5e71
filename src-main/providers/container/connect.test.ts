import { describe, expect, test } from 'vitest'
import { toErrorData } from '@shared/domain/error'
import { silentLogger } from '@main/ports/logger'
import { containerConfigSchema, parseEndpoint } from './config'
import { endpointUrl, locate, searchEngines, type SocketState, type Surroundings } from './connect'
import { discoverEngines } from './discover'

function computer(sockets: Record<string, SocketState>, more: Partial<Surroundings> = {}): Surroundings {
  return {
    platform: 'linux',
    env: { XDG_RUNTIME_DIR: '/run/user/1234' },
    homeFolder: '/home/maya',
    userId: 1234,
    probe: async (path) => sockets[path] ?? 'absent',
    ...more,
  }
}

const config = (given: object = {}): ReturnType<typeof containerConfigSchema.parse> =>
  containerConfigSchema.parse(given)
const urlOf = async (given: object, where: Surroundings): Promise<string> =>
  (await locate(config(given), where)).url
const failure = async (work: Promise<unknown>): Promise<ReturnType<typeof toErrorData>> =>
  toErrorData(
    await work.then(
      () => undefined,
      (error: unknown) => error,
    ),
  )

const ROOTFUL = '/run/podman/podman.sock'
const ROOTLESS = '/run/user/1234/podman/podman.sock'
const DOCKER = '/var/run/docker.sock'

describe('an engine is found', () => {
  test.each([
    ['rootless Podman of any user', {}, computer({ [ROOTLESS]: 'usable' }), `unix://${ROOTLESS}`],
    [
      'rootful Podman first',
      {},
      computer({ [ROOTFUL]: 'usable', [ROOTLESS]: 'usable' }),
      `unix://${ROOTFUL}`,
    ],
    [
      'rootful Podman that is denied is passed over',
      {},
      computer({ [ROOTFUL]: 'denied', [ROOTLESS]: 'usable' }),
      `unix://${ROOTLESS}`,
    ],
    ['Docker where there is no Podman', {}, computer({ [DOCKER]: 'usable' }), `unix://${DOCKER}`],
    [
      'Docker where it is wanted',
      { runtime: 'docker' },
      computer({ [ROOTFUL]: 'usable', [DOCKER]: 'usable' }),
      `unix://${DOCKER}`,
    ],
    [
      'rootless without XDG_RUNTIME_DIR',
      {},
      computer({ [ROOTLESS]: 'usable' }, { env: {} }),
      `unix://${ROOTLESS}`,
    ],
    [
      'a Podman machine on a Mac',
      {},
      computer(
        { '/tmp/m/podman/podman-machine-default-api.sock': 'usable' },
        { platform: 'darwin', env: { TMPDIR: '/tmp/m/' } },
      ),
      'unix:///tmp/m/podman/podman-machine-default-api.sock',
    ],
    [
      'Docker Desktop on a Mac',
      {},
      computer({ '/home/maya/.docker/run/docker.sock': 'usable' }, { platform: 'darwin' }),
      'unix:///home/maya/.docker/run/docker.sock',
    ],
    [
      'a pipe on Windows',
      {},
      computer({ '//./pipe/docker_engine': 'usable' }, { platform: 'win32', env: {}, userId: undefined }),
      'npipe:////./pipe/docker_engine',
    ],
    [
      'DOCKER_HOST before all',
      {},
      computer({ [ROOTFUL]: 'usable' }, { env: { DOCKER_HOST: 'tcp://box:2375' } }),
      'tcp://box:2375',
    ],
    [
      'DOCKER_HOST with TLS',
      {},
      computer({}, { env: { DOCKER_HOST: 'tcp://box:5000', DOCKER_TLS_VERIFY: '1' } }),
      'https://box:5000',
    ],
    [
      'the endpoint of the settings',
      { endpoint: 'unix:///x.sock' },
      computer({ [ROOTFUL]: 'usable' }),
      'unix:///x.sock',
    ],
    [
      'tcp with a CA is TLS',
      { endpoint: 'tcp://box:5000', tls_ca_filename: '/ca.pem' },
      computer({}),
      'https://box:5000',
    ],
    [
      'another host by ssh',
      { host: 'box', host_username: 'maya' },
      computer({ [ROOTFUL]: 'usable' }),
      'ssh://maya@box:22',
    ],
  ])('%s', async (_title, given, where, url) => {
    expect(await urlOf(given, where)).toBe(url)
  })
})

describe('an engine is not found', () => {
  test('none at all: what to do', async () => {
    const error = await failure(locate(config(), computer({})))
    expect(error).toMatchObject({
      code: 'PROVIDER',
      message: 'No container engine was found on this computer.',
    })
    expect(error.hint).toContain('podman.socket')
    expect(
      (await failure(locate(config({ runtime: 'docker' }), computer({ [ROOTFUL]: 'usable' })))).message,
    ).toContain('No Docker')
  })

  test('one that may not be opened, and one that is silent: that is said', async () => {
    expect(await failure(locate(config(), computer({ [DOCKER]: 'denied' })))).toMatchObject({
      code: 'PERMISSION',
    })
    const silent = await failure(locate(config(), computer({ [DOCKER]: 'silent' })))
    expect(silent.message).toBe(`Docker at unix://${DOCKER} does not answer.`)
  })

  test('a broken DOCKER_HOST is told, and no other engine used silently', async () => {
    const env = { DOCKER_HOST: 'unix:///gone.sock' }
    expect((await failure(locate(config(), computer({ [ROOTFUL]: 'usable' }, { env })))).message).toContain(
      'DOCKER_HOST',
    )
    const nonsense = computer({ [ROOTFUL]: 'usable' }, { env: { DOCKER_HOST: 'nonsense' } })
    expect(await failure(locate(config(), nonsense))).toMatchObject({ code: 'CONFIG' })
  })
})

test('discovery lists every engine once, each with its own endpoint and name', async () => {
  const env = { XDG_RUNTIME_DIR: '/run/user/1234', DOCKER_HOST: `unix://${ROOTLESS}` }
  const where = computer({ [ROOTFUL]: 'usable', [ROOTLESS]: 'usable', [DOCKER]: 'silent' }, { env })
  const deps = { env, userName: 'maya', logger: silentLogger, signal: new AbortController().signal }
  const found = await discoverEngines(deps, where)
  expect(found.map(({ suggestedName, config: { endpoint } }) => [suggestedName, endpoint])).toEqual([
    ['engine', `unix://${ROOTLESS}`],
    ['rootful-podman', `unix://${ROOTFUL}`],
  ])
  expect((await searchEngines('auto', where)).broken).toHaveLength(1)
  for (const each of found) expect(containerConfigSchema.safeParse(each.config).success).toBe(true)
})

test.each([
  'unix:///x.sock',
  'npipe:////./pipe/docker_engine',
  'tcp://[::1]:2375',
  'https://box:2376',
  'ssh://maya@box:2222/x.sock',
])('%s survives reading and writing', (url) => {
  const endpoint = parseEndpoint(url)
  expect(endpoint && endpointUrl(endpoint)).toBe(url)
})
