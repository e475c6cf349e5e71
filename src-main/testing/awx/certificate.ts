import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

const YEAR_MS = 31_536_000_000

/** One element of DER: a tag, the length, the content. */
function element(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content])
  const bytes = length < 0x1_00 ? [length] : [length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, 0x80 | bytes.length, ...bytes]), content])
}

const sequence = (...parts: readonly Buffer[]): Buffer => element(0x30, ...parts)
const set = (...parts: readonly Buffer[]): Buffer => element(0x31, ...parts)
const bits = (content: Buffer): Buffer => element(0x03, Buffer.from([0]), content)
const octets = (content: Buffer): Buffer => element(0x04, content)

function objectId(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number)
  const bytes = [first * 40 + second]
  for (const number of rest) {
    const groups = [number & 0x7f]
    for (let left = number >> 7; left > 0; left >>= 7) groups.unshift((left & 0x7f) | 0x80)
    bytes.push(...groups)
  }
  return element(0x06, Buffer.from(bytes))
}

function time(ms: number): Buffer {
  const text = new Date(ms).toISOString().replaceAll(/[-:T]|\.\d+/g, '')
  return element(0x17, Buffer.from(text.slice(2)))
}

/** The names under which the server is reached. */
function alternativeNames(): Buffer {
  const dns = element(0x82, Buffer.from('localhost'))
  const v4 = element(0x87, Buffer.from([127, 0, 0, 1]))
  const v6 = element(0x87, Buffer.from([...Array.from({ length: 15 }, () => 0), 1]))
  return sequence(objectId('2.5.29.17'), octets(sequence(dns, v4, v6)))
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

/** A key and a certificate that it has signed itself, for localhost (X.509 v3, ECDSA on P-256). Node can read, not make them. */
export function makeCertificate(commonName: string): { readonly key: string; readonly cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = sequence(objectId('1.2.840.10045.4.3.2'))
  const name = sequence(set(sequence(objectId('2.5.4.3'), element(0x0c, Buffer.from(commonName)))))
  const serial = randomBytes(12)
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x01
  const toBeSigned = sequence(
    element(0xa0, element(0x02, Buffer.from([2]))),
    element(0x02, serial),
    algorithm,
    name,
    sequence(time(Date.now() - YEAR_MS / 12), time(Date.now() + YEAR_MS)),
    name,
    spki(publicKey),
    element(0xa3, sequence(alternativeNames())),
  )
  const signature = sign('sha256', toBeSigned, privateKey)
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: pem(sequence(toBeSigned, algorithm, bits(signature))),
  }
}

function spki(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' })
}
