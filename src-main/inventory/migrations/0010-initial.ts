import { APPLICATION_ID } from '@main/inventory/file-format'
import type { Migration } from '@main/inventory/migrate'

/**
 * The first format.
 *
 * `hosts` has only what lists need, so that its pages stay dense; what one host's panel needs (arguments, facts, the
 * provider's raw answer) is in `host_details`. Each order of the list has its own index, partial on held hosts, that
 * also carries what filters ask for: a page is found in the index alone and only its rows are fetched. `seq` follows
 * the key in each, so that equal keys keep the order in which hosts were asked for.
 *
 * `held` and `lease_rank` follow from other columns and are checked, not generated: SQLite takes no index for covering
 * that a generated column is read from.
 *
 * `host_counts` and `host_search` follow `hosts` by triggers: a count over 100,000 hosts is a sum over a few rows, and
 * a search of three letters or more asks the trigram index.
 */
export const initial: Migration = {
  version: 10,
  name: 'initial',
  up(db) {
    db.pragma(`application_id = ${APPLICATION_ID}`)
    db.exec(PROCESSES + TASKS + HOSTS + HOST_INDEXES + HOST_COUNTS + HOST_SEARCH + LINES_AND_LOG)
  },
}

const PROCESSES = `
CREATE TABLE processes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  pid INTEGER NOT NULL,
  start_token TEXT NOT NULL,
  started_at_ms INTEGER NOT NULL
) STRICT;
`

const TASKS = `
CREATE TABLE tasks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('checkout', 'checkin', 'execute')),
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
CREATE INDEX tasks_active ON tasks (id) WHERE ended = 0;
CREATE INDEX tasks_by_process ON tasks (process_id);

CREATE TABLE task_requests (
  task_id INTEGER PRIMARY KEY REFERENCES tasks (id) ON DELETE CASCADE,
  request_json TEXT NOT NULL CHECK (json_valid(request_json))
) STRICT;
`

const HOSTS = `
CREATE TABLE hosts (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  provider TEXT NOT NULL,
  instance TEXT NOT NULL,
  pretend INTEGER NOT NULL CHECK (pretend IN (0, 1)),
  action TEXT NOT NULL,
  offering TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('requested', 'making', 'ready', 'checking_in', 'releasing', 'left_behind',
    'released', 'discarded')),
  name TEXT,
  hostname TEXT,
  os TEXT,
  lease_ends_at_ms INTEGER,
  lease_source TEXT CHECK (lease_source IN ('provider', 'default', 'user')),
  lease_confirmed_at_ms INTEGER,
  labels_json TEXT NOT NULL CHECK (json_valid(labels_json)),
  problem TEXT,
  task_id INTEGER REFERENCES tasks (id),
  created_at_ms INTEGER NOT NULL,
  checked_out_at_ms INTEGER,
  updated_at_ms INTEGER NOT NULL,
  sort_name TEXT NOT NULL,
  sort_os TEXT NOT NULL,
  search_text TEXT NOT NULL,
  held INTEGER NOT NULL,
  lease_rank INTEGER NOT NULL,
  CHECK (held = (state NOT IN ('released', 'discarded'))),
  CHECK (lease_rank = CASE
    WHEN state IN ('requested', 'making') THEN 0
    WHEN state = 'left_behind' THEN 1
    ELSE coalesce(lease_ends_at_ms, 9007199254740991)
  END),
  CHECK ((lease_ends_at_ms IS NULL) = (lease_source IS NULL)),
  CHECK ((lease_ends_at_ms IS NULL) = (lease_confirmed_at_ms IS NULL))
) STRICT;

CREATE TABLE host_details (
  host_seq INTEGER PRIMARY KEY REFERENCES hosts (seq) ON DELETE CASCADE,
  ref_json TEXT CHECK (json_valid(ref_json)),
  arguments_json TEXT NOT NULL CHECK (json_valid(arguments_json)),
  facts_json TEXT NOT NULL CHECK (json_valid(facts_json)),
  links_json TEXT NOT NULL CHECK (json_valid(links_json)),
  ssh_command TEXT,
  raw_json TEXT CHECK (json_valid(raw_json))
) STRICT;

CREATE TABLE host_events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  host_seq INTEGER NOT NULL REFERENCES hosts (seq) ON DELETE CASCADE,
  at_ms INTEGER NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  task_id INTEGER REFERENCES tasks (id)
) STRICT;
CREATE INDEX host_events_by_host ON host_events (host_seq, id);
`

