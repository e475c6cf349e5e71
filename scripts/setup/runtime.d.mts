/** The Electron that start, dev, test, demo and bench run on. */
export interface Runtime {
  /** Whether it is the stand-in for an official download that is impossible here. */
  readonly isSubstitute: boolean
  readonly executablePath: string
  /** The folder of the executable, as electron-builder's `electronDist` wants it. */
  readonly distPath: string
  readonly version: string
  /** The better-sqlite3 binary for it; undefined means the package's own. */
  readonly sqliteBinding: string | undefined
  /** What the processes that start it, and it itself, must have in their environment. */
  readonly env: Readonly<Record<string, string>>
}

/** Finds the Electron that set-up has made ready. Throws when set-up has not run. */
export function resolveRuntime(): Runtime
