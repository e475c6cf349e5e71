import { describe, expect, test } from 'vitest'
import { Demux, outputText } from './demux'
import { canPull, localNames, parseReference } from './image-names'
import { toHost, toOfferings } from './map'
import { PullProgress } from './pull'
import { containerSchema, imageSummarySchema, pullEventSchema, rawSchema, type Container } from './schemas'

function container(ports: object, other: object = {}): Container {
  const answer = {
    Id: '0772977b02476421f63abcec5fa8ed98',
    Name: '/maya_1',
    Created: '2026-11-22T19:49:30.041538341Z',
    State: { Status: 'running' },
    Config: { Image: 'img:1', Labels: null, Env: ['PASSWORD=canary'], Hostname: 'h' },
    NetworkSettings: {
      Ports: ports,
      Networks: { podman: { IPAddress: '10.0.0.2', GlobalIPv6Address: '' }, none: null },
    },
    ...other,
  }
  const raw = rawSchema.parse(JSON.parse(JSON.stringify(answer)))
  return { ...containerSchema.parse(raw), raw }
}

describe('toHost', () => {
  test.each([
    [
      { '22/tcp': [{ HostIp: '', HostPort: '15022' }] },
      'localhost',
      'localhost:15022',
      'ssh -p 15022 root@localhost',
    ],
    [{ '22/tcp': [{ HostPort: '15022' }] }, '::1', '[::1]:15022', 'ssh -p 15022 root@::1'],
    [{ '22/tcp': null }, 'localhost', '0772977b0247', undefined],
    [{ '22/udp': [{ HostPort: '5' }] }, 'localhost', '0772977b0247', undefined],
    [{ '2222/tcp': [{ HostPort: '5' }] }, 'localhost', '0772977b0247', undefined],
    [{}, 'box', '0772977b0247', undefined],
  ])('%j at %s is %s', (ports, host, hostname, sshCommand) => {
    const made = toHost(container(ports), host)
    expect(made.hostname).toBe(hostname)
    expect(made.sshCommand).toBe(sshCommand)
  })

  test('tells facts, and nothing of the environment', () => {
    const host = toHost(container({ '80/tcp': [{ HostPort: '8080' }, { HostPort: '8080' }] }), 'localhost')
    expect(Object.fromEntries(host.facts.map(({ label, value }) => [label, value]))).toEqual({
      Image: 'img:1',
      Status: 'running',
      Ports: '80/tcp at localhost:8080',
      'IP address': '10.0.0.2 (podman)',
      Created: '2026-11-22 19:49 UTC',
      'Container id': '0772977b0247',
    })
    expect(host.raw).toMatchObject({ Config: { Hostname: 'h' } })
    expect(JSON.stringify(host)).not.toContain('canary')
  })

  test('takes what Podman leaves out', () => {
    expect(toHost(container({}, { NetworkSettings: null, Created: undefined }), 'x').name).toBe('maya_1')
  })
})

test('toOfferings lists every tag once, recommended ones first, dangling ones not', () => {
  const image = (RepoTags: string[] | null, Labels: object | null): unknown => ({
    Id: 'x',
    RepoTags,
    Labels,
    Size: 2_141_399,
  })
  const images = [
    image(['b:1', 'a:1'], null),
    image(['<none>:<none>'], null),
    image(null, null),
    image(['z:1'], { broker_compatible: 'true' }),
  ].map((each) => imageSummarySchema.parse(each))
  expect(toOfferings(images)).toEqual([
    { name: 'z:1', recommended: true, detail: '2.1\u00a0MB' },
    { name: 'a:1', recommended: false, detail: '2.1\u00a0MB' },
    { name: 'b:1', recommended: false, detail: '2.1\u00a0MB' },
  ])
})

describe('image names', () => {
  test.each([
    ['a', 'a', 'latest'],
    ['a:1', 'a', '1'],
    ['host:5000/a', 'host:5000/a', 'latest'],
    ['host:5000/a:1', 'host:5000/a', '1'],
    ['a@sha256:ff', 'a', 'sha256:ff'],
  ])('%s', (name, repository, tag) => {
    expect(parseReference(name)).toEqual({ repository, tag })
  })

  test('localhost/ is tolerated both ways and never pulled', () => {
    expect(localNames('a')).toEqual(['a', 'localhost/a'])
    expect(localNames('localhost/a')).toEqual(['localhost/a', 'a'])
    expect(localNames('host/a')).toEqual(['host/a'])
    expect([canPull('localhost/a'), canPull('localhost:5000/a'), canPull('a')]).toEqual([false, true, true])
  })
})

describe('Demux', () => {
  const frame = (stream: number, text: string): Buffer => {
    const head = Buffer.alloc(8)
    head[0] = stream
    head.writeUInt32BE(Buffer.byteLength(text), 4)
    return Buffer.concat([head, Buffer.from(text)])
  }

  test('takes pieces apart wherever the stream is cut', () => {
    const all = Buffer.concat([frame(1, 'out'), frame(2, 'err'), frame(1, '')])
    for (let cut = 0; cut <= all.length; cut += 1) {
      const demux = new Demux(false)
      const pieces = [...demux.push(all.subarray(0, cut)), ...demux.push(all.subarray(cut))]
      expect(pieces.map(({ from, data }) => [from, data.toString()])).toEqual([
        ['stdout', 'out'],
        ['stderr', 'err'],
        ['stdout', ''],
      ])
    }
    expect(outputText(all, false)).toBe('outerr')
  })

  test('with a terminal there is nothing to take apart', () => {
    expect(outputText(Buffer.from('plain'), true)).toBe('plain')
  })
})

describe('PullProgress', () => {
  test('adds up layers as Docker streams them: never back, one at the end', () => {
    const progress = new PullProgress()
    const states = [
      { status: 'Pulling from library/x', id: 'latest' },
      { status: 'Pulling fs layer', progressDetail: {}, id: 'aa' },
      { status: 'Pulling fs layer', progressDetail: {}, id: 'bb' },
      { status: 'Downloading', progressDetail: { current: 5e6, total: 10e6 }, id: 'aa' },
      { status: 'Pulling fs layer', progressDetail: {}, id: 'cc' },
      { status: 'Already exists', progressDetail: {}, id: 'cc' },
      { status: 'Download complete', progressDetail: {}, id: 'aa' },
      { status: 'Extracting', progressDetail: { current: 5e6, total: 10e6 }, id: 'aa' },
      { status: 'Pull complete', progressDetail: {}, id: 'aa' },
      { status: 'Downloading', progressDetail: { current: 20e6, total: 20e6 }, id: 'bb' },
      { status: 'Pull complete', progressDetail: {}, id: 'bb' },
      { status: 'Status: Downloaded newer image for x:latest' },
    ].map((event) => progress.take(pullEventSchema.parse(event)))
    const fractions = states.map((state) => state.fraction ?? 0)
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
    expect(states[3]?.fraction).toBeCloseTo(0.2)
    expect(states[3]?.message).toBe('Pulled 5.0 of 10 MB')
    expect(states.at(-1)?.fraction).toBe(1)
    expect(states.flatMap((state) => state.line ?? [])).toEqual([
      'latest: Pulling from library/x',
      'aa: Pulling fs layer',
      'bb: Pulling fs layer',
      'cc: Pulling fs layer',
      'cc: Already exists',
      'aa: Download complete',
      'aa: Pull complete',
      'bb: Pull complete',
      'Status: Downloaded newer image for x:latest',
    ])
  })
})
