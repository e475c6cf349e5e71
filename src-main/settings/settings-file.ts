import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { BrokerError } from '@shared/domain/error'
import type { Logger } from '@main/ports/logger'
import { writeFileAtomic } from '@main/settings/atomic-file'
import type { SettingsBackups } from '@main/settings/backups'
import { readSettings, type SettingsContent, type SettingsProblem } from '@main/settings/settings-text'
import { codeOf } from '@main/settings/values'

/** What a new settings file says. */
export const FIRST_SETTINGS = `# Settings of Broker Desktop, in the form of Broker's own settings file. It can be changed by hand: comments, order and
# keys that Broker Desktop does not know are kept. Passwords and tokens that are typed in the window are not in here:
# they are kept in the system's keychain.

Sandbox:
  instances:
    # Pretend hosts inside Broker Desktop, to try everything with. Nothing leaves this computer.
    sandbox:
      default: true
`

const ABSENT = 'absent'

/**
 * A settings file on disk. It is read again whenever it has changed there, because people edit it by hand while the
 * application runs, and the broker command has it, too. While it cannot be read, what it said before in this run holds
 * (at the start: what a new file says), and nothing is written. Every change keeps the text before it as a backup.
 */
export class SettingsFile {
  readonly path: string
  readonly #first: string | undefined
  readonly #backups: SettingsBackups
  readonly #logger: Logger
  #stamp = ''
  /** The stamp of what this process wrote, or was asked about: no news. */
  #known = ''
  #content: SettingsContent
  #text = ''
  #problem: SettingsProblem | undefined

  constructor(options: {
    readonly file: string
    /** What a file that is not there is begun with; absent: it is not begun, because it is the person's. */
    readonly first?: string
    readonly backups: SettingsBackups
    readonly logger: Logger
  }) {
    this.path = options.file
    this.#first = options.first
    this.#backups = options.backups
    this.#logger = options.logger
    this.#content = contentOf(options.first ?? '')
  }

  /** The file's name as messages call it. */
  get name(): string {
    return basename(this.path)
  }

  /** The settings as they hold now. */
  content(): SettingsContent {
    this.#refresh()
    return this.#content
  }

  /** The text as it is on the disk, readable as settings or not. */
  text(): string {
    this.#refresh()
    return this.#text
  }

  /** Why the file as it is now cannot be read, if so. */
  problem(): SettingsProblem | undefined {
    this.#refresh()
    return this.#problem
  }

  /** Whether somebody else has changed it since this was asked last, or since it was first read. */
  hasNews(): boolean {
    const stamp = this.#stampNow()
    const isNews = stamp !== this.#known
    this.#known = stamp
    return isNews
  }

  /**
   * Changes the text of the file and writes it. Throws `CONFIG` when the file cannot be read as it is now or cannot be
   * written; it is not changed then.
   */
  edit(change: (text: string) => string): void {
    const { text } = this.content()
    const problem = this.#problem
    if (problem !== undefined) {
      throw new BrokerError({
        code: 'CONFIG',
        message: problem.message,
        hint: `Correct ${this.name} in Settings, YAML file, then save again. Your file is not changed.`,
      })
    }
    const changed = change(text)
    if (changed !== text) this.#write(changed)
  }

  /** Writes a whole text over whatever is there; it must be readable as settings. Throws `CONFIG`. */
  replace(text: string): void {
    this.#refresh()
    const read = readSettings(text, this.name)
    if ('problem' in read) {
      throw new BrokerError({
        code: 'CONFIG',
        message: read.problem.message,
        hint: 'Correct that line, then save again. Your file is not changed.',
      })
    }
    if (text !== this.#text) this.#write(text)
  }

  #refresh(): void {
    const stamp = this.#stampNow()
    if (stamp === this.#stamp) return
    if (this.#stamp === '') this.#known = stamp
    this.#stamp = stamp
    try {
      this.#read()
    } catch (error) {
      this.#logger.error('The settings file cannot be read', { error })
      const reason = error instanceof TypeError ? 'it is not UTF-8 text' : reasonOf(error)
      this.#problem = { message: `${this.name} cannot be read: ${reason}.` }
    }
  }

  #read(): void {
    if (this.#stamp === ABSENT) return this.#begin()
    // What is no UTF-8 would go back to the disk as other bytes; a mark at the beginning goes back as it was.
    this.#text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(this.path))
    const read = readSettings(this.#text, this.name)
    this.#problem = 'problem' in read ? read.problem : undefined
    if ('content' in read) this.#content = read.content
    else this.#logger.warn('The settings file has a mistake', { ...read.problem })
  }

  /** The first start, or somebody took the file away: it begins anew. A file of the person's own is only missed. */
  #begin(): void {
    this.#text = ''
    this.#problem = undefined
    if (this.#first === undefined) {
      this.#problem = { message: `${this.path} is not there any more.` }
      return
    }
    this.#content = contentOf(this.#first)
    try {
      writeFileAtomic(this.path, this.#first)
      this.#text = this.#first
      this.#know()
    } catch (error) {
      this.#logger.warn('The settings file cannot be begun', { error })
    }
  }

  #write(text: string): void {
    try {
      if (this.#stamp !== ABSENT) this.#backups.keep(this.path, readFileSync(this.path))
      writeFileAtomic(this.path, text)
    } catch (cause) {
      throw new BrokerError(
        {
          code: 'CONFIG',
          message: `${this.name} cannot be written: ${reasonOf(cause)}.`,
          hint: 'Make room on the disk or make its folder writable, then save again. Your file is not changed.',
          retryable: true,
        },
        { cause },
      )
    }
    this.#content = contentOf(text)
    this.#text = text
    this.#problem = undefined
    this.#know()
  }

  #know(): void {
    this.#stamp = this.#stampNow()
    this.#known = this.#stamp
  }

  /** Differs whenever the file does; editors that replace the file give it another number. */
  #stampNow(): string {
    try {
      const stat = statSync(this.path, { throwIfNoEntry: false, bigint: true })
      return stat === undefined ? ABSENT : `${stat.ino}/${stat.size}/${stat.mtimeNs}`
    } catch (error) {
      return `unreadable: ${String(error)}`
    }
  }
}

/** Of a text that is readable. */
function contentOf(text: string): SettingsContent {
  const read = readSettings(text, 'The settings')
  if ('problem' in read) throw new Error(read.problem.message)
  return read.content
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a file stands where its folder should be',
}

function reasonOf(error: unknown): string {
  const code = codeOf(error)
  return code === undefined ? String(error) : (REASONS[code] ?? code)
}
