import { existsSync, statSync } from 'node:fs'
import { momentText } from '@shared/lib/time-text'
import { count } from '@shared/lib/words'
import { backupsOf, hostsInBackup } from './backups'
import { NEWEST_FORMAT, OLDEST_FORMAT } from './migrate'
import { InventoryProblem } from './problem'

/** The problem of a file that a newer version wrote, with what a person needs to decide what to do. */
export function newerProblem(
  file: string,
  format: number,
  nowMs: number,
  nativeBinding?: string,
): InventoryProblem {
  const writtenAtMs = Math.max(
    ...[file, `${file}-wal`].filter((path) => existsSync(path)).map((path) => statSync(path).mtimeMs),
  )
  const backup = backupsOf(file).find((one) => one.format >= OLDEST_FORMAT && one.format <= NEWEST_FORMAT)
  const hosts = backup === undefined ? undefined : hostsInBackup(backup, nativeBinding)
  return new InventoryProblem({
    kind: 'newer',
    title: 'Your inventory was written by a newer version',
    detail: `It has format ${format} and this version reads up to ${NEWEST_FORMAT}. To be safe it was not opened, and nothing was changed. Your hosts and their leases are not affected. Update Broker Desktop to open it.`,
    facts: [
      { label: 'Last written', value: `${momentText(writtenAtMs, nowMs)}, by format ${format}` },
      {
        label: 'This version reads',
        value:
          OLDEST_FORMAT === NEWEST_FORMAT
            ? `format ${NEWEST_FORMAT}`
            : `formats ${OLDEST_FORMAT} to ${NEWEST_FORMAT}`,
      },
      {
        label: 'Newest backup it can read',
        value:
          backup === undefined
            ? 'none'
            : [
                momentText(backup.takenAtMs, nowMs),
                ...(hosts === undefined ? [] : [count(hosts, 'host')]),
              ].join(', '),
      },
    ],
    path: file,
    canRetry: false,
  })
}
