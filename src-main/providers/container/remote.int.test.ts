import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Provider } from '@main/providers/contract'
import { containerDeps, EngineCorner } from '@main/testing/container-harness'
import { RecordingContext } from '@main/testing/recording-context'
import { startSshEngine, startTlsEngine, TLS_FIXTURES, type RemoteEngine } from '@main/testing/remote-engines'
import { portOf } from '@main/testing/port-of'
import { describeWithEngine } from '@main/testing/test-engine'
import { containerDefinition } from './definition'
import { fingerprint } from './known-hosts'

describeWithEngine('Container provider on a remote engine', (engine) => {
  const corner = new EngineCorner(engine.socketPath)
  const made: Provider[] = []
  const call = { signal: new AbortController().signal }

  function provider(config: object, env: Readonly<Record<string, string>> = {}): Provider {
    const parsed = containerDefinition.configSchema.parse({ name_prefix: corner.prefix, ...config })
    const one = containerDefinition.create(parsed, { ...containerDeps, env: { HOME: '/nowhere', ...env } })
    made.push(one)
    return one
  }

  afterEach(async () => {
    for (const one of made.splice(0)) await one.dispose?.()
    await corner.clear()
  })

  describe('by TLS', () => {
    let remote: RemoteEngine
    const files = (name: string): object => ({
      tls_ca_filename: `${TLS_FIXTURES}/ca.pem`,
      tls_cert_filename: `${TLS_FIXTURES}/${name}.pem`,
      tls_key_filename: `${TLS_FIXTURES}/${name}-key.pem`,
    })
    beforeAll(async () => {
      remote = await startTlsEngine(engine.socketPath)
    })
    afterAll(() => remote.stop())

    test('with its CA and a client certificate', async () => {
      const there = provider({ endpoint: `tcp://localhost:${remote.port}`, ...files('client') })
      const report = await there.check(call)
      expect(report).toMatchObject({ usable: true })
      const host = await there.checkout(
        corner.order({ arguments: { ports: '22' } }),
        undefined,
        new RecordingContext(),
      )
      expect(host.hostname).toMatch(/^localhost:\d+$/)
    })

    test('with the files that DOCKER_CERT_PATH names', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'broker-certs-'))
      await copyFile(`${TLS_FIXTURES}/ca.pem`, join(folder, 'ca.pem'))
      await copyFile(`${TLS_FIXTURES}/client.pem`, join(folder, 'cert.pem'))
      await copyFile(`${TLS_FIXTURES}/client-key.pem`, join(folder, 'key.pem'))
      const env = {
        DOCKER_HOST: `tcp://localhost:${remote.port}`,
        DOCKER_TLS_VERIFY: '1',
        DOCKER_CERT_PATH: folder,
      }
      expect(await provider({}, env).check(call)).toMatchObject({ usable: true })
      await rm(folder, { recursive: true })
    })

    test('a certificate that nobody trusts is told', async () => {
      const report = await provider({ endpoint: `https://localhost:${remote.port}` }).check(call)
      expect(report.usable).toBe(false)
      expect(report.summary).toContain('Its certificate is not accepted')
      expect(report.summary).toContain(`https://localhost:${remote.port}`)
    })

    test('a refused client is told, and a file that is not there named', async () => {
      const ca = { tls_ca_filename: `${TLS_FIXTURES}/ca.pem` }
      const anonymous = await provider({ endpoint: `https://localhost:${remote.port}`, ...ca }).check(call)
      expect(anonymous.usable).toBe(false)
      const missing = provider({ endpoint: 'https://localhost:1', tls_ca_filename: '/nowhere/ca.pem' })
      expect((await missing.check(call)).summary).toBe(
        'Cannot read the file /nowhere/ca.pem. It is not there.',
      )
    })

    test('a port that speaks no TLS is told', async () => {
      const plain = createServer((_, response) => response.end())
      await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
      const port = portOf(plain)
      const report = await provider({ endpoint: `https://127.0.0.1:${port}` }).check(call)
      expect(report.summary).toContain('does not speak TLS')
      plain.close()
    })
  })

  describe('by ssh', () => {
    let remote: Awaited<ReturnType<typeof startSshEngine>>
    let home: string
    beforeAll(async () => {
      remote = await startSshEngine(engine.socketPath)
      home = await mkdtemp(join(tmpdir(), 'broker-home-'))
      await mkdir(join(home, '.ssh'))
      await writeFile(
        join(home, '.ssh', 'known_hosts'),
        `[localhost]:${remote.port} ssh-rsa ${remote.hostKey}\n`,
      )
    })
    afterAll(async () => {
      await remote.stop()
      await rm(home, { recursive: true })
    })
    const login = { host_username: 'maya', host_password: 'secret-4711' }

    test('to the socket that is named, with a password, the host known', async () => {
      const there = provider(
        { endpoint: `ssh://localhost:${remote.port}/engine.sock`, ...login },
        { HOME: home },
      )
      expect(await there.check(call)).toMatchObject({ usable: true })
      const ctx = new RecordingContext()
      const order = corner.order()
      const host = await there.checkout(order, undefined, ctx)
      await there.release({ hostId: order.hostId, ref: host.ref }, ctx)
      expect(await corner.names(order.hostId)).toEqual([])
    })

    test('through the engine’s own command line, with the host key of the settings', async () => {
      const key = fingerprint(Buffer.from(remote.hostKey, 'base64'))
      const named = provider({ endpoint: `ssh://maya@127.0.0.1:${remote.port}`, ...login, ssh_host_key: key })
      expect(await named.check(call)).toMatchObject({ usable: true })
    })

    test('a host that is not known is refused with its fingerprint, and nobody logs in', async () => {
      const report = await provider({
        endpoint: `ssh://localhost:${remote.port}/engine.sock`,
        ...login,
      }).check(call)
      expect(report.usable).toBe(false)
      expect(report.summary).toContain(fingerprint(Buffer.from(remote.hostKey, 'base64')))
    })

    test('another key than expected is refused', async () => {
      const there = provider({
        endpoint: `ssh://localhost:${remote.port}`,
        ...login,
        ssh_host_key: 'SHA256:other',
      })
      expect((await there.check(call)).summary).toContain('expect SHA256:other')
    })

    test('a wrong password is a login that is refused', async () => {
      const there = provider(
        { endpoint: `ssh://maya@localhost:${remote.port}/engine.sock`, host_password: 'wrong' },
        { HOME: home },
      )
      await expect(there.offerings('container_host', call)).rejects.toMatchObject({ data: { code: 'AUTH' } })
      expect((await there.check(call)).summary).toContain('refused the ssh login')
    })

    test('no ssh there', async () => {
      const there = provider({ endpoint: 'ssh://maya@127.0.0.1:1/engine.sock', host_password: 'x' })
      expect((await there.check(call)).summary).toContain('no container engine answers')
    })
  })
})
