/**
 * Keeps secrets. Where the system offers no protection the vault keeps them in memory until the application ends,
 * and never writes them in plain text (`isProtected` tells which).
 */
export interface SecretVault {
  readonly isProtected: boolean
  get(key: string): string | undefined
  set(key: string, value: string): void
  delete(key: string): void
  /** The keys that begin so. */
  keys(prefix: string): readonly string[]
}
