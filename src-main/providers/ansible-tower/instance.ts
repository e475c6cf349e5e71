import type { ProviderDeps } from '@main/providers/contract'
import { cancelled } from '@main/providers/kit/cancel'
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
  #isSignedOut = false
  #hasAnswered = false

  constructor(config: TowerConfig, deps: ProviderDeps) {
    this.config = config
    this.deps = deps
  }

  /** Whether it was reached and signed in to since it was configured, in this run of the application. */
  get hasAnswered(): boolean {
    return this.#hasAnswered
  }

  /** Connects, if that was not done yet. Throws `TowerError`: what is wrong with the address or the sign in. */
  async client(signal: AbortSignal): Promise<TowerClient> {
    return (await this.connection(signal)).client
  }

  async connection(signal: AbortSignal): Promise<Connection> {
    if (this.#isSignedOut && this.#connection === undefined) await aborted(signal)
    if (this.#connection !== undefined) return this.#connection
    return await this.#connecting.join('', signal, async (shared) => {
      const opening = this.#open(shared)
      this.#opening = opening
      const connection = await opening
      // Let go of meanwhile: nobody would close it.
      if (this.#opening === opening) this.#connection = connection
      this.#hasAnswered = true
      return connection
    })
  }

  /** What speaks HTTP, TLS and to proxies is loaded with the first server that is spoken to. */
  async #open(signal: AbortSignal): Promise<Connection> {
    const { connect } = await import('./connect')
    return await connect(this.config, this.deps, signal)
  }

  /**
   * Deletes a temporary token and makes no other, because the process ends: work under way stands as it is, and whatever
   * still asks hears nothing.
   */
  async signOut(): Promise<void> {
    this.#isSignedOut = true
    try {
      await (await this.#opening)?.session.close('silently')
    } catch {
      // It was never open.
    }
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

/** Rejects when the call is stopped, and not before. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(cancelled())
    else signal.addEventListener('abort', () => reject(cancelled()), { once: true })
  })
}
