import { BrokerError, toErrorData } from '@shared/domain/error'
import type { InstanceId } from '@shared/domain/provider'
import type { SyncPreview, SyncScope } from '@shared/domain/sync'
import type { Task } from '@shared/domain/task'
import type { EngineDeps } from '@main/engine/deps'
import { notSupported } from '@main/engine/not-supported'
import { applyRows } from '@main/engine/sync/apply'
import { diffHosts } from '@main/engine/sync/diff'
import type { PlannedRow } from '@main/engine/sync/diff'
import { lookAgain } from '@main/engine/sync/look-again'
import { targetOf } from '@main/engine/target'

/** How many previews are kept: a window has one for each instance of a provider, and one that was reloaded forgets to close them. */
const MOST = 50

interface Sync {
  preview: SyncPreview
  rows: readonly PlannedRow[]
  readonly reading: AbortController
}

/**
 * Previews of what instances say differently than the inventory has it. They live here while their pages are open;
 * nothing is written before a person chooses what.
 */
export class Syncs {
  readonly #deps: EngineDeps
  readonly #syncs = new Map<string, Sync>()

  constructor(deps: EngineDeps) {
    this.#deps = deps
  }

  /** Begins to read an instance's hosts; answers the id of the preview. Throws `NOT_SUPPORTED` where there is no sync. */
  read(target: InstanceId, scope: SyncScope): string {
    const { syncScopes } = this.#deps.registry.definition(target.provider)
    const provider = this.#deps.registry.get(target)
    if (provider.inventory === undefined || syncScopes?.includes(scope.kind) !== true) {
      throw notSupported(target, 'cannot list these hosts')
    }
    const id = this.#deps.newId()
    const state = { name: 'reading' as const, done: 0 }
    const sync: Sync = { preview: { id, target, scope, state }, rows: [], reading: new AbortController() }
    this.#syncs.set(id, sync)
    for (const old of [...this.#syncs.keys()].slice(0, -MOST)) this.close(old)
    void this.#run(sync)
    return id
  }

  /** Throws `NOT_FOUND` for a preview that was closed. */
  get(id: string): SyncPreview {
    return this.#known(id).preview
  }

  /** Writes the chosen rows; answers the task that is the history of it. Throws `INVALID_INPUT` before all is read. */
  apply(id: string, keys: readonly string[]): Task {
    const sync = this.#known(id)
    const { target, scope, state } = sync.preview
    const chosen = new Set(keys)
    const rows = sync.rows.filter(
      ({ row }) => chosen.has(row.key) && row.kind !== 'same' && row.held === undefined,
    )
    if (state.name !== 'read' || rows.length === 0) {
      throw new BrokerError({
        code: 'INVALID_INPUT',
        message:
          state.name === 'applied'
            ? 'This sync was applied already.'
            : 'There is nothing to write of this sync.',
        hint: 'Read the hosts again.',
      })
    }
    const task = applyRows(this.#deps, target, scope, rows)
    this.#show(sync, { name: 'applied', taskId: task.id })
    return task
  }

  /** Forgets a preview; reading stops. */
  close(id: string): void {
    this.#syncs.get(id)?.reading.abort()
    this.#syncs.delete(id)
  }

  /** Forgets all: the application is about to end. */
  stop(): void {
    for (const id of this.#syncs.keys()) this.close(id)
  }

  async #run(sync: Sync): Promise<void> {
    const { clock, inventory, logger } = this.#deps
    const { target, scope } = sync.preview
    const startedAtMs = clock.now()
    try {
      const provider = this.#deps.registry.get(target)
      if (provider.inventory === undefined) throw notSupported(target, 'cannot list hosts')
      const listing = await provider.inventory(
        {
          scope,
          onProgress: (done, total, message) => {
            this.#show(sync, {
              name: 'reading',
              done,
              ...(total === undefined ? {} : { total }),
              ...(message === undefined ? {} : { message }),
            })
          },
        },
        { signal: sync.reading.signal },
      )
      if (sync.reading.signal.aborted) return
      const { provider: kind, instance } = target
      const found = diffHosts({
        listing,
        scope,
        hosts: inventory.hosts.ofInstance(kind, instance),
        addedBySync: inventory.hosts.addedBySync(kind, instance),
      })
      const { incomplete } = found
      // Where absence means nothing there is nothing to look up.
      const { rows, warnings } =
        incomplete === undefined
          ? await lookAgain(found.rows, {
              provider,
              ctx: { signal: sync.reading.signal },
              targetOf: (host) => targetOf(this.#deps, host).target,
            })
          : { rows: found.rows, warnings: [] }
      sync.rows = rows
      this.#show(sync, {
        name: 'read',
        account: listing.account,
        tookMs: clock.now() - startedAtMs,
        readAtMs: clock.now(),
        rows: rows.map(({ row }) => row),
        warnings: [...listing.warnings, ...warnings],
        ...(incomplete === undefined ? {} : { incomplete }),
      })
    } catch (thrown) {
      const error = toErrorData(thrown)
      if (error.code === 'INTERNAL') logger.error('A sync failed by a defect.', { ...target, error: thrown })
      this.#show(sync, { name: 'failed', error })
    }
  }

  #show(sync: Sync, state: SyncPreview['state']): void {
    if (sync.reading.signal.aborted) return
    sync.preview = { ...sync.preview, state }
    this.#deps.publisher.publish('sync.changed', { syncId: sync.preview.id })
  }

  #known(id: string): Sync {
    const sync = this.#syncs.get(id)
    if (sync !== undefined) return sync
    throw new BrokerError({
      code: 'NOT_FOUND',
      message: 'This sync is no longer open.',
      hint: 'Read the hosts again.',
    })
  }
}
