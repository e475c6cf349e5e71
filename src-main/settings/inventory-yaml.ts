import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { stringify } from 'yaml'
import { BrokerError } from '@shared/domain/error'
import { jsonObjectSchema, type JsonObject } from '@shared/lib/json'
import { writeFileAtomic } from '@main/settings/atomic-file'
import { codeOf } from '@main/settings/values'
import { yamlValues } from '@main/settings/yaml-values'

/** What an inventory of the broker command says. */
export interface BrokerInventory {
  readonly entries: readonly JsonObject[]
  /** Entries that are none: a text in the list. */
  readonly skipped: number
}

/** Reads the text of an `inventory.yaml`: a list with a map for each host. Throws `CONFIG` for anything else. */
export function readInventory(text: string, name: string): BrokerInventory {
  const read = yamlValues(text)
  if ('mistake' in read) {
    const { what, line } = read.mistake
    throw new BrokerError({
      code: 'CONFIG',
      message: `${name}${line === undefined ? '' : `, line ${line}`}: ${what}.`,
      hint: 'Correct that line, then look again. The file is not changed.',
    })
  }
  const list = read.value ?? []
  if (!Array.isArray(list)) {
    throw new BrokerError({
      code: 'CONFIG',
      message: `${name}, line 1: an inventory is a list of hosts.`,
      hint: 'The file is not changed.',
    })
  }
  const entries = list.flatMap((entry: unknown): readonly JsonObject[] => {
    const parsed = jsonObjectSchema.safeParse(plain(entry))
    return parsed.success ? [parsed.data] : []
  })
  return { entries, skipped: list.length - entries.length }
}

/** What YAML can say and JSON cannot (.inf, an undefined value) stands as its text. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]))
  }
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
}

const LOCK_WAIT_MS = 10_000
const LOCK_POLL_MS = 100

/**
 * Changes an `inventory.yaml` under the lock that the broker command takes, too (`<file>.lock`, made exclusively, waited
 * for 10 seconds): whole or not at all. Throws `CONFIG` when it cannot be read or written; it is not changed then.
 */
export async function changeInventory(
  file: string,
  change: (entries: readonly JsonObject[]) => readonly JsonObject[],
  signal: AbortSignal,
): Promise<void> {
  const lock = `${file}.lock`
  await takeLock(lock, signal)
  try {
    const before = existsSync(file) ? readFileSync(file, 'utf8') : ''
    const { entries, skipped } = readInventory(before, 'inventory.yaml')
    if (skipped > 0) {
      throw new BrokerError({
        code: 'CONFIG',
        message: `inventory.yaml has ${skipped} entries that are no hosts.`,
        hint: 'Take them out by hand. The file is not changed.',
      })
    }
    const after = change(entries)
    const isSame = JSON.stringify(after) === JSON.stringify(entries)
    if (!isSame) writeFileAtomic(file, after.length === 0 ? '[]\n' : stringify(after, { lineWidth: 0 }))
  } finally {
    rmSync(lock, { force: true })
  }
}

async function takeLock(lock: string, signal: AbortSignal): Promise<void> {
  for (let waited = 0; ; waited += LOCK_POLL_MS) {
    try {
      closeSync(openSync(lock, 'wx', 0o600))
      return
    } catch (cause) {
      if (codeOf(cause) !== 'EEXIST' || waited >= LOCK_WAIT_MS) throw notLocked(lock, cause)
    }
    await sleep(LOCK_POLL_MS, undefined, { signal })
  }
}

function notLocked(lock: string, cause: unknown): BrokerError {
  const isHeld = codeOf(cause) === 'EEXIST'
  return new BrokerError(
    {
      code: 'CONFIG',
      message: isHeld
        ? `inventory.yaml is locked by the broker command for more than 10 seconds (${lock}).`
        : `inventory.yaml cannot be locked: ${codeOf(cause) ?? 'an unknown reason'}.`,
      hint: isHeld ? 'If no broker command runs, remove that file.' : 'Make its folder writable.',
      retryable: true,
    },
    { cause },
  )
}
