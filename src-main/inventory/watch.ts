import { BrokerError } from '@shared/domain/error'
import type { Logger } from '@main/ports/logger'
import { isBusy, isDamage, SqliteError } from './database'

/** The window stands still while SQLite works: what takes longer than this is worth a look. */
const SLOW_MS = 40

/** What watching needs. */
export interface WatchOptions {
  readonly logger: Logger
  /** Called when SQLite finds that the file is damaged. */
  readonly onDamage: () => void
  /** Milliseconds of a clock that never goes back. */
  readonly elapsed?: () => number
}

/**
 * The same store, with every method timed and what SQLite throws turned into errors that a person can read. Slow
 * ones are logged by name only: values may be private.
 */
export function watched<S extends object>(noun: string, store: S, options: WatchOptions): S {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same methods under the same names
  return Object.fromEntries(
    Object.entries(store).map(([name, method]: [string, (...args: unknown[]) => unknown]) => [
      name,
      (...args: unknown[]) => watch(`${noun}.${name}`, () => method(...args), options),
    ]),
  ) as S
}

/** Runs one query, or several that belong together, under a name. */
export function watch<T>(name: string, work: () => T, options: WatchOptions): T {
  const elapsed = options.elapsed ?? (() => performance.now())
  const startedAt = elapsed()
  try {
    return work()
  } catch (error) {
    if (isDamage(error)) options.onDamage()
    throw readable(error)
  } finally {
    const tookMs = elapsed() - startedAt
    if (tookMs > SLOW_MS) options.logger.warn('Slow inventory query', { query: name, ms: Math.round(tookMs) })
  }
}

/** What SQLite throws, in the product's words; anything else as it is. */
export function readable(error: unknown): unknown {
  if (!(error instanceof SqliteError)) return error
  const options = { cause: error }
  if (isBusy(error)) {
    return new BrokerError(
      {
        code: 'TIMEOUT',
        message: 'The inventory is being written by another program and did not become free in time.',
        hint: 'Try again. If it happens often, close other programs that use the inventory file.',
        retryable: true,
      },
      options,
    )
  }
  if (error.code === 'SQLITE_FULL') {
    return new BrokerError(
      {
        code: 'INTERNAL',
        message: 'The inventory could not be written: the disk is full.',
        hint: 'Free some space on the disk with the data folder, then try again.',
        retryable: true,
      },
      options,
    )
  }
  if (error.code.startsWith('SQLITE_READONLY')) {
    return new BrokerError(
      {
        code: 'PERMISSION',
        message: 'The inventory could not be written: the file or its folder has become read-only.',
        hint: 'Make the data folder writable, then try again.',
        retryable: true,
      },
      options,
    )
  }
  if (isDamage(error)) {
    return new BrokerError(
      {
        code: 'INTERNAL',
        message: 'The inventory file is damaged.',
        hint: 'Quit and start Broker Desktop again: it checks the file and keeps it aside if it cannot be used.',
        said: error.message,
      },
      options,
    )
  }
  return new BrokerError(
    {
      code: 'INTERNAL',
      message: `The inventory could not be read or written: ${error.message}`,
      hint: 'Try again. The log file has the details.',
      retryable: true,
    },
    options,
  )
}
