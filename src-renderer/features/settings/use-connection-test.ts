import { useState } from 'react'
import type { ErrorData } from '@shared/domain/error'
import type { HealthReport } from '@shared/domain/provider'
import type { InstanceDraft } from '@shared/domain/settings'
import { useCall } from '@renderer/bridge/queries'
import { reportOfError } from '@renderer/features/settings/health'

/** A test that was made. */
export interface ConnectionTest {
  readonly report: HealthReport
  readonly draft: InstanceDraft
  readonly atMs: number
}

/** Tests the values of a form as they stand. The last result stays in sight while the next one is on its way. */
export function useConnectionTest(onError: (error: ErrorData) => void): {
  readonly last: ConnectionTest | undefined
  readonly isRunning: boolean
  readonly run: (draft: InstanceDraft) => void
} {
  const [last, setLast] = useState<ConnectionTest>()
  const call = useCall('providers.check')
  return {
    last,
    isRunning: call.isPending,
    run(draft) {
      call.mutate(
        { draft },
        {
          onSuccess(report) {
            setLast({ report, draft, atMs: Date.now() })
          },
          onError(error) {
            setLast({ report: reportOfError(error.data), draft, atMs: Date.now() })
            onError(error.data)
          },
        },
      )
    },
  }
}
