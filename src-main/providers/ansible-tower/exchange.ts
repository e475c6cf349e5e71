import type { Clock } from '@main/ports/clock'
import type { Logger } from '@main/ports/logger'
import { withDeadline } from '@main/providers/kit/deadline'
import { Slots } from '@main/providers/kit/slots'
import { redirectTarget, troubleIn } from './answers'
import { TowerError, type Details, type Doing, type TroubleKind } from './errors'
import { networkTrouble } from './network-errors'
import type { RawAnswer, RawRequest, Transport } from './transport'

/** How many requests of one instance are under way at the same time, at most. */
const IN_FLIGHT = 8
const MOST_REDIRECTS = 5

/** What an exchange is made of. */
export interface ExchangeOptions {
  readonly base: URL
  readonly transport: Transport
  readonly clock: Clock
  readonly logger: Logger
  readonly instance: string
  /** How long one request may take (ms). */
  readonly timeoutMs: number
  /** For messages: how the person said to sign in. */
  readonly signIn: 'token' | 'password'
}

/** What is asked once, with the words for messages. */
export interface Asking {
  readonly what: string
  readonly wants: 'json' | 'text'
  readonly signal: AbortSignal
}

/**
 * One request and its answer: limited in number and time, redirects within the server followed, and everything that is
 * no good answer thrown as `TowerError`.
 */
export class Exchange {
  readonly base: URL
  readonly #options: ExchangeOptions
  readonly #slots = new Slots(IN_FLIGHT)

  constructor(options: ExchangeOptions) {
    this.#options = options
    this.base = options.base
  }

  get clock(): Clock {
    return this.#options.clock
  }

  async send(request: RawRequest, asking: Asking): Promise<RawAnswer> {
    return await this.#follow(request, asking, MOST_REDIRECTS)
  }

  /** An error of this server in the words of what was being done. */
  error(kind: TroubleKind, what: string, details?: Details): TowerError {
    const { instance, base, signIn } = this.#options
    const doing: Doing = { instance, address: base.href.replace(/\/$/, ''), what, signIn }
    return new TowerError(kind, doing, details)
  }

  /** For the log: what could not be read of an answer, which no message shows. */
  note(message: string, details: Readonly<Record<string, unknown>>): void {
    this.#options.logger.warn(message, { instance: this.#options.instance, ...details })
  }

  async #follow(request: RawRequest, asking: Asking, redirects: number): Promise<RawAnswer> {
    const answer = await this.#once(request, asking)
    const target = redirects > 0 ? redirectTarget(request, answer) : undefined
    if (target !== undefined) return await this.#follow({ ...request, url: target }, asking, redirects - 1)
    const trouble = troubleIn(request, answer, this.base, asking.wants, this.clock.now())
    if (trouble !== undefined) throw this.error(trouble.kind, asking.what, trouble.details)
    return answer
  }

  async #once(request: RawRequest, { what, signal }: Asking): Promise<RawAnswer> {
    const { clock, transport, timeoutMs, logger, instance } = this.#options
    const late = (): TowerError => this.error('timeout', what, { uncertain: true })
    const { method, url } = request
    try {
      return await this.#slots.run(signal, async () => {
        const beganMs = clock.now()
        const answer = await withDeadline({ clock, ms: timeoutMs, signal, late }, (inner) =>
          transport.send(request, inner),
        )
        const { status } = answer
        logger.debug('AnsibleTower answered', {
          instance,
          method,
          path: url.pathname + url.search,
          status,
          ms: clock.now() - beganMs,
        })
        return answer
      })
    } catch (error) {
      if (signal.aborted) throw this.error('cancelled', what)
      if (error instanceof TowerError) throw error
      const { kind, details } = networkTrouble(error, transport.proxy !== undefined)
      logger.debug('AnsibleTower did not answer', {
        instance,
        method,
        path: url.pathname,
        kind,
        code: details.said,
      })
      throw this.error(kind, what, details)
    }
  }
}
