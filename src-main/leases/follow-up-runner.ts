import { toErrorData } from '@shared/domain/error'
import { instanceText } from '@shared/domain/provider'
import { isSameEnd, type Lease } from '@shared/domain/lease'
import type { FollowUp } from '@shared/domain/lease-history'
import { durationText } from '@shared/lib/time-text'
import type { HostRecord } from '@main/ports/inventory'
import type { LeasedHost } from '@main/ports/leases'
import type { LeaseDeps, Looked } from '@main/leases/deps'
import { answered, asking, lookAtMs } from '@main/leases/follow-up'

/** How many providers are asked at once: ended leases are no hurry. */
const AT_ONCE = 4

/** Asks providers for the hosts whose leases have ended, and writes down what they say. */
export class FollowUps {
  readonly #deps: LeaseDeps
  readonly #asking = new Set<string>()
  #stopped = false

  constructor(deps: LeaseDeps) {
    this.#deps = deps
  }

  /** Begins what is due, and answers when to come again; what is begun tells by `hosts.changed`. */
  run(hosts: Iterable<LeasedHost>, nowMs: number): number | undefined {
    let nextAtMs = Infinity
    for (const host of hosts) {
      if (host.endsAtMs > nowMs) continue
      const atMs = lookAtMs(host, nowMs)
      if (atMs === undefined || this.#asking.has(host.hostId)) continue
      if (atMs > nowMs) nextAtMs = Math.min(nextAtMs, atMs)
      else if (this.#asking.size < AT_ONCE) this.#begin(host, nowMs)
      // One that ends makes a change, and with it the next turn.
    }
    return Number.isFinite(nextAtMs) ? nextAtMs : undefined
  }

  /**
   * Asks for one host now, because a person wants to know, and answers whether it is still there. Throws what hinders
   * the provider from being asked.
   */
  async ask(host: LeasedHost, nowMs: number): Promise<boolean> {
    const { inventory, look, publisher } = this.#deps
    const record = inventory.hosts.get(host.hostId)
    if (record?.state !== 'ready') return false
    const asked = asking(host, nowMs)
    inventory.leases.setFollowUp(host.hostId, host.followUp, asked)
    try {
      const looked = await look(record)
      this.#settle(record, asked, looked)
      return looked.kind === 'there'
    } catch (error) {
      this.#write(record, asked, answered(asked, toErrorData(error).message))
      throw error
    } finally {
      publisher.publish('hosts.changed', { hostIds: [host.hostId] })
    }
  }

  stop(): void {
    this.#stopped = true
  }

  #begin(host: LeasedHost, nowMs: number): void {
    const { inventory } = this.#deps
    const asked = asking(host, nowMs)
    if (!inventory.leases.setFollowUp(host.hostId, host.followUp, asked)) return
    const record = inventory.hosts.get(host.hostId)
    if (record?.state !== 'ready') return
    this.#asking.add(host.hostId)
    void this.#ask(record, asked)
  }

  async #ask(host: HostRecord, asked: FollowUp): Promise<void> {
    const { look, logger } = this.#deps
    try {
      const looked = await look(host)
      if (!this.#stopped) this.#settle(host, asked, looked)
    } catch (error) {
      if (this.#stopped) return
      const { message } = toErrorData(error)
      logger.warn('A host whose lease has ended could not be asked for.', { hostId: host.id, error: message })
      this.#write(host, asked, answered(asked, message))
    } finally {
      this.#asking.delete(host.id)
      if (!this.#stopped) this.#deps.publisher.publish('hosts.changed', { hostIds: [host.id] })
    }
  }

  #settle(host: HostRecord, asked: FollowUp, looked: Looked): void {
    const { inventory, clock } = this.#deps
    const nowMs = clock.now()
    // What was asked for one end says nothing of another: it was extended, or checked in, in the meantime.
    const isSame = (): boolean => {
      const { state, lease } = inventory.hosts.get(host.id) ?? {}
      return state === 'ready' && isSameEnd(lease?.endsAtMs ?? null, asked.endsAtMs)
    }
    inventory.transaction(() => {
      if (!isSame()) return
      if (looked.kind === 'gone') {
        inventory.hosts.change(
          host.id,
          ['ready'],
          { state: 'released', problem: null },
          goneEvent(host, asked, nowMs),
          nowMs,
        )
      } else if (isLater(looked.lease, asked)) {
        const event = { kind: 'synced', text: `${instanceText(host)} tells a later end` } as const
        inventory.hosts.change(host.id, ['ready'], { lease: looked.lease }, event, nowMs)
      } else {
        this.#write(host, asked, answered(asked, undefined))
        // Said once for each end: the later answers are the same.
        if (asked.answers > 0) return
        inventory.hosts.change(host.id, ['ready'], {}, stillThereEvent(host, asked, nowMs), nowMs)
      }
    })
  }

  #write(host: HostRecord, from: FollowUp, to: FollowUp): void {
    try {
      this.#deps.inventory.leases.setFollowUp(host.id, from, to)
    } catch (error) {
      this.#deps.logger.error('What became of an ended lease could not be written.', {
        hostId: host.id,
        error,
      })
    }
  }
}

function isLater(lease: Lease | undefined, asked: FollowUp): lease is Lease {
  return lease !== undefined && lease.endsAtMs > asked.endsAtMs && !isSameEnd(lease.endsAtMs, asked.endsAtMs)
}

function goneEvent(
  host: HostRecord,
  asked: FollowUp,
  nowMs: number,
): { readonly kind: 'gone'; readonly text: string } {
  const ago = durationText(nowMs - asked.endsAtMs)
  return { kind: 'gone', text: `Gone at ${instanceText(host)}. Its lease ended ${ago} ago` }
}

function stillThereEvent(
  host: HostRecord,
  asked: FollowUp,
  nowMs: number,
): { readonly kind: 'still_there'; readonly text: string } {
  const ago = durationText(nowMs - asked.endsAtMs)
  return { kind: 'still_there', text: `Still at ${instanceText(host)}, ${ago} after its lease ended` }
}
