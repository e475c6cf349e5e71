import type { NickStore } from '@main/ports/inventory'
import { all, inTransaction, run, type Db } from './database'
import { wholeMs } from './columns'

/** How often nicks were used, over an open file. */
export function nickStore(db: Db): NickStore {
  return {
    uses: () =>
      all<{ nick: string; uses: number; last_used_at_ms: number }>(
        db,
        'SELECT nick, uses, last_used_at_ms FROM nick_uses ORDER BY uses DESC, last_used_at_ms DESC, nick',
      ).map((row) => ({ nick: row.nick, uses: row.uses, lastUsedAtMs: row.last_used_at_ms })),
    count(nick, nowMs) {
      run(
        db,
        `INSERT INTO nick_uses (nick, uses, last_used_at_ms) VALUES (?, 1, ?)
          ON CONFLICT DO UPDATE SET uses = uses + 1, last_used_at_ms = excluded.last_used_at_ms`,
        nick,
        wholeMs(nowMs),
      )
    },
    rename(from, to) {
      inTransaction(db, () => {
        run(
          db,
          `INSERT INTO nick_uses (nick, uses, last_used_at_ms)
            SELECT ?, uses, last_used_at_ms FROM nick_uses WHERE nick = ?
            ON CONFLICT DO UPDATE SET uses = uses + excluded.uses,
              last_used_at_ms = max(last_used_at_ms, excluded.last_used_at_ms)`,
          to,
          from,
        )
        run(db, 'DELETE FROM nick_uses WHERE nick = ?', from)
        run(db, 'UPDATE hosts SET nick = ? WHERE nick = ?', to, from)
      })
    },
    forget(nick) {
      run(db, 'DELETE FROM nick_uses WHERE nick = ?', nick)
    },
  }
}
