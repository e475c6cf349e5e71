import { existsSync, readFileSync, renameSync } from 'node:fs'
import { z } from 'zod'
import type { SecretRegistry } from '@main/app/secret-registry'
import type { Logger } from '@main/ports/logger'
import type { SecretVault } from '@main/ports/vault'
import { writeFileAtomic } from '@main/settings/atomic-file'

/** What the vault needs of Electron's `safeStorage`. */
export interface Encryption {
  isEncryptionAvailable(): boolean
  encryptString(plainText: string): Buffer
  decryptString(encrypted: Buffer): string
  /** Linux only. */
  getSelectedStorageBackend?(): string
}

const fileSchema = z.object({ version: z.literal(1), secrets: z.record(z.string(), z.base64()) })

/** With these there is "encryption" under a key that everybody knows, or none at all. */
const UNPROTECTED_BACKENDS = new Set(['basic_text', 'unknown'])

/**
 * Secrets in a file of ours, each encrypted under the system's keychain. Where there is no keychain they live in
 * memory until the application ends, and nothing is ever written in plain text. What the file holds then stays as it
 * is, for the day the keychain is back; only what is replaced or deleted goes from it.
 *
 * Construct it when Electron is ready: before, the keychain is not known.
 */
export class SafeStorageVault implements SecretVault {
  readonly isProtected: boolean
  readonly #encryption: Encryption
  readonly #file: string
  readonly #secrets: SecretRegistry
  readonly #logger: Logger
  /** What is known in plain text: all that was set or asked for in this run. */
  readonly #plain = new Map<string, string>()
  readonly #stored: Map<string, string>

  constructor(options: {
    readonly encryption: Encryption
    readonly file: string
    readonly platform: NodeJS.Platform
    readonly secrets: SecretRegistry
    readonly logger: Logger
  }) {
    this.#encryption = options.encryption
    this.#file = options.file
    this.#secrets = options.secrets
    this.#logger = options.logger
    this.isProtected = isProtected(options.encryption, options.platform)
    this.#stored = this.#read()
  }

  get(key: string): string | undefined {
    const known = this.#plain.get(key)
    if (known !== undefined || !this.isProtected) return known
    const stored = this.#stored.get(key)
    if (stored === undefined) return undefined
    try {
      const value = this.#encryption.decryptString(Buffer.from(stored, 'base64'))
      this.#remember(key, value)
      return value
    } catch (error) {
      // Another computer's or another user's keychain: the secret has to be given once more.
      this.#logger.warn('A stored secret cannot be decrypted with the keychain as it is now', { key, error })
      return undefined
    }
  }

  set(key: string, value: string): void {
    this.#secrets.add(value)
    const before = new Map(this.#stored)
    if (this.isProtected) this.#stored.set(key, this.#encryption.encryptString(value).toString('base64'))
    else this.#stored.delete(key)
    this.#writeIfChanged(before)
    this.#plain.set(key, value)
  }

  delete(key: string): void {
    const before = new Map(this.#stored)
    this.#stored.delete(key)
    this.#writeIfChanged(before)
    this.#plain.delete(key)
  }

  keys(prefix: string): readonly string[] {
    const all = new Set([...this.#plain.keys(), ...(this.isProtected ? this.#stored.keys() : [])])
    return [...all].filter((key) => key.startsWith(prefix)).toSorted()
  }

  #remember(key: string, value: string): void {
    this.#secrets.add(value)
    this.#plain.set(key, value)
  }

  #read(): Map<string, string> {
    if (!existsSync(this.#file)) return new Map()
    try {
      return new Map(Object.entries(fileSchema.parse(JSON.parse(readFileSync(this.#file, 'utf8'))).secrets))
    } catch (error) {
      // It may be mended by hand; written over it could not.
      const aside = `${this.#file}.unreadable`
      this.#logger.error('The file of secrets cannot be read and was set aside', { aside, error })
      renameSync(this.#file, aside)
      return new Map()
    }
  }

  /** On failure the vault is as it was, and the caller hears of it: a secret is never half kept. */
  #writeIfChanged(before: ReadonlyMap<string, string>): void {
    const same = before.size === this.#stored.size && [...before].every(([k, v]) => this.#stored.get(k) === v)
    if (same) return
    try {
      const content = { version: 1, secrets: Object.fromEntries(this.#stored) }
      writeFileAtomic(this.#file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
    } catch (error) {
      this.#stored.clear()
      for (const [key, value] of before) this.#stored.set(key, value)
      throw error
    }
  }
}

function isProtected(encryption: Encryption, platform: NodeJS.Platform): boolean {
  if (!encryption.isEncryptionAvailable()) return false
  if (platform !== 'linux') return true
  return !UNPROTECTED_BACKENDS.has(encryption.getSelectedStorageBackend?.() ?? 'unknown')
}
