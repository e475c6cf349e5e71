import { toErrorData } from '@shared/domain/error'
import type { HealthFix, HealthItem, HealthReport } from '@shared/domain/provider'
import { durationText } from '@shared/lib/time-text'
import type { Connection } from '@main/providers/ansible-tower/connect'
import { TowerError } from '@main/providers/ansible-tower/errors'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { anythingSchema } from '@main/providers/ansible-tower/schemas/page'
import type { CallContext } from '@main/providers/contract'
import { throwIfCancelled } from '@main/providers/kit/cancel'
import { accessFindings } from './access'
import { addressFix } from './address'
import { certificateFindings, trustFix } from './certificate'
import { inventoryFindings, workflowFindings } from './defaults'
import type { Findings } from './findings'

/** A clock that is further off makes times of leases and tokens wrong (ms). */
const SKEW_MS = 5 * 60 * 1000

/** Tests an instance: answers a report also when it cannot be reached. Throws only `CANCELLED`. */
export async function checkInstance(instance: TowerInstance, { signal }: CallContext): Promise<HealthReport> {
  try {
    return await report(instance, signal)
  } catch (error) {
    throwIfCancelled(signal)
    return await unusable(instance, error, signal)
  }
}

async function report(instance: TowerInstance, signal: AbortSignal): Promise<HealthReport> {
  const { config, deps } = instance
  const connection = await instance.connection(signal)
  const latencyMs = await pinged(instance, connection, signal)
  const found: readonly Findings[] = [
    reached(connection, latencyMs),
    ...(await Promise.all([
      certificateFindings(config, connection.transport, deps.clock.now(), signal),
      accessFindings(instance, connection, signal),
      inventoryFindings(instance, signal),
      workflowFindings(instance, signal),
    ])),
    skewFindings(connection),
  ]
  const lacks = found.flatMap(({ lacks: each = [] }) => each)
  const fixes = found.flatMap(({ fixes: each = [] }) => each)
  return {
    usable: true,
    summary: lacks.length === 0 ? 'Works' : `Works, but ${listed(lacks)}`,
    latencyMs,
    items: found.flatMap(({ items }) => items),
    identity: found.flatMap(({ identity = [] }) => identity),
    ...(fixes.length === 0 ? {} : { fixes }),
  }
}

async function pinged({ deps }: TowerInstance, { client }: Connection, signal: AbortSignal): Promise<number> {
  const beganMs = deps.clock.now()
  await client.get('ping/', anythingSchema, { signal, what: 'reach the server' })
  return deps.clock.now() - beganMs
}

function reached({ client, transport }: Connection, latencyMs: number): Findings {
  const { host } = new URL(client.api.baseUrl)
  const way = transport.proxy === undefined ? 'no proxy' : `by the proxy ${transport.proxy}`
  return {
    items: [
      { level: 'ok', title: `Reached ${host}`, detail: `${latencyMs}\u00a0ms, ${way}` },
      { level: 'ok', title: client.api.title },
    ],
  }
}

function skewFindings({ clockAheadMs }: Connection): Findings {
  if (clockAheadMs === undefined || Math.abs(clockAheadMs) < SKEW_MS) return { items: [] }
  const direction = clockAheadMs > 0 ? 'behind' : 'ahead of'
  return {
    items: [
      {
        level: 'warn',
        title: `The clock of this computer is ${durationText(Math.abs(clockAheadMs))} ${direction} the server's`,
        detail: 'Ends of leases and reminders are wrong by that. Set the clock right.',
      },
    ],
  }
}

function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? ''
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`
}

/** The report of an instance that cannot be used: why, and what would mend it. */
async function unusable(
  { config, deps }: TowerInstance,
  thrown: unknown,
  signal: AbortSignal,
): Promise<HealthReport> {
  const { code, message, hint, said } = toErrorData(thrown)
  const detail = [hint, said].filter((part) => part !== undefined).join('\n')
  const items: HealthItem[] = [{ level: 'error', title: message, ...(detail === '' ? {} : { detail }) }]
  const fixes: HealthFix[] = []
  if (thrown instanceof TowerError && thrown.kind === 'tls') {
    const trust = await trustFix(config, deps.clock.now(), signal)
    if (trust !== undefined) {
      // The hint leads to this very test, which shows the certificate.
      items.splice(0, 1, trust.item)
      fixes.push(trust.fix)
    }
  }
  const address = thrown instanceof TowerError ? await addressFix(config, deps, thrown, signal) : undefined
  if (address !== undefined) fixes.push(address)
  return { usable: false, summary: message, code, items, ...(fixes.length === 0 ? {} : { fixes }) }
}
