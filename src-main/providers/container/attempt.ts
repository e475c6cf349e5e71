import type { HostRef } from '@shared/domain/host'
import type { CheckoutContext } from '@main/providers/contract'
import { withDeadline } from '@main/providers/kit/deadline'
import { pollUntil } from '@main/providers/kit/poll'
import type { ContainerCreateOptions } from 'dockerode'
import type { EngineClient } from './client'
import type { Engine } from './engine'
import { engineError, kindOf } from './errors'
import { findContainer, removeContainer } from './find'

/** How long an engine that was cut off may still be at a create that it had begun (ms). */
const SETTLE_MS = 3000
/** How long a create that was sent is waited for after a cancel, so that what it makes can be removed (ms). */
const GRACE_MS = 15_000
/** How long cleaning up may take (ms). */
const CLEANUP_MS = 120_000

/**
 * What one check out or execution has made or may have made, from its claim to its end: the place where the failure
 * contract is kept.
 */
export class Attempt {
  readonly #engine: Engine
  readonly #client: EngineClient
  readonly #hostId: string
  readonly #ctx: CheckoutContext
  #ref: HostRef | undefined
  /** A create was sent and its answer did not come: `cut` with the connection, `late` not in time. */
  #lost: 'cut' | 'late' | undefined

  constructor(
    engine: Engine,
    client: EngineClient,
    hostId: string,
    ctx: CheckoutContext,
    claimed: HostRef | undefined,
  ) {
    this.#engine = engine
    this.#client = client
    this.#hostId = hostId
    this.#ctx = ctx
    this.#ref = claimed
  }

  claim(ref: HostRef): void {
    this.#ref = ref
    this.#ctx.claim(ref)
  }

  /**
   * Creates a container after claiming its name. A cancel does not cut the request: an engine may go on with it, and
   * nobody would know what it made. So the answer is awaited (for a while), claimed, and then the cancel is heard.
   */
  async create(options: ContainerCreateOptions & { readonly name: string }): Promise<string> {
    const { signal } = this.#ctx
    this.claim({ name: options.name })
    const grace = new AbortController()
    const onAbort = (): void => {
      this.#engine.deps.clock.sleep(GRACE_MS, done.signal).then(
        () => grace.abort(),
        () => undefined,
      )
    }
    const done = new AbortController()
    signal.addEventListener('abort', onAbort, { once: true })
    try {
      if (signal.aborted) onAbort()
      const id = await this.#client.create(options, grace.signal)
      this.claim({ name: options.name, id })
      return id
    } catch (error) {
      const kind = kindOf(error)
      if (kind === 'cut') this.#lost = 'cut'
      if (kind === 'timeout' || kind === 'cancelled') this.#lost = 'late'
      throw error
    } finally {
      done.abort()
      signal.removeEventListener('abort', onAbort)
    }
  }

  /**
   * After a failure or a cancel: removes what was made and takes the claim back. Where that cannot be confirmed the
   * claim stays, and the log says so. Never throws.
   */
  async cleanUp(): Promise<void> {
    const ref = this.#ref
    if (ref === undefined) return
    const { clock, instance } = this.#engine.deps
    const late = (): Error =>
      engineError(undefined, { where: this.#client.where, instance, what: 'clean up' }, 'timeout')
    try {
      const confirmed = await withDeadline({ clock, ms: CLEANUP_MS, late }, (signal) =>
        this.#remove(ref, signal),
      )
      if (confirmed) {
        this.#ref = undefined
        this.#ctx.unclaim()
        return
      }
      this.#ctx.log(`${ref['name'] ?? 'A container'} may still come to be at ${this.#client.where}.`, 'warn')
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      this.#ctx.log(`${ref['name'] ?? 'A container'} may be left at ${this.#client.where}. ${reason}`, 'warn')
    }
  }

  /** Whether it is certain that nothing is there now, and that nothing will come. */
  async #remove(ref: HostRef, signal: AbortSignal): Promise<boolean> {
    const { clock } = this.#engine.deps
    const target = { hostId: this.#hostId, ref }
    const timeoutMs = this.#lost === undefined ? 0 : SETTLE_MS
    const found = await pollUntil({ clock, signal, firstMs: 100, longestMs: 500, timeoutMs }, () =>
      findContainer(this.#client, target, signal),
    )
    if (found === undefined) return this.#lost !== 'late'
    await removeContainer(this.#client, found.Id, clock, signal, CLEANUP_MS)
    return true
  }
}
