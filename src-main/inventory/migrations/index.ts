import type { Migration } from '@main/inventory/migrate'
import { initial } from './0010-initial'
import { verbs } from './0020-verbs'
import { leases } from './0030-leases'
import { reports } from './0040-reports'
import { nicks } from './0050-nicks'
import { ignored } from './0060-ignored'

/** Every migration, in order. Numbers go by tens, so that two branches do not pick the same one. */
export const migrations: readonly Migration[] = [initial, verbs, leases, reports, nicks, ignored]
