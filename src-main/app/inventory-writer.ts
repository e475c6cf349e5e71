import { BrokerError } from '@shared/domain/error'
import { MASK } from '@shared/lib/redact'
import { isJsonObject, type Json, type JsonObject } from '@shared/lib/json'
import type { HostRecord, Inventory } from '@main/ports/inventory'
import type { Logger } from '@main/ports/logger'
import type { Notices } from '@main/ports/notices'
import { brokerHost } from '@main/reports/broker-host'
import { changeInventory } from '@main/settings/inventory-yaml'

const SETTLE_MS = 100
const NOTICE = 'inventory-yaml'

/** What the writer needs. */
export interface InventoryWriterOptions {
  readonly inventory: Inventory
  readonly isWanted: () => boolean
  /** Where the file is now. */
  readonly file: () => string
  readonly notices: Notices
  readonly logger: Logger
}

/**
 * Keeps the broker command's `inventory.yaml` up to date, where the person wants that: a host that is ready here is in
 * it, one that was given back is not. What others wrote there stays, also keys of hosts of ours that we do not know.
 */
export class InventoryWriter {
  readonly #options: InventoryWriterOptions
  readonly #changed = new Set<string>()
  readonly #stop = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> = Promise.resolve()
  #was = false

  constructor(options: InventoryWriterOptions) {
    this.#options = options
  }

  hostsChanged(hostIds: readonly string[]): void {
    if (!this.#options.isWanted()) return
    for (const id of hostIds) this.#changed.add(id)
    this.#soon()
  }

  /** When it was just switched on, and at the start, every host that is ready is written. */
  settingsChanged(): void {
    const isWanted = this.#options.isWanted()
    if (isWanted && !this.#was) {
      const { hosts } = this.#options.inventory
      this.hostsChanged(hosts.inStates(['ready', 'checking_in']).map(({ id }) => id))
    }
    this.#was = isWanted
  }

  /** Resolves when what is known now is written, or could not be. */
  async settled(): Promise<void> {
    if (this.#timer !== undefined) this.#write()
    await this.#writing
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#stop.abort()
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => this.#write(), SETTLE_MS)
  }

  #write(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#writing = this.#writing.then(() => this.#writeNow())
  }

  /** Never rejects: another write follows it. */
  async #writeNow(): Promise<void> {
    const { inventory, file, notices, logger } = this.#options
    const ids = [...this.#changed]
    this.#changed.clear()
    let path: string | undefined
    try {
      const hosts = ids.flatMap((id) => inventory.hosts.get(id) ?? []).filter(({ pretend }) => !pretend)
      if (hosts.length === 0) return
      path = file()
      await changeInventory(path, (entries) => withHosts(entries, hosts), this.#stop.signal)
      if (notices.all().some(({ id }) => id === NOTICE)) notices.dismiss(NOTICE)
    } catch (error) {
      if (this.#stop.signal.aborted) return
      // Written with the next change.
      for (const id of ids) this.#changed.add(id)
      logger.warn('inventory.yaml could not be written', { error })
      const data = error instanceof BrokerError ? error.data : undefined
      notices.add({
        id: NOTICE,
        level: 'warn',
        title: 'inventory.yaml could not be written',
        detail: `${data?.message ?? 'The log has the details.'} ${data?.hint ?? ''} It is tried again with the next change.`,
        ...(path === undefined ? {} : { path }),
      })
    }
  }
}

/** The entries with these hosts as they stand now. */
export function withHosts(
  entries: readonly JsonObject[],
  hosts: readonly HostRecord[],
): readonly JsonObject[] {
  const list = [...entries]
  for (const host of hosts) {
    const found = list.findIndex((entry) => isEntryOf(entry, host))
    const at = found < 0 ? list.length : found
    if (host.state === 'ready' || host.state === 'checking_in') list[at] = merged(list[at], brokerHost(host))
    // What is being given back may still be there.
    else if (host.state === 'released' || host.state === 'discarded') list.splice(at, 1)
  }
  return list
}

function isEntryOf(entry: JsonObject, host: HostRecord): boolean {
  const provider = entry['_broker_provider']
  const instance = entry['_broker_provider_instance']
  if (provider !== undefined && provider !== host.provider) return false
  if (typeof instance === 'string' && instance !== host.instance) return false
  const name = entry['name']
  if (host.name !== undefined && typeof name === 'string') return name === host.name
  return host.hostname !== undefined && entry['hostname'] === host.hostname
}

/** Ours over theirs; what holds a masked secret here stays what it is there. */
function merged(before: JsonObject = {}, ours: JsonObject): JsonObject {
  const theirArgs = before['_broker_args']
  const { _broker_args: args, ...rest } = filledIn(ours, before)
  return {
    ...before,
    ...rest,
    _broker_args: { ...(isJsonObject(theirArgs) ? theirArgs : {}), ...(isJsonObject(args) ? args : {}) },
  }
}

/** Ours with theirs in place of masked texts, which are left out where they say nothing. */
function filledIn(ours: JsonObject, theirs: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(ours).flatMap(([name, value]) => {
      const filled = withTheirs(value, theirs[name])
      return filled === undefined ? [] : [[name, filled]]
    }),
  )
}

function withTheirs(ours: Json, theirs: Json | undefined): Json | undefined {
  if (typeof ours === 'string') return ours.includes(MASK) ? theirs : ours
  if (Array.isArray(ours)) {
    const others = Array.isArray(theirs) ? theirs : []
    return ours.map((value, index) => withTheirs(value, others[index])).filter((value) => value !== undefined)
  }
  return isJsonObject(ours) ? filledIn(ours, isJsonObject(theirs) ? theirs : {}) : ours
}
