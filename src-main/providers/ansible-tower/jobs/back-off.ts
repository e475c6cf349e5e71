import { toErrorData } from '@shared/domain/error'
import type { Clock } from '@main/ports/clock'
import { TowerError } from '@main/providers/ansible-tower/errors'

const LONGEST_MS = 30_000

/** How one outage goes: how long it lasts, and when to ask again. */
export class Outage {
  readonly #clock: Clock
  readonly #firstMs: number
  readonly #sinceMs: number
  #tries = 0

  /** `firstMs` is the first pause; each next one is twice as long, up to half a minute. */
  constructor(clock: Clock, firstMs: number) {
    this.#clock = clock
    this.#firstMs = firstMs
    this.#sinceMs = clock.now()
  }

  get lastsMs(): number {
    return this.#clock.now() - this.#sinceMs
  }

  /** How long to wait before the next attempt: at least as the server says, growing, and never in step with others. */
  pauseMs(error: unknown): number {
    const asked = error instanceof TowerError ? error.details.retryAfterMs : undefined
    const grown = Math.min(this.#firstMs * 2 ** this.#tries, Math.max(LONGEST_MS, this.#firstMs))
    this.#tries += 1
    const spread = Math.random() * 0.2
    return Math.max((asked ?? 0) * (1 + spread), grown * (0.9 + spread))
  }
}

/** Why an outage is one, in one sentence: "AnsibleTower prod answered with an error of its own (502)." */
export function whyOf(error: unknown): string {
  const { message } = toErrorData(error)
  return message.replace(/^Cannot [^:]*: /, '')
}
