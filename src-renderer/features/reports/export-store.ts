import type { ReportAbout, ReportFormat } from '@shared/domain/written-report'
import { Kept } from '@renderer/app/kept'

/** What is to be exported; the dialog is open while there is something. */
export const askedExport = new Kept<ReportAbout | undefined>(undefined)

/** A file that a report would replace: the question is open while there is one. */
export const askedReplace = new Kept<{ readonly pendingId: string; readonly path: string } | undefined>(
  undefined,
)

/** What was chosen last; the next export begins with it. */
export const lastFormat = new Kept<ReportFormat>('full')

/** Opens the export dialog for a task, some hosts, or all that are held. */
export function askExport(about: ReportAbout): void {
  askedExport.update(() => about)
}

/** Opens the export dialog for these hosts. */
export function askExportOf(hostIds: ReadonlySet<string>): void {
  if (hostIds.size > 0) askExport({ kind: 'hosts', hostIds: [...hostIds] })
}
