import { describe, expect, test } from 'vitest'
import { containerConfigFields, containerConfigSchema, parseEndpoint } from './config'

test('the defaults are those of the original', () => {
  expect(containerConfigSchema.parse({})).toEqual({
    runtime: 'auto',
    host: 'localhost',
    host_username: 'root',
    host_port: 22,
    timeout: 360,
    auto_map_ports: true,
  })
})

test('a section of the original’s settings file loads; what is unknown is dropped', () => {
  const section = {
    runtime: 'docker',
    host: 'box.example',
    host_port: '2222',
    results_limit: 50,
    default: true,
  }
  expect(containerConfigSchema.parse(section)).toMatchObject({
    runtime: 'docker',
    host: 'box.example',
    host_port: 2222,
  })
})

test.each([
  [{ endpoint: 'ftp://x' }, 'endpoint'],
  [{ endpoint: 'unix://relative.sock' }, 'endpoint'],
  [{ runtime: 'lxc' }, 'runtime'],
  [{ name_prefix: '-x' }, 'name_prefix'],
  [{ timeout: 0 }, 'timeout'],
  [{ tls_cert_filename: '/c.pem' }, 'tls_key_filename'],
])('%j is told at %s', (config, field) => {
  const result = containerConfigSchema.safeParse(config)
  expect(result.error?.issues.map((issue) => issue.path.join('.'))).toEqual([field])
})

test('every key of the configuration has a field, and passwords are secrets', () => {
  const keys = Object.keys(containerConfigSchema.shape)
  expect(containerConfigFields.map((field) => field.name).toSorted()).toEqual(keys.toSorted())
  const secrets = containerConfigFields.filter((field) => field.type === 'secret').map((field) => field.name)
  expect(secrets).toEqual(['host_password', 'ssh_key_passphrase'])
})

describe('parseEndpoint', () => {
  test.each([
    ['unix:///run/x.sock', { kind: 'socket', path: '/run/x.sock' }],
    ['/run/x.sock', { kind: 'socket', path: '/run/x.sock' }],
    ['npipe:////./pipe/docker_engine', { kind: 'socket', path: '//./pipe/docker_engine' }],
    ['tcp://box', { kind: 'tcp', host: 'box', port: 2375 }],
    ['tcp://box:2376', { kind: 'tls', host: 'box', port: 2376 }],
    ['tcp://[::1]:2375', { kind: 'tcp', host: '::1', port: 2375 }],
    ['https://box:8443', { kind: 'tls', host: 'box', port: 8443 }],
    ['ssh://maya@box', { kind: 'ssh', host: 'box', port: 22, user: 'maya', path: undefined }],
    [
      'ssh://box:2222/run/x.sock',
      { kind: 'ssh', host: 'box', port: 2222, user: undefined, path: '/run/x.sock' },
    ],
    ['box:2375', undefined],
    ['', undefined],
  ])('%s', (text, endpoint) => {
    expect(parseEndpoint(text)).toEqual(endpoint)
  })
})
