import type { ProviderDeps } from '@main/providers/contract'
import { SharedWork } from '@main/providers/kit/shared-work'
import type { TowerClient } from './client'
import type { TowerConfig } from './config'
import type { Connection } from './connect'

/**
 * One configured server: connects when it is first needed, and is shared by all calls of the instance. Every operation
 * of the provider takes it as its first argument.
 */
export class TowerInstance {
  readonly config: TowerConfig
  readonly deps: ProviderDeps
  readonly #connecting = new SharedWork<Connection>()
  #opening: Promise<Connection> | undefined
  #connection: Connection | undefined

  constructor(config: TowerConfig, deps: ProviderDeps) {
    this.config = config
    this.deps = deps
  }

  /** Connects, if that was not done yet. Throws `TowerError`: what is wrong with the address or the sign in. */
  async client(signal: AbortSignal): Promise<TowerClient> {
    return (await this.connection(signal)).client
  }

  async connection(signal: AbortSignal): Promise<Connection> {
    if (this.#connection !== undefined) return this.#connection
    return await this.#connecting.join('', signal, async (shared) => {
      const opening = this.#open(shared)
      this.#opening = opening
      const connection = await opening
      // Let go of meanwhile: nobody would close it.
      if (this.#opening === opening) this.#connection = connection
      return connection
    })
  }

  /** What speaks HTTP, TLS and to proxies is loaded with the first server that is spoken to. */
  async #open(signal: AbortSignal): Promise<Connection> {
    const { connect } = await import('./connect')
    return await connect(this.config, this.deps, signal)
  }

  /** Lets go of the connections and of a temporary token; both come back when they are needed again. */
  async dispose(): Promise<void> {
    const opening = this.#opening
    this.#opening = undefined
    this.#connection = undefined
    try {
      await (await opening)?.close()
    } catch {
      // It was never open.
    }
  }
}
