/**
 * Hostnames without their domains, as a sentence has room for; with them where they would not tell hosts apart. A name
 * with a single dot is one name.
 */
export function shortNames(names: readonly string[]): readonly string[] {
  const short = names.map((name) => /^[a-z][^.:/]*(?=\.[^.]*\.)/iu.exec(name)?.[0] ?? name)
  return new Set(short).size === new Set(names).size ? short : names
}
