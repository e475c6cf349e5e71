import type { ProviderKind } from '@shared/domain/provider'
import type { InstanceStore } from '@main/ports/inventory'
import { wholeMs } from './columns'
import { all, inTransaction, run, type Db } from './database'
import { labelsOf } from './host-rows'
import { derivedColumns } from './search-text'

interface MovedRow {
  readonly seq: number
  readonly id: string
  readonly held: 0 | 1
  readonly name: string | null
  readonly hostname: string | null
  readonly os: string | null
  readonly offering: string
  readonly labels_json: string
}

/** What hosts and tasks say of instances, over an open file. */
export function instanceStore(db: Db): InstanceStore {
  return {
    rename: (provider, from, to, nowMs) =>
      inTransaction(db, () => {
        const hostIds = renameHosts(db, provider, from, to, nowMs)
        moveCounts(db, provider, from, to)
        renameTasks(db, provider, from, to)
        run(db, 'DELETE FROM offering_lists WHERE provider = ? AND instance = ?', provider, from)
        return hostIds
      }),
  }
}

/** Also those that were given back: what is told of them later names the instance. Answers the held ones. */
function renameHosts(
  db: Db,
  provider: ProviderKind,
  from: string,
  to: string,
  nowMs: number,
): readonly string[] {
  const rows = all<MovedRow>(
    db,
    'SELECT seq, id, held, name, hostname, os, offering, labels_json FROM hosts WHERE provider = ? AND instance = ?',
    provider,
    from,
  )
  for (const row of rows) {
    const { search_text } = derivedColumns({
      name: row.name ?? undefined,
      hostname: row.hostname ?? undefined,
      os: row.os ?? undefined,
      offering: row.offering,
      instance: to,
      labels: labelsOf(row),
    })
    run(
      db,
      'UPDATE hosts SET instance = ?, search_text = ?, updated_at_ms = ? WHERE seq = ?',
      to,
      search_text,
      wholeMs(nowMs),
      row.seq,
    )
  }
  return rows.filter((row) => row.held === 1).map((row) => row.id)
}

/** The triggers count changes of state; there may be counts of an earlier instance of the new name. */
function moveCounts(db: Db, provider: ProviderKind, from: string, to: string): void {
  run(
    db,
    `INSERT INTO host_counts (held, provider, instance, action, state, with_end, hosts)
      SELECT held, provider, ?, action, state, with_end, hosts FROM host_counts WHERE provider = ? AND instance = ?
      ON CONFLICT DO UPDATE SET hosts = hosts + excluded.hosts`,
    to,
    provider,
    from,
  )
  run(db, 'DELETE FROM host_counts WHERE provider = ? AND instance = ?', provider, from)
}

/** With what they were asked for: a retry, and the next start, ask the instance that is named there. */
function renameTasks(db: Db, provider: ProviderKind, from: string, to: string): void {
  for (const place of ['$.request.target', '$.target']) {
    run(
      db,
      `UPDATE task_requests SET request_json = json_set(request_json, ? || '.instance', ?)
        WHERE json_extract(request_json, ? || '.provider') = ? AND json_extract(request_json, ? || '.instance') = ?`,
      place,
      to,
      place,
      provider,
      place,
      from,
    )
  }
  run(db, 'UPDATE tasks SET instance = ? WHERE provider = ? AND instance = ?', to, provider, from)
}
