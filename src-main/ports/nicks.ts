import type { JsonObject } from '@shared/lib/json'

/** The nicks of the settings file, as the engine uses them. */
export interface NickBook {
  /** In the order of the file: Broker's keyword arguments of each, or why there are none. */
  list(): readonly {
    readonly name: string
    readonly values: JsonObject
    readonly problem?: string
    /** The keys that the environment decides, with the variable. */
    readonly environment?: Readonly<Record<string, string>>
  }[]
  /** Why there are none though the file has something of that name. */
  problem(): string | undefined
  /** Adds a nick, or changes the one that was called `previousName`. Throws `CONFIG` when the file cannot be changed. */
  save(name: string, values: JsonObject, previousName?: string): void
  remove(name: string): void
  /** Puts markers in the place of values that the vault has now. Throws `CONFIG`. */
  markSecrets(places: readonly { readonly nick: string; readonly argument: string }[]): void
  /** Puts the nicks into this order. */
  order(names: readonly string[]): void
}
