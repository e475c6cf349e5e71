const SHORT: readonly (readonly [long: RegExp, short: string])[] = [
  [/^Red Hat Enterprise Linux( Server)?/u, 'RHEL'],
  [/^Red Hat Universal Base Image/u, 'UBI'],
  [/^Fedora Linux/u, 'Fedora'],
  [/^Debian GNU\/Linux/u, 'Debian'],
  [/^Oracle Linux Server/u, 'Oracle Linux'],
  [/^SUSE Linux Enterprise Server/u, 'SLES'],
]

/** An operating system in the words of a column: of a long name the version, at its end, would be cut first. */
export function shortOs(os: string): string {
  const plain = os.replace(/\s*\(.*\)$/u, '').replace(/\s+release\s+/u, ' ')
  const known = SHORT.find(([long]) => long.test(plain))
  return known === undefined ? plain : plain.replace(known[0], known[1])
}
