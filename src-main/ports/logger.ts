/** Where the core writes what a developer may need later; the sink removes secrets. */
export interface Logger {
  debug(message: string, details?: Readonly<Record<string, unknown>>): void
  info(message: string, details?: Readonly<Record<string, unknown>>): void
  warn(message: string, details?: Readonly<Record<string, unknown>>): void
  error(message: string, details?: Readonly<Record<string, unknown>>): void
}

/** Discards everything: for tests and for tools without a log file. */
export const silentLogger: Logger = { debug() {}, info() {}, warn() {}, error() {} }
