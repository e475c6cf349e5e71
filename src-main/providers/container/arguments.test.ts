import { describe, expect, test } from 'vitest'
import { toErrorData } from '@shared/domain/error'
import type { JsonObject } from '@shared/lib/json'
import { parsePorts, parseSize } from './argument-values'
import { readArguments } from './arguments'
import { containerConfigSchema } from './config'
import { allPorts, containerName, createOptions, defaultPrefix } from './create-options'

function problems(given: JsonObject): Readonly<Record<string, string>> {
  try {
    readArguments(given)
  } catch (error) {
    return toErrorData(error).fieldErrors ?? {}
  }
  return {}
}

describe('ports', () => {
  test.each([
    ['22', [{ containerPort: 22, protocol: 'tcp' }]],
    ['22:1337', [{ containerPort: 22, protocol: 'tcp', hostPort: 1337 }]],
    ['22/tcp', [{ containerPort: 22, protocol: 'tcp' }]],
    ['22/udp:5', [{ containerPort: 22, protocol: 'udp', hostPort: 5 }]],
    [
      '22:1337 23:1335',
      [
        { containerPort: 22, protocol: 'tcp', hostPort: 1337 },
        { containerPort: 23, protocol: 'tcp', hostPort: 1335 },
      ],
    ],
    [
      '22,23',
      [
        { containerPort: 22, protocol: 'tcp' },
        { containerPort: 23, protocol: 'tcp' },
      ],
    ],
    ['', []],
    [
      ['22', '80:8080'],
      [
        { containerPort: 22, protocol: 'tcp' },
        { containerPort: 80, protocol: 'tcp', hostPort: 8080 },
      ],
    ],
    [
      { '22/tcp': 1337, '80': null },
      [
        { containerPort: 80, protocol: 'tcp' },
        { containerPort: 22, protocol: 'tcp', hostPort: 1337 },
      ],
    ],
    [22, [{ containerPort: 22, protocol: 'tcp' }]],
    ['22:127.0.0.1:1337', [{ containerPort: 22, protocol: 'tcp', hostPort: 1337, hostIp: '127.0.0.1' }]],
  ])('%j', (value, ports) => {
    expect(parsePorts(value)).toEqual(ports)
  })

  test.each(['x', '22:', '22:x', '0', '65536', '22:99999', '22/icmp', '22-25'])(
    '%s cannot be used',
    (value) => {
      expect(problems({ ports: value })['ports']).toContain(value)
    },
  )

  test('exposed ports are mapped beside explicit ones, but not twice, and not where it is off', () => {
    const explicit = parsePorts('22:1337')
    const auto = { containerPort: 8080, protocol: 'tcp' }
    expect(allPorts(explicit, ['22/tcp', '8080/tcp'], true)).toEqual([...explicit, auto])
    expect(allPorts(explicit, ['22/udp'], true)).toHaveLength(2)
    expect(allPorts(explicit, ['22/tcp', '8080/tcp'], false)).toEqual(explicit)
  })
})

describe('environment', () => {
  test.each([
    ['a=b,c=d', { a: 'b', c: 'd' }],
    ['a=b=c', { a: 'b=c' }],
    [
      { a: 'b=c', n: 5, t: true, e: null },
      { a: 'b=c', n: '5', t: 'true', e: '' },
    ],
    [['a=b,c', 'd='], { a: 'b,c', d: '' }],
  ])('%j', (value, environment) => {
    expect(readArguments({ environment: value }).environment).toEqual(environment)
  })

  test('what has no = is told', () => {
    expect(problems({ environment: 'a=b,nonsense' })['environment']).toContain('"nonsense"')
  })
})

