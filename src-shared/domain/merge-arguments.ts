import { isJsonObject, type Json, type JsonObject } from '@shared/lib/json'

/** The said values of one level: a null says nothing. */
function said(values: JsonObject): [name: string, value: Json][] {
  return Object.entries(values).filter(([, value]) => value !== null)
}

/**
 * Two sets of arguments as one, as Broker merges what is said over a nick: what is said explicitly wins, maps that both
 * have are merged level by level, everything else (lists too) is taken whole. A null says nothing, on every level that
 * is merged. The order is that of `explicit`, then what only `under` has.
 */
export function mergeArguments(explicit: JsonObject, under: JsonObject): JsonObject {
  const merged = new Map<string, Json>(said(explicit))
  for (const [name, below] of said(under)) {
    const above = merged.get(name)
    if (above === undefined) merged.set(name, below)
    else if (isJsonObject(above) && isJsonObject(below)) merged.set(name, mergeArguments(above, below))
  }
  return Object.fromEntries(merged)
}

/**
 * What an args file says: a map, or a list of maps of which a later one wins, name by name and not level by level (as
 * Broker reads it).
 */
export function joinArguments(maps: readonly JsonObject[]): JsonObject {
  return Object.fromEntries(new Map(maps.flatMap((map) => Object.entries(map))))
}
