import type { SecretVault } from '@main/ports/vault'

/** The secrets of configured instances, under `instance/<kind>/<name>/<field>` in the vault. */
export class InstanceSecrets {
  readonly #vault: SecretVault

  constructor(vault: SecretVault) {
    this.#vault = vault
  }

  get(kind: string, name: string, field: string): string | undefined {
    return this.#vault.get(keyOf(kind, name, field))
  }

  /** The stored values of an instance, by field. */
  all(kind: string, name: string): Readonly<Record<string, string>> {
    return Object.fromEntries(
      this.#fields(kind, name).flatMap((field) => {
        const value = this.get(kind, name, field)
        return value === undefined ? [] : [[field, value]]
      }),
    )
  }

  /**
   * Makes the stored values of an instance these and no others. Answers what takes it back, for the case that the file
   * cannot be written then.
   */
  replace(kind: string, name: string, values: Readonly<Record<string, string>>): () => void {
    const before = this.all(kind, name)
    this.#write(kind, name, values)
    return () => this.#write(kind, name, before)
  }

  #write(kind: string, name: string, values: Readonly<Record<string, string>>): void {
    for (const [field, value] of Object.entries(values)) {
      if (this.get(kind, name, field) !== value) this.#vault.set(keyOf(kind, name, field), value)
    }
    for (const field of this.#fields(kind, name)) {
      if (!Object.hasOwn(values, field)) this.#vault.delete(keyOf(kind, name, field))
    }
  }

  /** An instance whose name begins with this one and a slash is another instance. */
  #fields(kind: string, name: string): readonly string[] {
    const prefix = keyOf(kind, name, '')
    return this.#vault
      .keys(prefix)
      .map((key) => key.slice(prefix.length))
      .filter((field) => !field.includes('/'))
  }
}

function keyOf(kind: string, name: string, field: string): string {
  return `instance/${kind}/${name}/${field}`
}
