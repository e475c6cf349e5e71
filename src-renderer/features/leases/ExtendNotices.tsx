import { useQueries, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { isEnded, type Task } from '@shared/domain/task'
import { clockNow } from '@renderer/app/clock'
import { useKept } from '@renderer/app/kept'
import { goTo, paths } from '@renderer/app/navigation'
import { BridgeError } from '@renderer/bridge/client'
import { extendToastId, followed, unfollow } from '@renderer/features/leases/followed'
import { outcomeWords, type ExtendedHost } from '@renderer/features/leases/outcome-words'
import { freshHostQuery, taskQuery } from '@renderer/features/leases/queries'
import { toastManager } from '@renderer/ui/toast-manager'

/** More ends than these are not named, so no more are read. */
const READ_AT_MOST = 20

async function hostsOf(client: QueryClient, task: Task): Promise<readonly ExtendedHost[]> {
  const ids = task.lines.flatMap(({ status, hostId }) =>
    status.state === 'succeeded' && hostId !== undefined ? [hostId] : [],
  )
  const read = await Promise.all(
    ids.slice(0, READ_AT_MOST).map(async (id) => {
      try {
        return await client.fetchQuery(freshHostQuery(id))
      } catch (thrown) {
        // It was checked in since: the outcome is told without it.
        if (thrown instanceof BridgeError) return undefined
        throw thrown
      }
    }),
  )
  return read.filter((host) => host !== undefined)
}

async function tell(client: QueryClient, task: Task): Promise<void> {
  const { tone, title, description } = outcomeWords(task, await hostsOf(client, task), clockNow())
  toastManager.show({
    id: extendToastId(task.id),
    tone,
    title,
    description,
    actions:
      tone === 'ok'
        ? []
        : [
            {
              label: 'Show task',
              onPress() {
                goTo(paths.task(task.id))
              },
            },
          ],
  })
}

/** Tells what the extensions of this window did, wherever one has gone meanwhile. */
export function ExtendNotices(): null {
  const client = useQueryClient()
  const ids = useKept(followed)
  const ended = useQueries({
    queries: [...ids].map((id) => taskQuery(id)),
    combine: (answers) =>
      answers.flatMap(({ data }) => (data !== undefined && isEnded(data.state) ? [data] : [])),
  })
  useEffect(() => {
    for (const task of ended) {
      // Not told yet: the set knows the tasks, the answers may lag behind it.
      if (!followed.get().has(task.id)) continue
      unfollow(task.id)
      void tell(client, task)
    }
  }, [client, ended])
  return null
}
