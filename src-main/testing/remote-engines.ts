import { readFile } from 'node:fs/promises'
import { connect, type Server } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { generateKeyPairSync } from 'node:crypto'
import ssh from 'ssh2'
import { portOf } from '@main/testing/port-of'

/** A server in front of an engine's socket. */
export interface RemoteEngine {
  readonly port: number
  stop(): Promise<void>
}

/** Where the certificates for tests are. */
export const TLS_FIXTURES = 'src-main/testing/fixtures/tls'

/** Puts an engine's socket behind TLS on localhost that wants a client certificate, as `dockerd --tlsverify` does. */
export async function startTlsEngine(target: string): Promise<RemoteEngine> {
  const [ca, cert, key] = await Promise.all(
    ['ca.pem', 'server.pem', 'server-key.pem'].map((name) => readFile(`${TLS_FIXTURES}/${name}`)),
  )
  const server = createTlsServer(
    { ca, cert, key, requestCert: true, rejectUnauthorized: true } as object,
    (socket) => {
      const engine = connect(target)
      socket.pipe(engine).pipe(socket)
      socket.once('error', () => engine.destroy())
      engine.once('error', () => socket.destroy())
    },
  )
  server.on('tlsClientError', () => undefined)
  return await listen(server)
}

/**
 * An ssh server on localhost (RFC 4254) that knows one user (`maya`, password `secret-4711`), forwards to an engine's socket
 * under the path `/engine.sock` and runs `… system dial-stdio` on it.
 */
export async function startSshEngine(
  target: string,
): Promise<
  RemoteEngine & { /** The host's public key, base64, as in known_hosts. */ readonly hostKey: string }
> {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  })
  const parsed = ssh.utils.parseKey(privateKey)
  if (parsed instanceof Error) throw parsed
  const server = new ssh.Server({ hostKeys: [privateKey] }, (client) => {
    client.on('error', () => undefined)
    client.on('authentication', (attempt) => {
      const isRight =
        attempt.method === 'password' && attempt.username === 'maya' && attempt.password === 'secret-4711'
      if (isRight) attempt.accept()
      else attempt.reject(['password'])
    })
    client.on('openssh.streamlocal', (accept, reject, info) => {
      if (info.socketPath !== '/engine.sock') {
        reject()
        return
      }
      const channel = accept()
      channel.pipe(connect(target)).pipe(channel)
    })
    client.on('session', (accept) => {
      accept().on('exec', (acceptExec, rejectExec, { command }) => {
        if (!command.includes('system dial-stdio')) {
          rejectExec()
          return
        }
        const channel = acceptExec()
        channel.pipe(connect(target)).pipe(channel)
      })
    })
  })
  const started = await listen(server)
  return { ...started, hostKey: parsed.getPublicSSH().toString('base64') }
}

async function listen(server: Server): Promise<RemoteEngine> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: portOf(server),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
