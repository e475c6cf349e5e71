import type { LeasedHost, LeaseStore, ReminderKey, Snooze } from '@main/ports/leases'

/**
 * The hosts with an end and what was told of them, kept at hand: what is due is computed from here, so that a change of
 * one host among thousands reads one.
 */
export class LeaseBoard {
  readonly #store: LeaseStore
  #hosts = new Map<string, LeasedHost>()
  #claimed = new Map<string, readonly ReminderKey[]>()
  #snoozes: ReadonlyMap<string, Snooze> = new Map()

  constructor(store: LeaseStore) {
    this.#store = store
  }

  get hosts(): ReadonlyMap<string, LeasedHost> {
    return this.#hosts
  }

  get claimed(): ReadonlyMap<string, readonly ReminderKey[]> {
    return this.#claimed
  }

  get snoozes(): ReadonlyMap<string, Snooze> {
    return this.#snoozes
  }

  /** Reads everything anew: at the start, and now and then, because other processes write too. */
  reload(): void {
    this.#hosts = new Map(this.#store.leased().map((host) => [host.hostId, host]))
    this.#claimed = byHost(this.#store.claimed())
    this.#snoozes = snoozesByHost(this.#store)
  }

  /** Reads these hosts anew; those that are no longer held, or have no end, go. */
  refresh(hostIds: readonly string[]): void {
    if (hostIds.length === 0) return
    for (const id of hostIds) {
      this.#hosts.delete(id)
      this.#claimed.delete(id)
    }
    for (const host of this.#store.leased(hostIds)) this.#hosts.set(host.hostId, host)
    for (const [id, keys] of byHost(this.#store.claimed(hostIds))) this.#claimed.set(id, keys)
    this.#snoozes = snoozesByHost(this.#store)
  }
}

function byHost(keys: readonly ReminderKey[]): Map<string, ReminderKey[]> {
  const found = new Map<string, ReminderKey[]>()
  for (const key of keys) {
    const others = found.get(key.hostId)
    if (others === undefined) found.set(key.hostId, [key])
    else others.push(key)
  }
  return found
}

function snoozesByHost(store: LeaseStore): ReadonlyMap<string, Snooze> {
  return new Map(store.snoozes().map((snooze) => [snooze.hostId, snooze]))
}
