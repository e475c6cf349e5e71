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
