import type { Logger } from '@main/ports/logger'
import type { ProviderDeps } from '@main/providers/contract'
import { SharedWork } from '@main/providers/kit/shared-work'
import { EngineClient } from './client'
import type { ContainerConfig } from './config'
import { endpointUrl, locate, type Found, type Surroundings } from './connect'
import { engineError, kindOf } from './errors'
import type { Image, PullEvent } from './schemas'
import { openTransport, type Transport } from './transport'

/** An engine that was found, with a client on it. */
export interface Connected {
  readonly client: EngineClient
  readonly found: Found
}

interface Live extends Connected {
  readonly transport: Transport
}

/**
 * The engine of one instance: finds it when it is first needed, keeps its connections, and looks for it again after it
 * did not answer (it may have been started elsewhere).
 */
export class Engine {
  readonly config: ContainerConfig
  readonly deps: ProviderDeps
  /** One look-up and one pull of an image at a time, however many check outs want it. */
  readonly images = new SharedWork<Image | undefined>()
  readonly pulls = new SharedWork<void, PullEvent>()
  readonly #surroundings: Surroundings
  #live: Promise<Live> | undefined

  constructor(config: ContainerConfig, deps: ProviderDeps, surroundings: Surroundings) {
    this.config = config
    this.deps = deps
    this.#surroundings = surroundings
  }

  get logger(): Logger {
    return this.deps.logger
  }

  /** Connects, if that was not done yet. Throws BrokerErrors: what is wrong with the configuration or the endpoint. */
  async connect(): Promise<Connected> {
    const live = (this.#live ??= this.#open())
    try {
      return await live
    } catch (error) {
      if (this.#live === live) this.#live = undefined
      throw engineError(error, { where: 'the engine', what: 'connect', instance: this.deps.instance })
    }
  }

  /** Runs something on the engine; when no engine answers, the next call looks for it again. */
  async use<T>(run: (connected: Connected) => Promise<T>): Promise<T> {
    const connected = await this.connect()
    try {
      return await run(connected)
    } catch (error) {
      const kind = kindOf(error)
      if (kind === 'no-engine' || kind === 'no-permission') {
        // Forgotten and not closed: other calls may still be on their way over it, and a newer one may be in its place.
        const live = this.#live
        const current = await live?.catch(() => undefined)
        if (current === connected && this.#live === live) this.#live = undefined
      }
      throw error
    }
  }

  /** Closes the connections; they are opened again when they are needed. */
  dispose(): void {
    const live = this.#live
    this.#live = undefined
    live?.then(
      ({ transport }) => transport.close(),
      () => undefined,
    )
  }

  async #open(): Promise<Live> {
    const { config, deps } = this
    const found = await locate(config, this.#surroundings)
    const transport = await openTransport(found, config, deps.env)
    const where =
      found.title === 'configured' ? endpointUrl(found.endpoint) : `${found.title} at ${found.url}`
    const client = new EngineClient({
      docker: transport.docker,
      clock: deps.clock,
      timeoutMs: config.timeout * 1000,
      where,
      instance: deps.instance,
    })
    deps.logger.info('Container engine chosen', { instance: deps.instance, where })
    return { client, found, transport }
  }
}
