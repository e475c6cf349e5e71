import type { ReportOutcome } from '@shared/domain/written-report'
import { toastProblem } from '@renderer/app/problem-toast'
import { useCall } from '@renderer/bridge/queries'
import { askedReplace } from '@renderer/features/reports/export-store'
import { toastManager } from '@renderer/ui/toast-manager'

/** What follows from asking for a report: it is said where it was written, or asked whether a file is replaced. */
export function useOutcome(): (outcome: ReportOutcome) => void {
  const reveal = useCall('reports.reveal', { onError: toastProblem })
  return (outcome) => {
    if (outcome.kind === 'exists') {
      const { pendingId, path } = outcome
      askedReplace.update(() => ({ pendingId, path }))
    } else if (outcome.kind === 'written') {
      const { id: reportId, path } = outcome.report
      toastManager.show({
        tone: 'ok',
        title: 'Report written',
        description: path,
        actions: [
          {
            label: 'Show in folder',
            onPress: () => {
              reveal.mutate({ reportId })
            },
          },
        ],
      })
    }
  }
}
