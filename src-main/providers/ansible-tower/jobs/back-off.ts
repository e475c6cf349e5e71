import { toErrorData } from '@shared/domain/error'
import type { Clock } from '@main/ports/clock'
import { TowerError } from '@main/providers/ansible-tower/errors'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'

const LONGEST_MS = 30_000

/** How an outage is ridden out. */
export interface OutageOptions {
  /** The first pause; each next one is twice as long, up to half a minute. */
  readonly firstMs: number
  /** How long one attempt may take. */
  readonly attemptMs: number
}

/** How one outage goes: how long it lasts, and when to ask again. */
export class Outage {
  readonly #clock: Clock
  readonly #options: OutageOptions
  /** What was spent on it up to the last attempt that failed. */
  #spentMs = 0
  #failedAtMs: number
  /** How long it may take from that attempt to the end of the next one. */
  #nextMs = 0
  #tries = 0

  constructor(clock: Clock, options: OutageOptions) {
    this.#clock = clock
    this.#options = options
    this.#failedAtMs = clock.now()
  }

  /**
   * How long it was tried. No pause and no attempt takes longer than asked for: what goes beyond is the sleep of the
   * computer, or a clock that was set, in which nobody tried anything.
   */
  get lastsMs(): number {
    const passedMs = Math.max(0, this.#clock.now() - this.#failedAtMs)
    return this.#spentMs + Math.min(passedMs, this.#nextMs)
  }

  /**
   * An attempt failed: how long to wait before the next one. At least as the server says, growing, and never in step
   * with others.
   */
  pauseMs(error: unknown): number {
    const { firstMs, attemptMs } = this.#options
    const asked = error instanceof TowerError ? error.details.retryAfterMs : undefined
    const grown = Math.min(firstMs * 2 ** this.#tries, Math.max(LONGEST_MS, firstMs))
    this.#tries += 1
    const spread = Math.random() * 0.2
    const pauseMs = Math.max((asked ?? 0) * (1 + spread), grown * (0.9 + spread))
    this.#spentMs = this.lastsMs
    this.#failedAtMs = this.#clock.now()
    this.#nextMs = pauseMs + attemptMs
    return pauseMs
  }
}

/** An outage of an instance, ridden out as that is configured. */
export function outageOf({ deps, config }: TowerInstance): Outage {
  return new Outage(deps.clock, {
    firstMs: config.workflow_poll_interval * 1000,
    attemptMs: config.request_timeout * 1000,
  })
}

/** Why an outage is one, in one sentence: "AnsibleTower prod answered with an error of its own (502)." */
export function whyOf(error: unknown): string {
  const { message } = toErrorData(error)
  return message.replace(/^Cannot [^:]*: /, '')
}
