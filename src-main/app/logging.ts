import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname, parse, format } from 'node:path'
import type { SecretRegistry } from '@main/app/secret-registry'
import type { Logger } from '@main/ports/logger'
import { codeOf } from '@main/settings/values'

type Level = keyof Logger
type Details = Readonly<Record<string, unknown>>

const LEVELS: readonly Level[] = ['debug', 'info', 'warn', 'error']
const MAX_BYTES = 2 * 1024 * 1024
/** How many files of the log there are at most. */
export const KEPT_FILES = 3

/** What a log file is made of. */
export interface FileLoggerOptions {
  readonly file: string
  readonly secrets: SecretRegistry
  /** The least that is written; default `info`. */
  readonly level?: Level
  /** Bytes after which a new file is begun, and how many files there are at most. */
  readonly maxBytes?: number
  readonly keep?: number
  readonly now?: () => Date
  /** Gets every line as well: the terminal, in development. */
  readonly mirror?: (line: string) => void
}

/**
 * A log in a file, one line an entry, written at once so that the last line before a crash is there. Secrets are
 * masked here, at the sink, and nowhere else has to think of it. It never throws: a full disk must not stop the work.
 *
 * Our own rather than a package's: the whole line must pass one redaction before it is written, the file is for the
 * owner only, and a logger is an object that is passed on, not a singleton that patches the console.
 */
export class FileLogger implements Logger {
  readonly file: string
  readonly #options: FileLoggerOptions
  #listener: (() => void) | undefined
  #minimum: number
  #format: 'text' | 'json' = 'text'
  #descriptor: number | undefined
  #bytes = 0

  constructor(options: FileLoggerOptions) {
    this.file = options.file
    this.#options = options
    this.#minimum = LEVELS.indexOf(options.level ?? 'info')
  }

  debug(message: string, details?: Details): void {
    this.#write('debug', message, details)
  }

  info(message: string, details?: Details): void {
    this.#write('info', message, details)
  }

  warn(message: string, details?: Details): void {
    this.#write('warn', message, details)
  }

  error(message: string, details?: Details): void {
    this.#write('error', message, details)
  }

  /** Tells somebody of every entry that was written; one at most. */
  listen(listener: () => void): void {
    this.#listener = listener
  }

  /** How much is written from now on, and whether as text for people or as JSON for programs. */
  configure(how: { readonly level: Level; readonly format: 'text' | 'json' }): void {
    this.#minimum = LEVELS.indexOf(how.level)
    this.#format = how.format
  }

  /** Closes the file; a later entry opens it again. */
  dispose(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor)
    this.#descriptor = undefined
  }

  #write(level: Level, message: string, details: Details | undefined): void {
    if (LEVELS.indexOf(level) < this.#minimum) return
    try {
      const line = this.#line(level, message, details)
      this.#options.mirror?.(line)
      this.#append(`${line}\n`)
      this.#listener?.()
    } catch {
      // There is no place left to say it.
      this.#descriptor = undefined
    }
  }

  #line(level: Level, message: string, details: Details | undefined): string {
    const { secrets, now } = this.#options
    const at = (now?.() ?? new Date()).toISOString()
    // What others say may contain line breaks; an entry stays one line, so that no text can pose as an entry.
    const text = secrets.redact(message).replaceAll(/[\r\n]+/g, ' | ')
    const plain = details === undefined ? undefined : secrets.redactDetails(details)
    if (this.#format === 'json') return JSON.stringify({ at, level, message: text, details: plain })
    const rest = plain === undefined ? '' : ` ${JSON.stringify(plain)}`
    return `${at} ${level.toUpperCase().padEnd(5)} ${text}${rest}`
  }

  #append(line: string): void {
    const bytes = Buffer.from(line, 'utf8')
    this.#descriptor ??= this.#open()
    if (this.#bytes > 0 && this.#bytes + bytes.length > (this.#options.maxBytes ?? MAX_BYTES)) {
      this.dispose()
      this.#rotate()
      this.#descriptor = this.#open()
    }
    writeSync(this.#descriptor, bytes)
    this.#bytes += bytes.length
  }

  #open(): number {
    mkdirSync(dirname(this.file), { recursive: true })
    const descriptor = openSync(this.file, 'a', 0o600)
    this.#bytes = fstatSync(descriptor).size
    return descriptor
  }

  /** broker-desktop.log becomes broker-desktop.1.log, that one .2.log, and the last goes. */
  #rotate(): void {
    const last = (this.#options.keep ?? KEPT_FILES) - 1
    if (last < 1) return rmSync(this.file, { force: true })
    rmSync(numbered(this.file, last), { force: true })
    for (let number = last - 1; number >= 0; number -= 1)
      moveIfThere(numbered(this.file, number), numbered(this.file, number + 1))
  }
}

/** The file of a number, counted back from the newest: that one is 0. */
export function numbered(file: string, number: number): string {
  if (number === 0) return file
  const { dir, name, ext } = parse(file)
  return format({ dir, name: `${name}.${number}`, ext })
}

function moveIfThere(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
}
