import { createHash, createHmac } from 'node:crypto'

/** What a known_hosts file says of a key that a host shows. */
export type HostKeyVerdict = 'known' | 'unknown' | 'changed' | 'revoked'

/** The fingerprint of a public key as ssh shows it: "SHA256:…". */
export function fingerprint(key: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`
}

function matches(pattern: string, host: string): boolean {
  if (pattern.startsWith('|1|')) {
    const [, , salt = '', digest = ''] = pattern.split('|')
    return createHmac('sha1', Buffer.from(salt, 'base64')).update(host).digest('base64') === digest
  }
  const escaped = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${escaped}$`, 'i').test(host)
}

/**
 * Looks a host's key up in the text of a known_hosts file (OpenSSH, sshd(8): plain, `[host]:port` and hashed names,
 * `@revoked`; certificate authorities are not followed).
 */
export function judgeHostKey(text: string, host: string, port: number, key: Uint8Array): HostKeyVerdict {
  const name = port === 22 ? host : `[${host}]:${port}`
  const shown = Buffer.from(key).toString('base64')
  const type = Buffer.from(key.subarray(4, 4 + (key[3] ?? 0))).toString()
  let verdict: HostKeyVerdict = 'unknown'
  for (const line of text.split(/\r?\n/)) {
    const fields = line.trim().split(/\s+/)
    const marker = fields[0]?.startsWith('@') === true ? fields.shift() : undefined
    const [hosts = '', keyType, base64] = fields
    if (base64 === undefined || line.startsWith('#') || marker === '@cert-authority') continue
    const patterns = hosts.split(',')
    const negated = patterns.some((pattern) => pattern.startsWith('!') && matches(pattern.slice(1), name))
    if (negated || !patterns.some((pattern) => matches(pattern, name))) continue
    if (base64 === shown && marker === '@revoked') return 'revoked'
    if (base64 === shown) verdict = 'known'
    else if (keyType === type && marker === undefined && verdict === 'unknown') verdict = 'changed'
  }
  return verdict
}
