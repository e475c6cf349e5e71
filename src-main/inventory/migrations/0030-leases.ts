import type { Migration } from '@main/inventory/migrate'

/**
 * What reminders must not forget.
 *
 * `reminders` is who told what: a row is a claim, unique for a host, an end and a threshold, so that of two processes
 * one tells it. `told_at_ms` follows when it was shown; a claim without it whose process is gone (`process_id` is
 * cleared with the process) may be taken over. An extension makes another end, and so other reminders.
 *
 * `host_leases` has what is known of a host's lease beside its end, `lease_changes` every end that it had.
 * `reminder_pause` has at most one row.
 */
export const leases: Migration = {
  version: 30,
  name: 'leases',
  up(db) {
    db.exec(`
CREATE TABLE reminders (
  host_seq INTEGER NOT NULL REFERENCES hosts (seq) ON DELETE CASCADE,
  ends_at_ms INTEGER NOT NULL,
  threshold_ms INTEGER NOT NULL,
  claimed_at_ms INTEGER NOT NULL,
  told_at_ms INTEGER,
  process_id INTEGER REFERENCES processes (id) ON DELETE SET NULL,
  PRIMARY KEY (host_seq, ends_at_ms, threshold_ms)
) STRICT, WITHOUT ROWID;
CREATE INDEX reminders_untold ON reminders (process_id) WHERE told_at_ms IS NULL;

CREATE TABLE snoozes (
  host_seq INTEGER PRIMARY KEY REFERENCES hosts (seq) ON DELETE CASCADE,
  ends_at_ms INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  until_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE host_leases (
  host_seq INTEGER PRIMARY KEY REFERENCES hosts (seq) ON DELETE CASCADE,
  seen_at_ms INTEGER,
  auto_extend_json TEXT CHECK (json_valid(auto_extend_json)),
  auto_extend_used INTEGER NOT NULL DEFAULT 0,
  follow_up_json TEXT CHECK (json_valid(follow_up_json))
) STRICT;

CREATE TABLE lease_changes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  host_seq INTEGER NOT NULL REFERENCES hosts (seq) ON DELETE CASCADE,
  at_ms INTEGER NOT NULL,
  before_ends_at_ms INTEGER,
  before_source TEXT,
  after_ends_at_ms INTEGER,
  after_source TEXT,
  why TEXT,
  task_id INTEGER REFERENCES tasks (id)
) STRICT;
CREATE INDEX lease_changes_by_host ON lease_changes (host_seq, id);

CREATE TABLE reminder_pause (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  at_ms INTEGER NOT NULL,
  until_ms INTEGER
) STRICT;

CREATE TABLE reminder_notices (
  name TEXT PRIMARY KEY,
  claimed_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`)
  },
}
