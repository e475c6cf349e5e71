import { connect as connectTcp } from 'node:net'
import { createServer, request as forward } from 'node:http'
import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { emptyCatalog, startAwx, type AwxServer } from '@main/testing/awx'
import { makeCertificate } from '@main/testing/awx/certificate'
import { portOf } from '@main/testing/port-of'
import { towerInstance } from '@main/testing/tower-harness'
import { readCertificate } from './certificate'
import { TowerError } from './errors'
import { openTransport } from './transport'

const { signal } = new AbortController()
const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end()
  vi.unstubAllEnvs()
})

async function secure(host?: string): Promise<AwxServer> {
  const server = await startAwx({
    catalog: emptyCatalog(),
    tls: true,
    ...(host === undefined ? {} : { host }),
  })
  endings.push(() => server.close())
  return server
}

/** Who answers, or the trouble in reaching it. */
async function reach(server: AwxServer, config: Record<string, unknown>): Promise<string> {
  const instance = towerInstance(server, config)
  endings.push(() => instance.dispose())
  try {
    return (await (await instance.client(signal)).me(signal)).username
  } catch (error) {
    return error instanceof TowerError ? `${error.kind}: ${error.details.reason ?? ''}` : String(error)
  }
}

describe('a certificate', () => {
  test('that nobody knows is not trusted', async () => {
    const server = await secure()
    expect(await reach(server, { ca_certificate: '' })).toBe('tls: It is self-signed.')
  })

  test('is trusted by an authority of the instance, beside others', async () => {
    const server = await secure()
    const { cert } = makeCertificate('other')
    expect(await reach(server, { ca_certificate: `${cert}${server.certificate ?? ''}` })).toBe('admin')
  })

  test('is not looked at where the instance says so', async () => {
    const server = await secure()
    expect(await reach(server, { ca_certificate: '', verify_tls: false })).toBe('admin')
  })

  test('that is pinned is trusted under another name, and no other one is', async () => {
    const server = await secure()
    const pinned = { ca_certificate: '', trusted_certificate: server.certificate }
    const elsewhere = await secure('127.0.0.2')
    expect(await reach(server, pinned)).toBe('admin')
    expect(await reach(elsewhere, { ca_certificate: elsewhere.certificate })).toMatch(/another name/)
    expect(await reach(elsewhere, { ca_certificate: '', trusted_certificate: elsewhere.certificate })).toBe(
      'admin',
    )
    expect(await reach(elsewhere, pinned)).toMatch(/^tls: /)
  })

  test('that an unknown authority signed can be pinned, too', async () => {
    const folder = new URL('../../testing/fixtures/tls/', import.meta.url)
    const [key, cert] = ['server-key.pem', 'server.pem'].map((name) =>
      readFileSync(new URL(name, folder), 'utf8'),
    )
    const server = await startAwx({ catalog: emptyCatalog(), tls: { key: key ?? '', cert: cert ?? '' } })
    endings.push(() => server.close())
    expect(await reach(server, { ca_certificate: '' })).toMatch(
      /an authority that this computer does not know/,
    )
    expect(await reach(server, { ca_certificate: '', trusted_certificate: cert })).toBe('admin')
    const authority = readFileSync(new URL('ca.pem', folder), 'utf8')
    expect(await reach(server, { ca_certificate: '', trusted_certificate: authority })).toBe(
      'tls: It is another one than the one that is trusted in Settings.',
    )
  })

  test('can be looked at without being trusted', async () => {
    const server = await secure()
    const base = new URL(server.baseUrl)
    const config = { verify_tls: true, ca_certificate: undefined, trusted_certificate: undefined }
    const transport = await openTransport(base, config)
    endings.push(() => transport.close())
    const found = await readCertificate(transport, base, signal)
    expect(found).toMatchObject({ subject: 'localhost', issuer: 'localhost', selfSigned: true })
    expect(found?.fingerprint).toBe(new X509Certificate(server.certificate ?? '').fingerprint256)
    expect(new X509Certificate(found?.pem ?? '').fingerprint256).toBe(found?.fingerprint)
    expect(server.requests().every(({ headers }) => headers['authorization'] === undefined)).toBe(true)
  })

  test('TLS where none is spoken is told', async () => {
    const server = await startAwx({ catalog: emptyCatalog() })
    endings.push(() => server.close())
    const base_url = server.baseUrl.replace('http:', 'https:')
    expect(await reach(server, { base_url })).toMatch(/It does not speak TLS there/)
  })
})

