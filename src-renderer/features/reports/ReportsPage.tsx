import { useQuery } from '@tanstack/react-query'
import { FileDown, FileText } from 'lucide-react'
import type { ReactElement } from 'react'
import { CallProblem } from '@renderer/app/CallProblem'
import { PageHeader } from '@renderer/app/shell/PageHeader'
import { Waiting } from '@renderer/app/Waiting'
import { AutomaticBar } from '@renderer/features/reports/AutomaticBar'
import { askExport } from '@renderer/features/reports/export-store'
import { reportsQuery } from '@renderer/features/reports/queries'
import { ReportsTable } from '@renderer/features/reports/ReportsTable'
import { Button } from '@renderer/ui/Button'
import { EmptyState } from '@renderer/ui/EmptyState'

function ExportInventory({ size }: { readonly size: 28 | 32 }): ReactElement {
  return (
    <Button
      variant="primary"
      size={size}
      icon={FileDown}
      onClick={() => {
        askExport({ kind: 'inventory' })
      }}
    >
      Export the inventory
    </Button>
  )
}

function Empty(): ReactElement {
  return (
    <EmptyState
      icon={FileText}
      title="No reports yet"
      text="Select hosts and export them, or open a task and export that. What was written is listed here."
      actions={<ExportInventory size={32} />}
    />
  )
}

/** Reports: every export that was made, and what is written by itself. */
export function ReportsPage(): ReactElement {
  const list = useQuery(reportsQuery)
  const reports = list.data?.reports
  const isEmpty = reports?.length === 0
  return (
    <>
      <PageHeader
        title="Reports"
        count={isEmpty ? undefined : reports?.length}
        actions={isEmpty ? null : <ExportInventory size={28} />}
      />
      <AutomaticBar folder={list.data?.folder} />
      {list.error === null ? null : (
        <CallProblem banner error={list.error} onRetry={() => void list.refetch()} />
      )}
      <div data-pane className="relative flex min-h-0 flex-1 flex-col">
        {reports === undefined && list.error === null ? <Waiting label="Reading the reports" /> : null}
        {isEmpty ? <Empty /> : null}
        {reports === undefined || isEmpty ? null : <ReportsTable reports={reports} />}
      </div>
    </>
  )
}
