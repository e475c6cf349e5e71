import { useEffect, useState, useSyncExternalStore } from 'react'
import { broker } from '@renderer/bridge/broker'
import { LogReader, type LogSnapshot } from '@renderer/features/tasks/log-reader'

/** The log of one task, followed while it is shown; render under a `key` of the task. */
export function useTaskLog(taskId: number): LogSnapshot & { readonly retry: () => void } {
  const [reader, setReader] = useState(() => new LogReader(broker, taskId))
  const snapshot = useSyncExternalStore(reader.subscribe, reader.snapshot)
  useEffect(() => reader.start(), [reader])
  return {
    ...snapshot,
    retry() {
      setReader(new LogReader(broker, taskId))
    },
  }
}
