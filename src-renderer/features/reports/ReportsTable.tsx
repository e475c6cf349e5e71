import { FileX, FolderSearch, RefreshCw, SquareArrowOutUpRight } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { WrittenReport } from '@shared/domain/written-report'
import { momentText } from '@shared/lib/time-text'
import { useNow } from '@renderer/app/now'
import { FORMAT_WORDS, pathParts, sizeText } from '@renderer/features/reports/report-words'
import { useReportGestures } from '@renderer/features/reports/use-report-gestures'
import { Badge } from '@renderer/ui/Badge'
import type { Column } from '@renderer/ui/data-table'
import { DataTable } from '@renderer/ui/DataTable'
import { IconButton } from '@renderer/ui/IconButton'

function Written({ atMs }: { readonly atMs: number }): ReactElement {
  return <span className="whitespace-nowrap text-ink-2 tnum">{momentText(atMs, useNow())}</span>
}

const COLUMNS: readonly Column<WrittenReport>[] = [
  {
    id: 'title',
    header: 'Report',
    flex: 3,
    minWidth: 160,
    render: (report) => (
      <span className="flex min-w-0 items-center gap-2">
        <span className="truncate" title={report.title}>
          {report.title}
        </span>
        {report.automatic ? <Badge tone="neutral">Automatic</Badge> : null}
        {report.missing ? (
          <Badge tone="warn" icon={FileX}>
            Missing
          </Badge>
        ) : null}
      </span>
    ),
  },
  {
    id: 'format',
    header: 'Format',
    width: 104,
    render: ({ format }) => <span className="text-ink-2">{FORMAT_WORDS[format]}</span>,
  },
  {
    id: 'file',
    header: 'File',
    flex: 2,
    minWidth: 120,
    render: ({ path }) => (
      <span className="truncate mono text-ink-2" title={path}>
        {pathParts(path).name}
      </span>
    ),
  },
  {
    id: 'size',
    header: 'Size',
    width: 64,
    align: 'end',
    render: ({ bytes }) => <span className="whitespace-nowrap text-ink-2 tnum">{sizeText(bytes)}</span>,
  },
  {
    id: 'written',
    header: 'Written',
    width: 112,
    render: ({ writtenAtMs }) => <Written atMs={writtenAtMs} />,
  },
]

function RowActions({ report }: { readonly report: WrittenReport }): ReactElement {
  const { open, reveal, again } = useReportGestures()
  return (
    <>
      {report.missing ? null : (
        <>
          <IconButton
            icon={SquareArrowOutUpRight}
            size={24}
            label="Open"
            onClick={() => {
              open(report)
            }}
          />
          <IconButton
            icon={FolderSearch}
            size={24}
            label="Show in folder"
            onClick={() => {
              reveal(report)
            }}
          />
        </>
      )}
      <IconButton
        icon={RefreshCw}
        size={24}
        label="Make again"
        onClick={() => {
          again(report)
        }}
      />
    </>
  )
}

function rowActions(report: WrittenReport): ReactElement {
  return <RowActions report={report} />
}

function keyOf(report: WrittenReport): string {
  return String(report.id)
}

function nameOf(report: WrittenReport): string {
  return report.title
}

/** Every report that was written, newest first. */
export function ReportsTable({ reports }: { readonly reports: readonly WrittenReport[] }): ReactElement {
  const { open } = useReportGestures()
  const [focused, setFocused] = useState<number>()
  return (
    <DataTable
      label="reports"
      columns={COLUMNS}
      rowCount={reports.length}
      getRow={(index) => reports[index]}
      rowKey={keyOf}
      rowName={nameOf}
      focusedIndex={focused}
      onFocusedIndexChange={setFocused}
      onOpen={open}
      rowActions={rowActions}
    />
  )
}
