import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { isNode, type Document } from 'yaml'
import { BrokerError } from '@shared/domain/error'
import type { Logger } from '@main/ports/logger'
import { writeFileAtomic } from '@main/settings/atomic-file'
import { asObject, codeOf } from '@main/settings/values'
import { readYaml } from '@main/settings/yaml-edit'

/** What is wrong in the settings file, in a sentence that names the line, and where it is. */
export interface SettingsProblem {
  readonly message: string
  readonly line?: number
  readonly column?: number
}

/** The settings as they are in the file. */
export interface SettingsContent {
  readonly text: string
  readonly document: Document
  readonly data: Readonly<Record<string, unknown>>
}

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
 * The settings file on disk. It is read again whenever it has changed there, because people edit it by hand while the
 * application runs. While it cannot be read, what it said before in this run holds (at the start: a new file's
 * content), and nothing is written.
 */
export class SettingsFile {
  readonly #file: string
  readonly #logger: Logger
  #stamp = ''
  #content: SettingsContent = contentOf(FIRST_SETTINGS)
  #problem: SettingsProblem | undefined

  constructor(options: { readonly file: string; readonly logger: Logger }) {
    this.#file = options.file
    this.#logger = options.logger
  }

  /** The file's name as messages call it. */
  get name(): string {
    return basename(this.#file)
  }

  /** The settings as they hold now. */
  content(): SettingsContent {
    this.#refresh()
    return this.#content
  }

  /** Why the file as it is now cannot be read, if so. */
  problem(): SettingsProblem | undefined {
    this.#refresh()
    return this.#problem
  }

  /**
   * Changes the text of the file and writes it; the text before is kept as `.bak`. Throws `CONFIG` when the file
   * cannot be read as it is now or cannot be written; it is not changed then.
   */
  edit(change: (text: string) => string): void {
    const { text } = this.content()
    const problem = this.#problem
    if (problem !== undefined) {
      throw new BrokerError({
        code: 'CONFIG',
        message: problem.message,
        hint: `Correct ${this.name} by hand, then save again. Your file is not changed.`,
      })
    }
    const changed = change(text)
    if (changed !== text) this.#write(changed)
  }

  #refresh(): void {
    const stamp = this.#stampNow()
    if (stamp === this.#stamp) return
    this.#stamp = stamp
    try {
      this.#read()
    } catch (error) {
      this.#logger.error('The settings file cannot be read', { error })
      this.#problem = { message: `${this.name} cannot be read: ${reasonOf(error)}.` }
    }
  }

  #read(): void {
    if (this.#stamp === ABSENT) return this.#begin()
    const text = readFileSync(this.#file, 'utf8')
    this.#problem = syntaxProblem(text, this.name)
    if (this.#problem === undefined) this.#content = contentOf(text)
    else this.#logger.warn('The settings file has a mistake', { ...this.#problem })
  }

  /** The first start, or somebody took the file away: it begins anew. */
  #begin(): void {
    this.#content = contentOf(FIRST_SETTINGS)
    this.#problem = undefined
    try {
      writeFileAtomic(this.#file, FIRST_SETTINGS)
      this.#stamp = this.#stampNow()
    } catch (error) {
      this.#logger.warn('The settings file cannot be begun', { error })
    }
  }

  #write(text: string): void {
    try {
      writeFileAtomic(this.#file, text, { backup: true })
    } catch (cause) {
      throw new BrokerError(
        {
          code: 'CONFIG',
          message: `${this.name} cannot be written: ${reasonOf(cause)}.`,
          hint: 'Make room on the disk or make the data folder writable, then save again. Your file is not changed.',
          retryable: true,
        },
        { cause },
      )
    }
    this.#content = contentOf(text)
    this.#stamp = this.#stampNow()
  }

  /** Differs whenever the file does; editors that replace the file give it another number. */
  #stampNow(): string {
    try {
      const stat = statSync(this.#file, { throwIfNoEntry: false, bigint: true })
      return stat === undefined ? ABSENT : `${stat.ino}/${stat.size}/${stat.mtimeNs}`
    } catch (error) {
      return `unreadable: ${String(error)}`
    }
  }
}

function contentOf(text: string): SettingsContent {
  const document = readYaml(text)
  return { text, document, data: asObject(document.toJS()) ?? {} }
}

function syntaxProblem(text: string, name: string): SettingsProblem | undefined {
  const document = readYaml(text)
  const [error] = document.errors
  if (error !== undefined) {
    const [start] = error.linePos ?? []
    // The library's message goes on with the line itself, which may hold a password.
    const what = (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '')
    const where = start === undefined ? '' : `, line ${start.line}, column ${start.col}`
    return {
      message: `${name}${where}: ${what.replace(/\.$/, '')}.`,
      ...(start === undefined ? {} : { line: start.line, column: start.col }),
    }
  }
  try {
    const data: unknown = document.toJS()
    if (data === null || (typeof data === 'object' && !Array.isArray(data))) return undefined
    return {
      message: `${name}, line 1: the file must be made of sections ("Container:").`,
      line: 1,
      column: 1,
    }
  } catch (thrown) {
    return { message: `${name}: ${thrown instanceof Error ? thrown.message : String(thrown)}.` }
  }
}

/** The line of an entry, counted from 1; undefined for what is not in the file. */
export function lineOf(content: SettingsContent, path: readonly (string | number)[]): number | undefined {
  const node = content.document.getIn(path, true)
  const offset = isNode(node) ? node.range?.[0] : undefined
  return offset === undefined ? undefined : content.text.slice(0, offset).split('\n').length
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
