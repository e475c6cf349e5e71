import type { Handlers } from '@main/ipc/register'
import type { AppLog } from '@main/ports/app-log'

type LogCalls = Extract<keyof Handlers, `log.${string}`>

/** The calls about the application's own log. */
export function logHandlers(log: AppLog): Pick<Handlers, LogCalls> {
  return {
    'log.read': (query) => {
      const { entries, total } = log.read(query)
      return { entries: [...entries], total }
    },
  }
}
