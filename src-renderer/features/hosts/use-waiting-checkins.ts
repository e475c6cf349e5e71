import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { activeTasksQuery } from '@renderer/app/queries'
import { waitingCheckins, type WaitingCheckin } from '@renderer/features/hosts/waiting-checkins'

const NONE: readonly WaitingCheckin[] = []

/** The check ins that can still be undone, from wherever they were begun. */
export function useWaitingCheckins(): readonly WaitingCheckin[] {
  const tasks = useQuery(activeTasksQuery).data?.tasks
  return useMemo(() => (tasks === undefined ? NONE : waitingCheckins(tasks)), [tasks])
}
