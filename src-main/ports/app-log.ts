import type { AppLogEntry, AppLogLevel } from '@shared/domain/app-log'

/** What of the log is wanted. */
export interface AppLogQuery {
  /** The least serious level. */
  readonly level: AppLogLevel
  /** Every word must be in the entry, in any case of letters. */
  readonly search: string
  /** The newest so many. */
  readonly limit: number
}

/** The application's own log, for whoever shows it. */
export interface AppLog {
  /** The newest entries that match, oldest first, and how many match in all. */
  read(query: AppLogQuery): { readonly entries: readonly AppLogEntry[]; readonly total: number }
}

/** Where nothing is logged. */
export const noAppLog: AppLog = { read: () => ({ entries: [], total: 0 }) }