describe('a proxy of the environment', () => {
  interface Proxy {
    readonly url: string
    readonly seen: string[]
    readonly credentials: Set<string | undefined>
  }

  async function proxy(refuse?: number): Promise<Proxy> {
    const seen: string[] = []
    const credentials = new Set<string | undefined>()
    const server = createServer((request, response) => {
      seen.push(`${request.method ?? ''} ${request.url ?? ''}`)
      const { method, headers, url = '' } = request
      const onward = forward(url, { method: method ?? 'GET', headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      })
      request.pipe(onward)
    })
    server.on('connect', (request, socket) => {
      seen.push(`CONNECT ${request.url ?? ''}`)
      credentials.add(request.headers['proxy-authorization'])
      if (refuse !== undefined) {
        socket.end(`HTTP/1.1 ${refuse} No\r\nContent-Length: 0\r\n\r\n`)
        return
      }
      const [host = '', port = ''] = (request.url ?? '').split(':')
      const onward = connectTcp(Number(port), host, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        onward.pipe(socket)
        socket.pipe(onward)
      })
      onward.on('error', () => socket.destroy())
      socket.on('error', () => onward.destroy())
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    endings.push(() => {
      server.closeAllConnections()
      server.close()
    })
    return { url: `http://user:pa%40ss@127.0.0.1:${portOf(server)}`, seen, credentials }
  }

  test('carries https as a tunnel that is used again, with the certificates of the instance', async () => {
    const [server, { url, seen, credentials }] = [await secure(), await proxy()]
    vi.stubEnv('HTTPS_PROXY', url)
    const { host } = new URL(server.baseUrl)
    expect(await reach(server, {})).toBe('admin')
    expect(seen).toEqual([`CONNECT ${host}`])
    expect([...credentials]).toEqual([`Basic ${Buffer.from('user:pa@ss').toString('base64')}`])
    expect(await reach(server, { ca_certificate: '' })).toBe('tls: It is self-signed.')
    expect(await reach(server, { ca_certificate: '', trusted_certificate: server.certificate })).toBe('admin')
  })

  test('lets the certificate behind it be looked at', async () => {
    const [server, { url, seen }] = [await secure(), await proxy()]
    vi.stubEnv('https_proxy', url)
    const base = new URL(server.baseUrl)
    const config = { verify_tls: true, ca_certificate: undefined, trusted_certificate: undefined }
    const transport = await openTransport(base, config)
    endings.push(() => transport.close())
    expect((await readCertificate(transport, base, signal))?.subject).toBe('localhost')
    expect(seen).toHaveLength(1)
    expect(transport.proxy).not.toContain('user')
  })

  test('carries plain http', async () => {
    const server = await startAwx({ catalog: emptyCatalog() })
    endings.push(() => server.close())
    const { url, seen } = await proxy()
    vi.stubEnv('HTTP_PROXY', url)
    expect(await reach(server, {})).toBe('admin')
    expect(seen[0]).toBe(`GET ${server.baseUrl}/api/`)
  })

  test('is passed by for what NO_PROXY names', async () => {
    const [server, { url, seen }] = [await secure(), await proxy()]
    vi.stubEnv('HTTPS_PROXY', url)
    vi.stubEnv('NO_PROXY', '127.0.0.1')
    expect(await reach(server, {})).toBe('admin')
    expect(seen).toEqual([])
  })

  test.each([407, 403, 503])('that refuses with %i is named as what refused', async (status) => {
    const [server, { url }] = [await secure(), await proxy(status)]
    vi.stubEnv('HTTPS_PROXY', url)
    expect(await reach(server, {})).toBe('proxy: ')
  })

  test('that is not there is named as what is not there', async () => {
    const server = await secure()
    vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:9')
    expect(await reach(server, {})).toBe('proxy: ')
  })
})
