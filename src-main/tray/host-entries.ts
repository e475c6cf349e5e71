import { shortNames } from '@shared/domain/host'
import { durationText } from '@shared/lib/time-text'
import type { LeasedHost } from '@main/ports/leases'
import type { TrayEntry, TrayState } from '@main/tray/model'
import type { Soonest } from '@main/tray/soonest'

const HOUR = 3_600_000
const AMOUNTS = [
  { label: 'Extend by 1 h', ms: HOUR },
  { label: 'Extend by 4 h', ms: 4 * HOUR },
  { label: 'Extend by 1 day', ms: 24 * HOUR },
  { label: 'Extend by 2 days', ms: 48 * HOUR },
] as const

/** Between a name and what is told of it: native menus have no second column. */
const GAP = '\u2003'

/** A label with what is told of it at its right. */
export function withDetail(label: string, detail: string): string {
  return `${label}${GAP}${detail}`
}

/** The listed leases, each with what can be done with it. */
export function hostEntries(
  { listed }: Soonest,
  state: Pick<TrayState, 'nowMs' | 'canExtend'>,
): readonly TrayEntry[] {
  const names = shortNames(listed.map((host) => host.title))
  return listed.map((host, index) => {
    const name = names[index] ?? host.title
    const left = host.endsAtMs <= state.nowMs ? 'ended' : durationText(host.endsAtMs - state.nowMs)
    return {
      kind: 'entry',
      label: withDetail(host.pretend ? `${name} (pretend)` : name, left),
      entries: choices(host, state.canExtend(host)),
    }
  })
}

function choices(host: LeasedHost, canExtend: boolean): readonly TrayEntry[] {
  const hostIds = [host.hostId]
  return [
    ...(canExtend
      ? [
          ...AMOUNTS.map(({ label, ms }): TrayEntry => ({
            kind: 'entry',
            label,
            command: { do: 'extend', hostIds, extension: { kind: 'by', ms } },
          })),
          { kind: 'entry', label: 'Other amount', command: { do: 'extendDialog', hostIds } } as const,
        ]
      : [{ kind: 'entry', label: `${host.provider} cannot extend it`, enabled: false } as const]),
    { kind: 'line' },
    { kind: 'entry', label: 'Check in', command: { do: 'checkin', hostIds } },
    { kind: 'entry', label: 'Copy hostname', command: { do: 'copy', text: host.title } },
    { kind: 'entry', label: 'Show', command: { do: 'showHost', hostId: host.hostId } },
  ]
}
