import type { Migration } from '@main/inventory/migrate'

/** Which arguments of a line its provider took no notice of. */
export const ignored: Migration = {
  version: 60,
  name: 'ignored',
  up(db) {
    db.exec('ALTER TABLE task_lines ADD COLUMN ignored_json TEXT')
  },
}
