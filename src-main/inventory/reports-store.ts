import { reportAboutSchema, type WrittenReport } from '@shared/domain/written-report'
import type { KeptReport, ReportStore } from '@main/ports/reports'
import { parseJson, toJson, wholeMs } from './columns'
import { all, get, inTransaction, run, type Db } from './database'

/** How many are remembered; their files stay when they are forgotten. */
const MOST = 2_000

interface Row {
  readonly id: number
  readonly title: string
  readonly about: WrittenReport['about']
  readonly task_id: number | null
  readonly format: WrittenReport['format']
  readonly path: string
  readonly bytes: number
  readonly written_at_ms: number
  readonly automatic: 0 | 1
}

// Without `about_json`: it may name a hundred thousand hosts.
const COLUMNS = 'id, title, about, task_id, format, path, bytes, written_at_ms, automatic'

/** The history of reports, over an open file. */
export function reportStore(db: Db): ReportStore {
  return {
    list: (limit) =>
      all<Row>(db, `SELECT ${COLUMNS} FROM reports ORDER BY id DESC LIMIT ?`, limit).map((row) =>
        listed(row),
      ),
    get(id) {
      const row = get<Row & { about_json: string }>(
        db,
        `SELECT ${COLUMNS}, about_json FROM reports WHERE id = ?`,
        id,
      )
      return row === undefined ? undefined : kept(row)
    },
    add: (report) =>
      inTransaction(db, () => {
        run(db, 'DELETE FROM reports WHERE path = ?', report.path)
        run(
          db,
          `INSERT INTO reports (title, about, about_json, task_id, format, path, bytes, written_at_ms, automatic)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          report.title,
          report.about.kind,
          toJson(report.about),
          report.about.kind === 'task' ? report.about.taskId : null,
          report.format,
          report.path,
          report.bytes,
          wholeMs(report.writtenAtMs),
          report.automatic ? 1 : 0,
        )
        const id = get<{ id: number }>(db, 'SELECT id FROM reports WHERE path = ?', report.path)?.id ?? 0
        run(db, 'DELETE FROM reports WHERE id <= ?', id - MOST)
        return id
      }),
    hasAutomatic: (taskId) =>
      get(db, 'SELECT 1 FROM reports WHERE task_id = ? AND automatic = 1 LIMIT 1', taskId) !== undefined,
    hostIdsOf: (taskId) =>
      all<{ id: string }>(
        db,
        `SELECT id FROM hosts WHERE seq IN (SELECT host_seq FROM host_events WHERE task_id = ?) ORDER BY seq`,
        taskId,
      ).map(({ id }) => id),
  }
}

function listed(row: Row): Omit<WrittenReport, 'missing'> {
  return {
    id: row.id,
    title: row.title,
    about: row.about,
    ...(row.task_id === null ? {} : { taskId: row.task_id }),
    format: row.format,
    path: row.path,
    bytes: row.bytes,
    writtenAtMs: row.written_at_ms,
    automatic: row.automatic === 1,
  }
}

function kept(row: Row & { readonly about_json: string }): KeptReport {
  return { ...listed(row), about: parseJson(reportAboutSchema, row.about_json, `report ${row.id}`) }
}
