import { get, run } from '@main/inventory/database'
import type { Migration } from '@main/inventory/migrate'

/**
 * Room for extending, executing and syncing: tasks of these kinds, what a line must know again after a crash
 * (`mark_json`), what an execution returned, an outage that is ridden out, a later end of a lease that was asked for and
 * not confirmed, and what instances told they offer.
 *
 * SQLite changes no CHECK of a table, so `tasks` is made anew and takes the old one's name; its ids go on where they
 * were, whatever was deleted.
 */
export const verbs: Migration = {
  version: 20,
  name: 'verbs',
  up(db) {
    const last = get<{ seq: number }>(db, `SELECT seq FROM sqlite_sequence WHERE name = 'tasks'`)
    db.exec(TASKS + LINES + LEASES + OFFERINGS)
    if (last === undefined) return
    run(db, `DELETE FROM sqlite_sequence WHERE name = 'tasks'`)
    run(db, `INSERT INTO sqlite_sequence (name, seq) VALUES ('tasks', ?)`, last.seq)
  },
}

const COLUMNS = `id, kind, title, provider, instance, state, waiting_until_ms, cancel_requested, retry_of, process_id,
  created_at_ms, started_at_ms, ended_at_ms`

const TASKS = `
CREATE TABLE tasks_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('checkout', 'checkin', 'extend', 'execute', 'sync')),
  title TEXT NOT NULL,
  provider TEXT,
  instance TEXT,
  state TEXT NOT NULL CHECK (state IN ('queued', 'waiting', 'running', 'succeeded', 'failed', 'cancelled')),
  waiting_until_ms INTEGER,
  cancel_requested INTEGER NOT NULL DEFAULT 0 CHECK (cancel_requested IN (0, 1)),
  retry_of INTEGER REFERENCES tasks (id),
  process_id INTEGER REFERENCES processes (id) ON DELETE SET NULL,
  created_at_ms INTEGER NOT NULL,
  started_at_ms INTEGER,
  ended_at_ms INTEGER,
  ended INTEGER NOT NULL GENERATED ALWAYS AS (state IN ('succeeded', 'failed', 'cancelled')) VIRTUAL
) STRICT;
INSERT INTO tasks_new (${COLUMNS}) SELECT ${COLUMNS} FROM tasks;
DROP TABLE tasks;
ALTER TABLE tasks_new RENAME TO tasks;
CREATE INDEX tasks_active ON tasks (id) WHERE ended = 0;
CREATE INDEX tasks_by_process ON tasks (process_id);
`

const LINES = `
ALTER TABLE task_lines ADD COLUMN mark_json TEXT CHECK (json_valid(mark_json));
ALTER TABLE task_lines ADD COLUMN result_json TEXT CHECK (json_valid(result_json));
ALTER TABLE task_lines ADD COLUMN reconnecting TEXT;
`

const LEASES = `
ALTER TABLE hosts ADD COLUMN lease_asked_ends_at_ms INTEGER;
ALTER TABLE hosts ADD COLUMN lease_asked_at_ms INTEGER;
`

const OFFERINGS = `
CREATE TABLE offering_lists (
  provider TEXT NOT NULL,
  instance TEXT NOT NULL,
  action TEXT NOT NULL,
  read_at_ms INTEGER NOT NULL,
  offerings_json TEXT NOT NULL CHECK (json_valid(offerings_json)),
  PRIMARY KEY (provider, instance, action)
) STRICT;
`
