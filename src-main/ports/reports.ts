import type { ReportAbout, WrittenReport } from '@shared/domain/written-report'

/** A report that was just written. */
export type NewReport = Omit<WrittenReport, 'id' | 'missing' | 'about' | 'taskId'> & {
  readonly about: ReportAbout
}

/** A report of the history with what it takes to make it again. */
export interface KeptReport extends Omit<WrittenReport, 'missing' | 'about'> {
  readonly about: ReportAbout
}

/** The history of reports. */
export interface ReportStore {
  /** Newest first; whether the files are still there is not known here. */
  list(limit: number): readonly Omit<WrittenReport, 'missing'>[]
  get(id: number): KeptReport | undefined
  /** Takes the place of an older one with the same path. The oldest are forgotten when there are very many. */
  add(report: NewReport): number
  /** Whether a task has an automatic report. */
  hasAutomatic(taskId: number): boolean
  /** Every host whose history names this task, in the order in which hosts were asked for. */
  hostIdsOf(taskId: number): readonly string[]
}
