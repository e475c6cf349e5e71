import { offeringsSchema } from '@shared/domain/provider'
import type { OfferingStore } from '@main/ports/inventory'
import { parseJson, wholeMs } from './columns'
import { get, run, type Db } from './database'

interface Row {
  readonly read_at_ms: number
  readonly offerings_json: string
}

/** What instances offer, over an open file. */
export function offeringStore(db: Db): OfferingStore {
  return {
    get(provider, instance, action) {
      const row = get<Row>(
        db,
        `SELECT read_at_ms, offerings_json FROM offering_lists
          WHERE provider = ? AND instance = ? AND action = ?`,
        provider,
        instance,
        action,
      )
      if (row === undefined) return undefined
      const where = `what ${provider} ${instance} offers`
      return {
        offerings: parseJson(offeringsSchema, row.offerings_json, where),
        json: row.offerings_json,
        readAtMs: row.read_at_ms,
      }
    },
    put(provider, instance, action, list) {
      run(
        db,
        `INSERT INTO offering_lists (provider, instance, action, read_at_ms, offerings_json) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET read_at_ms = excluded.read_at_ms, offerings_json = excluded.offerings_json`,
        provider,
        instance,
        action,
        wholeMs(list.readAtMs),
        list.json,
      )
    },
    forget(provider, instance) {
      run(db, 'DELETE FROM offering_lists WHERE provider = ? AND instance = ?', provider, instance)
    },
  }
}
