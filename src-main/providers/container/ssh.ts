import { Agent, type ClientRequestArgs } from 'node:http'
import { PassThrough, type Duplex } from 'node:stream'
import { Client, type ClientChannel, type ConnectConfig } from 'ssh2'
import { BrokerError } from '@shared/domain/error'
import { fingerprint, judgeHostKey } from './known-hosts'

/** How an engine behind ssh is reached. */
export interface SshTarget {
  readonly host: string
  readonly port: number
  readonly user: string
  /** The engine's socket at the other end; absent: `system dial-stdio` of its command line is used. */
  readonly socketPath: string | undefined
  readonly runtime: 'auto' | 'podman' | 'docker'
  readonly password?: string | undefined
  readonly privateKey?: Buffer | undefined
  readonly passphrase?: string | undefined
  /** The ssh agent's socket. */
  readonly agent?: string | undefined
  /** The fingerprint the host must show; absent: it must be in `knownHosts`. */
  readonly hostKey?: string | undefined
  /** The text of the known_hosts files. */
  readonly knownHosts: string
  readonly readyTimeoutMs: number
}

const DIAL = {
  podman: 'podman system dial-stdio',
  docker: 'docker system dial-stdio',
  auto: 'if command -v podman >/dev/null 2>&1; then exec podman system dial-stdio; else exec docker system dial-stdio; fi',
} as const

/**
 * An HTTP agent whose connections are channels of one ssh connection (RFC 4254; `direct-streamlocal@openssh.com` to a
 * socket, or the engine's own `dial-stdio` command as Docker's and Podman's clients do). The host's key is always
 * checked.
 */
export class SshAgent extends Agent {
  readonly #target: SshTarget
  #client: Promise<Client> | undefined

  constructor(target: SshTarget) {
    // A channel is cheap and one that died unseen is not: each request gets its own.
    super({ keepAlive: false })
    this.#target = target
  }

  override createConnection(
    _options: ClientRequestArgs,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): null {
    void this.#answer(callback)
    return null
  }

  override destroy(): void {
    this.#client?.then(
      (client) => client.end(),
      () => undefined,
    )
    this.#client = undefined
    super.destroy()
  }

  async #answer(callback?: (error: Error | null, stream: Duplex) => void): Promise<void> {
    let channel: ClientChannel
    try {
      channel = await this.#channel(await this.#connected())
    } catch (error) {
      // Node hands over no stream with an error, though its types ask for one.
      callback?.(error instanceof Error ? error : new Error(String(error)), new PassThrough())
      return
    }
    callback?.(null, asSocket(channel))
  }

  #connected(): Promise<Client> {
    this.#client ??= this.#connect()
    return this.#client
  }

  #connect(): Promise<Client> {
    const target = this.#target
    return new Promise((resolve, reject) => {
      const client = new Client()
      let refusal: BrokerError | undefined
      const forget = (): void => {
        this.#client = undefined
      }
      client.on('ready', () => resolve(client))
      client.on('close', forget)
      client.on('error', (error) => {
        forget()
        reject(refusal ?? error)
      })
      const options: ConnectConfig = {
        host: target.host,
        port: target.port,
        username: target.user,
        readyTimeout: target.readyTimeoutMs,
        keepaliveInterval: 15_000,
        hostVerifier: (key: Buffer) => {
          refusal = refuseHostKey(target, key)
          return refusal === undefined
        },
        ...(target.password === undefined ? {} : { password: target.password }),
        ...(target.privateKey === undefined ? {} : { privateKey: target.privateKey }),
        ...(target.passphrase === undefined ? {} : { passphrase: target.passphrase }),
        ...(target.agent === undefined ? {} : { agent: target.agent }),
      }
      try {
        client.connect(options)
      } catch (error) {
        forget()
        reject(error)
      }
    })
  }

  #channel(client: Client): Promise<ClientChannel> {
    return new Promise((resolve, reject) => {
      const done = (error: Error | undefined, channel: ClientChannel): void => {
        if (error === undefined) resolve(channel)
        else reject(error)
      }
      if (this.#target.socketPath !== undefined) {
        client.openssh_forwardOutStreamLocal(this.#target.socketPath, done)
        return
      }
      client.exec(DIAL[this.#target.runtime], (error, channel) => {
        // Unread standard error would stop the channel when its window is full.
        channel?.stderr.resume()
        done(error, channel)
      })
    })
  }
}

/** Why a host's key is not taken, or undefined when it is the right one. */
function refuseHostKey(target: SshTarget, key: Buffer): BrokerError | undefined {
  const shown = fingerprint(key)
  const name = `${target.host}:${target.port}`
  const refuse = (message: string, hint: string): BrokerError =>
    new BrokerError({ code: 'CONFIG', message, hint, provider: 'Container' })
  if (target.hostKey !== undefined) {
    if (target.hostKey === shown) return undefined
    return refuse(
      `${name} shows the host key ${shown}, and Settings expect ${target.hostKey}.`,
      'Connect only if you know why the key changed; then correct the host key in Settings.',
    )
  }
  switch (judgeHostKey(target.knownHosts, target.host, target.port, key)) {
    case 'known':
      return undefined
    case 'unknown':
      return refuse(
        `The host key of ${name} is not known: ${shown}.`,
        `Compare it with the host's own, then connect once with ssh, or enter it as the host key in Settings.`,
      )
    case 'changed':
      return refuse(
        `The host key of ${name} is not the one in known_hosts: ${shown}.`,
        'Somebody may be in between. Connect only if you know why the key changed; then correct known_hosts.',
      )
    case 'revoked':
      return refuse(`The host key of ${name} is revoked in known_hosts: ${shown}.`, 'Ask who runs this host.')
  }
}

/** Gives a channel the methods that Node's HTTP client calls on a socket. */
function asSocket(channel: ClientChannel): Duplex {
  const quiet = (): unknown => channel
  return Object.assign(channel, {
    setKeepAlive: quiet,
    setNoDelay: quiet,
    setTimeout: quiet,
    ref: quiet,
    unref: quiet,
    destroySoon: () => channel.end(),
  })
}