const HOST_INDEXES = `
CREATE INDEX hosts_by_lease ON hosts (lease_rank, seq, provider, instance, action, lease_ends_at_ms) WHERE held = 1;
CREATE INDEX hosts_by_name ON hosts (sort_name, seq, provider, instance, action, lease_ends_at_ms) WHERE held = 1;
CREATE INDEX hosts_by_provider ON hosts (provider, instance, seq, action, lease_ends_at_ms) WHERE held = 1;
CREATE INDEX hosts_by_action ON hosts (offering, action, seq, provider, instance, lease_ends_at_ms) WHERE held = 1;
CREATE INDEX hosts_by_os ON hosts (sort_os, seq, provider, instance, action, lease_ends_at_ms) WHERE held = 1;
CREATE INDEX hosts_by_age ON hosts (created_at_ms, seq, provider, instance, action, lease_ends_at_ms) WHERE held = 1;
CREATE INDEX hosts_by_text ON hosts (search_text, provider, instance, action, lease_ends_at_ms) WHERE held = 1;
CREATE INDEX hosts_by_state ON hosts (state);
`

const HOST_COUNTS = `
CREATE TABLE host_counts (
  held INTEGER NOT NULL,
  provider TEXT NOT NULL,
  instance TEXT NOT NULL,
  action TEXT NOT NULL,
  state TEXT NOT NULL,
  with_end INTEGER NOT NULL,
  hosts INTEGER NOT NULL CHECK (hosts >= 0),
  PRIMARY KEY (held, provider, instance, action, state, with_end)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER hosts_counted_on_insert AFTER INSERT ON hosts BEGIN
  INSERT INTO host_counts VALUES (new.held, new.provider, new.instance, new.action, new.state,
    new.lease_ends_at_ms IS NOT NULL, 1) ON CONFLICT DO UPDATE SET hosts = hosts + 1;
END;
CREATE TRIGGER hosts_counted_on_update AFTER UPDATE OF state, lease_ends_at_ms ON hosts
WHEN old.state <> new.state OR (old.lease_ends_at_ms IS NULL) <> (new.lease_ends_at_ms IS NULL) BEGIN
  UPDATE host_counts SET hosts = hosts - 1 WHERE held = old.held AND provider = old.provider
    AND instance = old.instance AND action = old.action AND state = old.state
    AND with_end = (old.lease_ends_at_ms IS NOT NULL);
  INSERT INTO host_counts VALUES (new.held, new.provider, new.instance, new.action, new.state,
    new.lease_ends_at_ms IS NOT NULL, 1) ON CONFLICT DO UPDATE SET hosts = hosts + 1;
END;
CREATE TRIGGER hosts_counted_on_delete AFTER DELETE ON hosts BEGIN
  UPDATE host_counts SET hosts = hosts - 1 WHERE held = old.held AND provider = old.provider
    AND instance = old.instance AND action = old.action AND state = old.state
    AND with_end = (old.lease_ends_at_ms IS NOT NULL);
END;
`

const HOST_SEARCH = `
CREATE VIRTUAL TABLE host_search USING fts5(search_text, content = '', contentless_delete = 1,
  tokenize = 'trigram case_sensitive 1');

CREATE TRIGGER hosts_searched_on_insert AFTER INSERT ON hosts WHEN new.held = 1 BEGIN
  INSERT INTO host_search (rowid, search_text) VALUES (new.seq, new.search_text);
END;
CREATE TRIGGER hosts_searched_on_update AFTER UPDATE OF state, search_text ON hosts
WHEN old.held <> new.held OR old.search_text <> new.search_text BEGIN
  DELETE FROM host_search WHERE rowid = old.seq;
  INSERT INTO host_search (rowid, search_text) SELECT new.seq, new.search_text WHERE new.held = 1;
END;
CREATE TRIGGER hosts_searched_on_delete AFTER DELETE ON hosts BEGIN
  DELETE FROM host_search WHERE rowid = old.seq;
END;
`

const LINES_AND_LOG = `
CREATE TABLE task_lines (
  task_id INTEGER NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
  line INTEGER NOT NULL,
  host_id TEXT REFERENCES hosts (id) ON DELETE SET NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'waiting', 'running', 'succeeded', 'failed', 'cancelled')),
  status_json TEXT NOT NULL CHECK (json_valid(status_json)),
  waiting_until_ms INTEGER,
  steps_json TEXT NOT NULL CHECK (json_valid(steps_json)),
  message TEXT,
  progress REAL,
  links_json TEXT NOT NULL CHECK (json_valid(links_json)),
  started_at_ms INTEGER,
  ended_at_ms INTEGER,
  PRIMARY KEY (task_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_lines_by_state ON task_lines (task_id, state, waiting_until_ms);
CREATE INDEX task_lines_by_host ON task_lines (host_id, task_id);

CREATE TABLE task_log (
  task_id INTEGER NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  line INTEGER,
  at_ms INTEGER NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('info', 'title', 'warn', 'error')),
  text TEXT NOT NULL,
  PRIMARY KEY (task_id, seq)
) STRICT, WITHOUT ROWID;
`
