import type { Migration } from '@main/inventory/migrate'

/**
 * The history of reports: what each was about (to make it again), where it was written, when, and how large it was. A
 * path is there once: what is written over another file is another report. A task's hosts are found by their history.
 */
export const reports: Migration = {
  version: 40,
  name: 'reports',
  up(db) {
    db.exec(`
CREATE TABLE reports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  title TEXT NOT NULL,
  about TEXT NOT NULL CHECK (about IN ('task', 'hosts', 'inventory')),
  about_json TEXT NOT NULL CHECK (json_valid(about_json)),
  task_id INTEGER REFERENCES tasks (id) ON DELETE SET NULL,
  format TEXT NOT NULL CHECK (format IN ('full', 'broker', 'csv')),
  path TEXT NOT NULL UNIQUE,
  bytes INTEGER NOT NULL,
  written_at_ms INTEGER NOT NULL,
  automatic INTEGER NOT NULL CHECK (automatic IN (0, 1))
) STRICT;
CREATE INDEX reports_by_task ON reports (task_id, automatic);
CREATE INDEX host_events_by_task ON host_events (task_id) WHERE task_id IS NOT NULL;
`)
  },
}
