import type { Migration } from '@main/inventory/migrate'

/**
 * What nicks leave behind: which one a host was checked out by, for its reminders and its default lease, and how often
 * each was used. The nicks themselves are in the settings file.
 */
export const nicks: Migration = {
  version: 50,
  name: 'nicks',
  up(db) {
    db.exec(`
ALTER TABLE hosts ADD COLUMN nick TEXT;

CREATE TABLE nick_uses (
  nick TEXT PRIMARY KEY,
  uses INTEGER NOT NULL CHECK (uses > 0),
  last_used_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`)
  },
}
