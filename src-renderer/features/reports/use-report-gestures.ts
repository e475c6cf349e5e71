import type { WrittenReport } from '@shared/domain/written-report'
import { toastProblem } from '@renderer/app/problem-toast'
import { useCall } from '@renderer/bridge/queries'
import { useOutcome } from '@renderer/features/reports/use-outcome'

/** What can be done with a report of the history. */
export interface ReportGestures {
  readonly open: (report: WrittenReport) => void
  readonly reveal: (report: WrittenReport) => void
  readonly again: (report: WrittenReport) => void
}

/** The gestures, with what follows from each. */
export function useReportGestures(): ReportGestures {
  const outcome = useOutcome()
  const open = useCall('reports.open', { onError: toastProblem })
  const reveal = useCall('reports.reveal', { onError: toastProblem })
  const again = useCall('reports.again', { onError: toastProblem, onSuccess: outcome })
  return {
    open: ({ id }) => {
      open.mutate({ reportId: id })
    },
    reveal: ({ id }) => {
      reveal.mutate({ reportId: id })
    },
    again: ({ id }) => {
      again.mutate({ reportId: id })
    },
  }
}
