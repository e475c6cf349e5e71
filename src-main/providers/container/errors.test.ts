import { describe, expect, test } from 'vitest'
import { engineError, type Doing } from './errors'

const doing: Doing = {
  where: 'Podman at unix:///x.sock',
  what: 'create the container box',
  image: 'img:1',
  name: 'box',
}

/** As dockerode throws them. */
function answer(statusCode: number, message: string): Error {
  return Object.assign(new Error(`(HTTP code ${statusCode}) unexpected - ${message} `), {
    statusCode,
    json: { message },
  })
}
function system(code: string, message = code): Error {
  return Object.assign(new Error(message), { code })
}

describe('errors of engines become ours', () => {
  // The words are those of Podman 4.3 (status 500 for nearly everything) and of Docker 24 to 28.
  test.each([
    [
      'no socket',
      system('ENOENT', 'connect ENOENT /x.sock'),
      'no-engine',
      'PROVIDER',
      'no container engine answers',
    ],
    ['nobody listens', system('ECONNREFUSED'), 'no-engine', 'PROVIDER', 'no container engine answers'],
    ['socket denied', system('EACCES'), 'no-permission', 'PERMISSION', 'may not be opened'],
    [
      'stops in the middle',
      system('ECONNRESET', 'socket hang up'),
      'cut',
      'PROVIDER',
      'closed the connection',
    ],
    [
      'name, Podman',
      answer(
        500,
        'creating container storage: the container name "box" is already in use by 07. You have to remove that container to be able to reuse that name: that name is already in use',
      ),
      'name-taken',
      'INVALID_INPUT',
      'the name box is taken',
    ],
    [
      'name, Docker',
      answer(409, 'Conflict. The container name "/box" is already in use by container "07".'),
      'name-taken',
      'INVALID_INPUT',
      'the name box is taken',
    ],
    [
      'removal, Docker',
      answer(409, 'removal of container 07 is already in progress'),
      'removing',
      'PROVIDER',
      'being removed',
    ],
    [
      'port, Podman',
      answer(500, 'cannot listen on the TCP port: listen tcp4 :15022: bind: address already in use'),
      'port-taken',
      'INVALID_INPUT',
      'port 15022',
    ],
    [
      'port, Docker',
      answer(
        500,
        'driver failed programming external connectivity on endpoint box (ab): Bind for 0.0.0.0:15022 failed: port is already allocated',
      ),
      'port-taken',
      'INVALID_INPUT',
      'port 15022',
    ],
    [
      'port, rootless',
      answer(500, 'rootlessport listen tcp 0.0.0.0:15022: bind: address already in use'),
      'port-taken',
      'INVALID_INPUT',
      'port 15022',
    ],
    [
      'network, Podman',
      answer(500, 'container create: unable to find network with name or ID nope: network not found'),
      'no-network',
      'INVALID_INPUT',
      "Network 'nope' not found on container host.",
    ],
    [
      'network, Docker',
      answer(404, 'network nope not found'),
      'no-network',
      'INVALID_INPUT',
      "Network 'nope' not found on container host.",
    ],
    [
      'image, Podman',
      answer(404, 'no such image: img:1: image not known'),
      'no-image',
      'NOT_FOUND',
      'Unable to find image: img:1',
    ],
    [
      'image, Docker',
      answer(404, 'No such image: img:1'),
      'no-image',
      'NOT_FOUND',
      'Unable to find image: img:1',
    ],
    [
      'disk',
      answer(500, 'write /layer: no space left on device'),
      'disk-full',
      'PROVIDER',
      'no space is left',
    ],
    [
      'bad argument',
      answer(400, 'invalid port specification: "x"'),
      'bad-input',
      'INVALID_INPUT',
      'does not take the arguments',
    ],
    ['anything else', answer(500, 'boom'), 'engine', 'PROVIDER', 'answered with an error'],
    [
      'ssh login',
      Object.assign(new Error('All configured authentication methods failed'), {
        level: 'client-authentication',
      }),
      'ssh-auth',
      'AUTH',
      'refused the ssh login',
    ],
    [
      'certificate',
      system('DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate'),
      'tls',
      'CONFIG',
      'self-signed certificate',
    ],
    [
      'no TLS there',
      system('EPROTO', 'write EPROTO 00:SSL routines:ssl3_get_record:wrong version number:'),
      'tls',
      'CONFIG',
      'does not speak TLS',
    ],
    [
      'cancelled',
      new DOMException('This operation was aborted', 'AbortError'),
      'cancelled',
      'CANCELLED',
      'Cancelled.',
    ],
  ])('%s', (_title, thrown, kind, code, message) => {
    const error = engineError(thrown, doing)
    expect(error.kind).toBe(kind)
    expect(error.data.code).toBe(code)
    expect(error.data.message).toContain(message)
    expect(error.data.provider).toBe('Container')
    if (code !== 'CANCELLED') expect(error.data.said).toBeTruthy()
  })

  test.each([
    ['unauthorized, Docker', 'unauthorized: authentication required', 'AUTH'],
    [
      'denied, Docker',
      "pull access denied for x, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
      'AUTH',
    ],
    [
      '403, Podman',
      'reading manifest latest in localhost:5000/x: denied: requested access to the resource is denied',
      'AUTH',
    ],
    ['no tag', 'manifest for img:1 not found: manifest unknown: manifest unknown', 'NOT_FOUND'],
    [
      'no registry',
      'pinging container registry box:1: Get "https://box:1/v2/": dial tcp 127.0.0.1:1: connect: connection refused',
      'PROVIDER',
    ],
    ['disk', 'writing blob: storing blob to file: no space left on device', 'PROVIDER'],
  ])('a pull: %s', (_title, said, code) => {
    expect(engineError(new Error(said), { ...doing, pull: true }).data).toMatchObject({ code, said })
  })

  test('the engine’s words are kept verbatim, without what dockerode puts around them', () => {
    const bare = Object.assign(new Error('(HTTP code 500) server error - its words '), {
      statusCode: 500,
      json: null,
    })
    expect(engineError(bare, doing).data.said).toBe('its words')
    expect(engineError(answer(500, ' two\nlines '), doing).data.said).toBe('two\nlines')
  })

  test('an error that was told is not told again', () => {
    const first = engineError(answer(500, 'boom'), doing)
    expect(engineError(first, { where: 'x', what: 'y' })).toBe(first)
  })
})
