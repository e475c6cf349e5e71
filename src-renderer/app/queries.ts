import type { AppInfo } from '@shared/ipc/contract'
import { setClock } from '@renderer/app/clock'
import { broker } from '@renderer/bridge/broker'
import { callQuery } from '@renderer/bridge/queries'

/** What the window has to know of the application: version, notices, why it could not start. */
export const appInfoQuery = {
  ...callQuery('app.info', {}),
  queryFn: async (): Promise<AppInfo> => {
    const info = await broker.call('app.info', {})
    setClock(info.clock)
    return info
  },
}

/** The person's preferences. */
export const preferencesQuery = callQuery('settings.preferences', {})

/** What is held, counted. */
export const facetsQuery = callQuery('hosts.facets', {})

/** The tasks that have not ended: they are in the list whatever its limit. */
export const activeTasksQuery = callQuery('tasks.list', { limit: 1 })
