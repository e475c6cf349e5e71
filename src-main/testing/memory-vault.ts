import type { SecretVault } from '@main/ports/vault'

/** A vault for tests, in memory. */
export function createMemoryVault(isProtected = true): SecretVault {
  const values = new Map<string, string>()
  return {
    isProtected,
    get: (key) => values.get(key),
    set: (key, value) => void values.set(key, value),
    delete: (key) => void values.delete(key),
    keys: (prefix) => [...values.keys()].filter((key) => key.startsWith(prefix)),
  }
}
