import { BrokerError, toErrorData } from '@shared/domain/error'
import type { ErrorData } from '@shared/domain/error'
import { instanceText, offeringsSchema, type InstanceId, type Offering } from '@shared/domain/provider'
import type { RememberedOfferings } from '@main/ports/inventory'
import type { EngineDeps } from '@main/engine/deps'
import { within } from '@main/engine/within'

/** A list older than this is read again behind the answer. */
const STALE_AFTER_MS = 5 * 60_000
/** How long an instance may take to tell what it offers. */
const READ_WITHIN_MS = 60_000

/** What an instance offers, as far as it is known now. */
export interface OfferingAnswer extends RememberedOfferings {
  /** Being read again: `providers.changed` tells when it is done. */
  readonly refreshing: boolean
  /** Why it could not be read again. */
  readonly problem?: ErrorData
}

interface Known {
  readonly list?: RememberedOfferings
  readonly problem?: ErrorData
}

/**
 * What instances offer: remembered in memory and in the inventory, answered at once, and read again behind when it has
 * become old.
 */
export class Offerings {
  readonly #deps: Pick<EngineDeps, 'inventory' | 'registry' | 'publisher' | 'clock' | 'logger'>
  readonly #known = new Map<string, Known>()
  readonly #reading = new Map<string, Promise<RememberedOfferings>>()

  constructor(deps: Pick<EngineDeps, 'inventory' | 'registry' | 'publisher' | 'clock' | 'logger'>) {
    this.#deps = deps
  }

  /**
   * The list of an action. What is remembered is answered, unless it must be `fresh`; a list that cannot be read again
   * stays, with the reason beside it. Throws what the provider throws when nothing is remembered.
   */
  async get(target: InstanceId, action: string, fresh = false): Promise<OfferingAnswer> {
    // An instance that is gone, or cannot be used as it is configured, offers nothing, whatever is remembered.
    this.#deps.registry.get(target)
    const key = keyOf(target, action)
    const remembered = this.#remembered(target, action).list
    if (remembered === undefined) return { ...(await this.#read(target, action)), refreshing: false }
    if (fresh) {
      await this.#read(target, action).catch(() => undefined)
    } else if (this.#deps.clock.now() - remembered.readAtMs > STALE_AFTER_MS) {
      this.#refreshBehind(target, action)
    }
    const known = this.#known.get(key)
    return {
      ...(known?.list ?? remembered),
      refreshing: this.#reading.has(key),
      ...(known?.problem === undefined ? {} : { problem: known.problem }),
    }
  }

  /** Takes what an instance offered in an earlier run into memory, so that the first who looks does not wait for it. */
  recall(target: InstanceId): void {
    const definition = this.#deps.registry.definitions().find(({ kind }) => kind === target.provider)
    for (const action of definition?.actions ?? []) this.#remembered(target, action.name)
  }

  /** Forgets what an instance offers: it is configured otherwise now. What is being read of it is not kept. */
  forget({ provider, instance }: InstanceId): void {
    const prefix = keyOf({ provider, instance }, '')
    for (const map of [this.#known, this.#reading]) {
      for (const key of map.keys()) if (key.startsWith(prefix)) map.delete(key)
    }
    this.#deps.inventory.offerings.forget(provider, instance)
  }

  #remembered(target: InstanceId, action: string): Known {
    const key = keyOf(target, action)
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const list = this.#stored(target, action)
    const found = list === undefined ? {} : { list }
    this.#known.set(key, found)
    return found
  }

  /** A remembered list that cannot be read is none. */
  #stored(target: InstanceId, action: string): RememberedOfferings | undefined {
    try {
      return this.#deps.inventory.offerings.get(target.provider, target.instance, action)
    } catch (error) {
      this.#deps.logger.warn('What an instance offers could not be remembered.', { ...target, error })
      return undefined
    }
  }

  #refreshBehind(target: InstanceId, action: string): void {
    const tell = (): void => {
      this.#deps.publisher.publish('providers.changed', { target, action })
    }
    if (!this.#reading.has(keyOf(target, action))) this.#read(target, action).then(tell, tell)
  }

  /** Reads a list once for all who ask meanwhile. */
  #read(target: InstanceId, action: string): Promise<RememberedOfferings> {
    const key = keyOf(target, action)
    const underWay = this.#reading.get(key)
    if (underWay !== undefined) return underWay
    const reading: Promise<RememberedOfferings> = this.#ask(target, action).then(
      (offerings) => this.#keep(target, action, reading, offerings),
      (error: unknown) => {
        if (this.#reading.get(key) === reading) {
          this.#reading.delete(key)
          this.#known.set(key, { ...this.#known.get(key), problem: toErrorData(error) })
        }
        throw error
      },
    )
    this.#reading.set(key, reading)
    return reading
  }

  async #ask(target: InstanceId, action: string): Promise<readonly Offering[]> {
    const told = await within(READ_WITHIN_MS, (signal) =>
      this.#deps.registry.get(target).offerings(action, { signal }),
    )
    // Checked here, once for each reading: it is answered and kept as it is now.
    const checked = offeringsSchema.safeParse(told)
    if (checked.success) return checked.data
    const { path = [], message = '' } = checked.error.issues[0] ?? {}
    throw new BrokerError({
      code: 'INTERNAL',
      message: `Broker Desktop could not make a list of what ${instanceText(target)} offers: ${path.join('.')}: ${message}`,
      hint: 'This is a defect of Broker Desktop. The log file has the details.',
      ...target,
    })
  }

  #keep(
    target: InstanceId,
    action: string,
    reading: Promise<RememberedOfferings>,
    offerings: readonly Offering[],
  ): RememberedOfferings {
    const key = keyOf(target, action)
    const list = { offerings, json: JSON.stringify(offerings), readAtMs: this.#deps.clock.now() }
    // Forgotten meanwhile: this is what another configuration offered.
    if (this.#reading.get(key) !== reading) return list
    this.#reading.delete(key)
    this.#known.set(key, { list })
    try {
      this.#deps.inventory.offerings.put(target.provider, target.instance, action, list)
    } catch (error) {
      this.#deps.logger.warn('What an instance offers could not be remembered.', { ...target, error })
    }
    return list
  }
}

function keyOf({ provider, instance }: InstanceId, action: string): string {
  return `${provider}\n${instance}\n${action}`
}
