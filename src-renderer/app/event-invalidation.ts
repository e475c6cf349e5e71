import type { QueryClient, QueryKey } from '@tanstack/react-query'
import type { CallName } from '@shared/ipc/channels'
import type { CallInput } from '@shared/ipc/contract'
import type { BridgeClient } from '@renderer/bridge/client'

/**
 * Which answers an event makes old: the only file that knows. Events are signals and snapshots are truth, so nothing of
 * an event is put into the cache. `tasks.logged` is missing here because its lines travel whole, and `app.navigated`
 * because it changes no data: whoever wants those listens with `useEvent`.
 *
 * Start it before the first query, so that nothing is lost between the two. Returns how to stop it.
 */
export function startEventInvalidation(client: QueryClient, broker: Pick<BridgeClient, 'on'>): () => void {
  const stops = [
    broker.on('hosts.changed', ({ hostIds }) => {
      forget(client, 'hosts.page')
      forget(client, 'hosts.ids')
      forget(client, 'hosts.facets')
      forget(client, 'hosts.count')
      forget(client, 'hosts.orders')
      forget(client, 'tasks.leftBehind')
      const changed = new Set(hostIds)
      forget(client, 'hosts.get', (input) => changed.has(input.hostId))
      forget(client, 'hosts.leaseHistory', (input) => changed.has(input.hostId))
    }),
    broker.on('tasks.changed', ({ taskIds }) => {
      forget(client, 'tasks.list')
      const changed = new Set(taskIds)
      forget(client, 'tasks.get', (input) => changed.has(input.taskId))
      forget(client, 'tasks.leftBehind', (input) => changed.has(input.taskId))
      // A host's step is its task's: it moves without the host itself changing.
      forget(client, 'hosts.page')
      forget(client, 'hosts.get')
    }),
    broker.on('providers.changed', ({ target, action }) => {
      forget(
        client,
        'providers.offerings',
        (input) =>
          input.action === action &&
          input.target.provider === target.provider &&
          input.target.instance === target.instance,
      )
    }),
    broker.on('sync.changed', ({ syncId }) => {
      forget(client, 'sync.get', (input) => input.syncId === syncId)
    }),
    broker.on('nicks.changed', () => {
      forget(client, 'nicks.list')
      forget(client, 'nicks.get')
      forget(client, 'nicks.check')
    }),
    broker.on('settings.changed', () => {
      forget(client, 'nicks.list')
      forget(client, 'nicks.get')
      forget(client, 'nicks.check')
      forget(client, 'hosts.page')
      forget(client, 'hosts.columns')
      forget(client, 'settings.preferences')
      forget(client, 'settings.origins')
      forget(client, 'reports.list')
      forget(client, 'settings.instances')
      forget(client, 'settingsFile.view')
      forget(client, 'settingsFile.check')
      forget(client, 'settingsFile.backups')
      forget(client, 'settingsFile.migration')
      forget(client, 'settingsFile.secrets')
      forget(client, 'brokerFolder.find')
      forget(client, 'providers.kinds')
      forget(client, 'hosts.extensionLimits')
      forget(client, 'providers.offerings')
      forget(client, 'providers.describe')
      forget(client, 'providers.check')
      forget(client, 'providers.list')
      forget(client, 'providers.show')
      forget(client, 'providers.discover')
    }),
    broker.on('reminders.changed', () => {
      forget(client, 'reminders.state')
      forget(client, 'hosts.leaseHistory')
    }),
    broker.on('reports.changed', () => {
      forget(client, 'reports.list')
    }),
    broker.on('log.grew', () => {
      forget(client, 'log.read')
    }),
    broker.on('app.noticed', () => {
      forget(client, 'app.info')
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** Fetches again what is shown, and marks the rest to be fetched when it is shown next. */
function forget<N extends CallName>(
  client: QueryClient,
  name: N,
  about: (input: CallInput<N>) => boolean = () => true,
): void {
  void client.invalidateQueries({
    predicate: ({ queryKey }) => isAnswerTo(queryKey, name) && about(queryKey[1]),
  })
}

function isAnswerTo<N extends CallName>(key: QueryKey, name: N): key is readonly [N, CallInput<N>] {
  return key[0] === name
}