describe('other arguments', () => {
  test('go where the API wants them; dashes are as good as underscores', () => {
    const wanted = readArguments({
      command: `sh -c "sleep 1"`,
      entrypoint: ['/bin/init'],
      network: 'a, b',
      'mem-limit': '512m',
      cpus: '1.5',
      cap_add: 'NET_ADMIN SYS_TIME',
      privileged: 'true',
      volumes: { '/srv': { bind: '/data', mode: 'ro' } },
      mounts: [{ type: 'tmpfs', target: '/run', read_only: false }],
      user: 1000,
      restart_policy: 'always',
    })
    expect(wanted.networks).toEqual(['a', 'b'])
    expect(wanted.body).toEqual({ Cmd: ['sh', '-c', 'sleep 1'], Entrypoint: ['/bin/init'], User: '1000' })
    expect(wanted.hostConfig).toEqual({
      Memory: 512 * 1024 * 1024,
      NanoCpus: 1_500_000_000,
      CapAdd: ['NET_ADMIN', 'SYS_TIME'],
      Privileged: true,
      Binds: ['/srv:/data:ro'],
      Mounts: [{ Type: 'tmpfs', Target: '/run', ReadOnly: false }],
      RestartPolicy: { Name: 'always' },
    })
  })

  test('unknown ones are told with near names, never dropped; all problems at once', () => {
    expect(problems({ enviroment: 'a=b', zzzzzzzz: 1, mem_limit: 'much', toString: 1 })).toEqual({
      enviroment: expect.stringContaining('environment'),
      zzzzzzzz: 'Is not an argument of a container.',
      mem_limit: expect.stringContaining('512m'),
      toString: 'Is not an argument of a container.',
    })
  })

  test('what was left empty is not said', () => {
    expect(readArguments({ name: '', command: null })).toMatchObject({ name: undefined, body: {} })
  })

  test.each([
    [1024, 1024],
    ['512m', 536_870_912],
    ['2G', 2_147_483_648],
    ['1.5 GiB', 1_610_612_736],
  ])('%s is %d bytes', (value, bytes) => {
    expect(parseSize(value)).toBe(bytes)
  })
})

describe('names', () => {
  const naming = { hostId: 'h-1', index: 2, count: 3, configPrefix: undefined, userName: 'maya' }

  test('a given name, numbered in a batch', () => {
    expect(containerName({ name: 'box', namePrefix: undefined }, { ...naming, count: 1 })).toBe('box')
    expect(containerName({ name: 'box', namePrefix: undefined }, naming)).toBe('box-2')
  })

  test('else the prefix and eight hex digits that follow from the host', () => {
    const name = containerName({ name: undefined, namePrefix: undefined }, naming)
    expect(name).toMatch(/^maya_[0-9a-f]{8}$/)
    expect(containerName({ name: undefined, namePrefix: undefined }, naming)).toBe(name)
    expect(containerName({ name: undefined, namePrefix: 'qa' }, { ...naming, hostId: 'h-2' })).toMatch(/^qa_/)
    expect(containerName({ name: undefined, namePrefix: undefined }, { ...naming, hostId: 'h-2' })).not.toBe(
      name,
    )
  })

  test('a login name that is no container name is made one', () => {
    expect(defaultPrefix(undefined, String.raw`CORP\maya r.`)).toBe('CORP_maya_r.')
    expect(defaultPrefix(undefined, 'Ünal')).toBe('nal')
    expect(defaultPrefix(undefined, '日本')).toBe('broker')
  })
})

test('createOptions puts together the body of a create', () => {
  const options = createOptions({
    name: 'maya_1',
    image: 'img:1',
    wanted: readArguments({ ports: '22:1337', environment: 'A=1' }),
    exposed: ['80/tcp'],
    config: containerConfigSchema.parse({ network: 'lab, other' }),
    origin: { hostId: 'h-1', userName: 'maya', origin: 'broker-desktop:maya', labels: {} },
  })
  expect(options).toMatchObject({
    name: 'maya_1',
    Image: 'img:1',
    Env: ['BROKER_ORIGIN=broker-desktop:maya', 'A=1'],
    ExposedPorts: { '22/tcp': {}, '80/tcp': {} },
    HostConfig: {
      NetworkMode: 'lab',
      PortBindings: {
        '22/tcp': [{ HostIp: '', HostPort: '1337' }],
        '80/tcp': [{ HostIp: '', HostPort: '' }],
      },
    },
  })
})
