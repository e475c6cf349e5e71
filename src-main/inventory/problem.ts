import { SqliteError, isBusy } from './database'

/** Why an inventory cannot be opened. */
export type InventoryProblemKind = 'newer' | 'locked' | 'read_only' | 'unreadable'

/** One fact for the window that explains it. */
export interface ProblemFact {
  readonly label: string
  readonly value: string
}

/** What an inventory problem is made of. */
export interface InventoryProblemData {
  readonly kind: InventoryProblemKind
  readonly title: string
  readonly detail: string
  readonly facts?: readonly ProblemFact[]
  readonly path: string
  /** Whether it may work when it is tried again without a change to the file. */
  readonly canRetry: boolean
}

/** Thrown when the inventory cannot be opened; the file is as it was. The window shows its texts and facts. */
export class InventoryProblem extends Error {
  readonly kind: InventoryProblemKind
  readonly title: string
  readonly detail: string
  readonly facts: readonly ProblemFact[]
  readonly path: string
  readonly canRetry: boolean

  constructor(data: InventoryProblemData, options?: { readonly cause?: unknown }) {
    super(`${data.title}. ${data.detail}`, options)
    this.name = 'InventoryProblem'
    this.kind = data.kind
    this.title = data.title
    this.detail = data.detail
    this.facts = data.facts ?? []
    this.path = data.path
    this.canRetry = data.canRetry
  }
}

const CODE_LABEL = 'The system says'
const READ_ONLY = /^(EACCES|EPERM|EROFS|SQLITE_(READONLY|PERM|CANTOPEN|IOERR_(ACCESS|DELETE)))/
const FULL = /^(ENOSPC|EDQUOT|SQLITE_FULL)/

function codeOf(error: unknown): string {
  if (error instanceof SqliteError) return error.code
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** Turns what the system or SQLite threw at opening into a problem that says what, where and what to do next. */
export function problemOf(error: unknown, path: string): InventoryProblem {
  if (error instanceof InventoryProblem) return error
  const message = error instanceof Error ? error.message : String(error)
  const code = codeOf(error)
  const facts = [{ label: CODE_LABEL, value: code === '' ? message : `${message} (${code})` }]
  const options = { cause: error }
  if (isBusy(error)) {
    return new InventoryProblem(
      {
        kind: 'locked',
        title: 'Your inventory is in use by another program',
        detail:
          'Another program holds the file and did not let go of it. Close other copies of Broker Desktop, and tools that have the file open, then try again. Nothing was changed.',
        facts,
        path,
        canRetry: true,
      },
      options,
    )
  }
  if (FULL.test(code)) {
    return new InventoryProblem(
      {
        kind: 'unreadable',
        title: 'There is no space left for your inventory',
        detail: 'The disk with the data folder is full. Free some space, then try again. Nothing was lost.',
        facts,
        path,
        canRetry: true,
      },
      options,
    )
  }
  if (READ_ONLY.test(code)) {
    return new InventoryProblem(
      {
        kind: 'read_only',
        title: 'Your inventory cannot be written',
        detail:
          'The file or its folder is read-only for you. Make both writable, then try again. Nothing was changed.',
        facts,
        path,
        canRetry: true,
      },
      options,
    )
  }
  return new InventoryProblem(
    {
      kind: 'unreadable',
      title: 'Your inventory could not be opened',
      detail: 'It was left as it is. Try again; the log file has the details.',
      facts,
      path,
      canRetry: true,
    },
    options,
  )
}
