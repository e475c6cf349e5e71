/** What stands where a secret was. */
export const MASK = '••••••••'

const SECRET_NAME =
  /pass(word|wd|phrase)?$|pword|secret|token|api_?key|private_?key|activation_?key|credential/i

/** Whether an argument of this name is treated as a secret, though no form says so. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name)
}

/**
 * Replaces every occurrence of the given secrets in a text, also as they are written inside JSON. Secrets shorter than 4
 * characters are left: they would mask ordinary words.
 */
export function redactText(text: string, secrets: readonly string[]): string {
  let result = text
  const forms = new Set(secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]))
  // Longest first: a secret that contains another must not leave its rest behind.
  for (const secret of [...forms].toSorted((a, b) => b.length - a.length)) {
    if (secret.length >= 4) result = result.replaceAll(secret, MASK)
  }
  return result
}

/** The password of an address such as `https://maya:password@example.com`, between what is before and behind it. */
export const ADDRESS_PASSWORD = /(:\/\/[^\s/@:"'<>]*:)([^\s/@"']+)(@)/gu

/** A text with the passwords in its addresses masked. */
export function maskAddresses(text: string): string {
  return text.replaceAll(ADDRESS_PASSWORD, `$1${MASK}$3`)
}

/** The passwords in the addresses of a text. */
export function addressPasswords(text: string): readonly string[] {
  return [...text.matchAll(ADDRESS_PASSWORD)].flatMap(([, , password]) => password ?? [])
}
