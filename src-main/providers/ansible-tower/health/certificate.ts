import type { HealthFix, HealthItem } from '@shared/domain/provider'
import { durationText, momentText } from '@shared/lib/time-text'
import { parseBase } from '@main/providers/ansible-tower/address'
import { readCertificate, type ServerCertificate } from '@main/providers/ansible-tower/certificate'
import type { TowerConfig } from '@main/providers/ansible-tower/config'
import { openTransport, type Transport } from '@main/providers/ansible-tower/transport'
import type { Findings } from './findings'

const SOON_MS = 14 * 24 * 60 * 60 * 1000

/** How the certificate of a server stands that was reached. */
export async function certificateFindings(
  config: TowerConfig,
  transport: Transport,
  nowMs: number,
  signal: AbortSignal,
): Promise<Findings> {
  const base = parseBase(config.base_url)
  if (base === undefined || base.protocol !== 'https:') {
    return {
      items: [
        {
          level: 'warn',
          title: 'Not encrypted',
          detail: 'Anybody between here and there can read the token.',
        },
      ],
    }
  }
  const found = await readCertificate(transport, base, signal)
  if (found === undefined) return { items: [] }
  const identity = [
    { label: 'Certificate', value: found.issuer, detail: `until ${momentText(found.validToMs, nowMs)}` },
  ]
  return { items: [certificateItem(config, found, nowMs)], identity }
}

function certificateItem(config: TowerConfig, found: ServerCertificate, nowMs: number): HealthItem {
  const detail = `${found.issuer}, valid to ${momentText(found.validToMs, nowMs)}`
  if (!config.verify_tls) {
    return {
      level: 'warn',
      title: 'Certificate not verified',
      detail: 'Anybody between here and there can read the token. Turn "Verify certificate" on.',
    }
  }
  const leftMs = found.validToMs - nowMs
  if (leftMs < SOON_MS) {
    return {
      level: 'warn',
      title: leftMs < 0 ? 'Certificate has expired' : `Certificate ends in ${durationText(leftMs)}`,
      detail,
    }
  }
  const title =
    config.trusted_certificate === undefined ? 'Certificate verified' : 'Certificate is the trusted one'
  return { level: 'ok', title, detail }
}

/**
 * What would mend a certificate that is not trusted: trusting this one, with what identifies it. None where the server
 * shows none.
 */
export async function trustFix(
  config: TowerConfig,
  nowMs: number,
  signal: AbortSignal,
): Promise<{ readonly item: HealthItem; readonly fix: HealthFix } | undefined> {
  const base = parseBase(config.base_url)
  if (base === undefined) return undefined
  const transport = await openTransport(base, config)
  try {
    const found = await readCertificate(transport, base, signal)
    if (found === undefined) return undefined
    const who = found.selfSigned
      ? `${found.subject}, self-signed`
      : `${found.subject}, signed by ${found.issuer}`
    const until = `valid to ${momentText(found.validToMs, nowMs)}`
    return {
      item: { level: 'error', title: 'Certificate not trusted', detail: `${who}, ${until}` },
      fix: {
        title: 'Trust this certificate',
        detail: [
          `${who}, ${until}.`,
          `SHA-256 ${found.fingerprint}`,
          'Compare it with what its administrator says. From then on only this certificate is trusted.',
        ].join('\n'),
        config: { trusted_certificate: found.pem, verify_tls: true },
      },
    }
  } finally {
    transport.close()
  }
}
