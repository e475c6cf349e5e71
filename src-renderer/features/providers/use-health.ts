import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { HealthReport, InstanceId } from '@shared/domain/provider'
import { useKept } from '@renderer/app/kept'
import { withCheck, type HealthHistory } from '@renderer/features/providers/health-history'
import { healthQuery } from '@renderer/features/providers/queries'
import { histories, instanceKey } from '@renderer/features/providers/view-store'
import { reportOfError } from '@renderer/features/settings/health'

/** How an instance stands. */
export interface Health {
  /** Of the last check; undefined before the first has ended. */
  readonly report: HealthReport | undefined
  readonly isChecking: boolean
  readonly history: HealthHistory | undefined
  readonly check: () => void
}

/** Checks an instance while it is shown, and remembers how the checks went. */
export function useHealth(id: InstanceId): Health {
  const query = useQuery(healthQuery(id))
  const key = instanceKey(id)
  const history = useKept(histories)[key]
  // A check that could not be made is a report, too: that it cannot be used, and why.
  const report = query.error === null ? query.data : reportOfError(query.error.data)
  const checkedAtMs = query.error === null ? query.dataUpdatedAt : query.errorUpdatedAt
  const usable = report?.usable
  const latencyMs = report?.latencyMs

  useEffect(() => {
    if (usable === undefined) return
    histories.update((all) => {
      const last = all[key]
      const next = withCheck(last, { usable, latencyMs }, checkedAtMs)
      return next === last ? all : { ...all, [key]: next }
    })
  }, [key, usable, latencyMs, checkedAtMs])

  return {
    report,
    isChecking: query.isFetching,
    history,
    check() {
      void query.refetch()
    },
  }
}
