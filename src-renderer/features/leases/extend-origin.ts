import { snoozeChoices } from '@shared/domain/reminder'
import type { HostSummary } from '@shared/domain/host'
import { clockText } from '@shared/lib/time-text'
import { endOf } from '@renderer/features/leases/lease-text'

/** What of the reminders led to the Extend dialog. */
export interface ExtendOrigin {
  readonly kind: 'reminder' | 'summary' | 'weekend'
  /** When it was told. */
  readonly atMs: number
}

/** "reminder-1794492000000", as it stands in a place of the window. */
export function originText({ kind, atMs }: ExtendOrigin): string {
  return `${kind}-${atMs}`
}

/** The inverse of `originText`; undefined for anything else. */
export function readOrigin(text: string): ExtendOrigin | undefined {
  const [, kind, digits] = /^(reminder|summary|weekend)-(\d{1,15})$/.exec(text) ?? []
  if (kind !== 'reminder' && kind !== 'summary' && kind !== 'weekend') return undefined
  return { kind, atMs: Number(digits) }
}

/** "From the reminder at 13:57." */
export function originWords({ kind, atMs }: ExtendOrigin): string {
  const at = clockText(atMs)
  switch (kind) {
    case 'reminder':
      return `From the reminder at ${at}.`
    case 'summary':
      return `From the summary at ${at}: these came due while nothing was told.`
    case 'weekend':
      return `From the notice at ${at}: these end before you are back at work.`
  }
}

/** By how many minutes the reminders of hosts can be put off so that they still come before the first of them ends. */
export function snoozesOf(hosts: readonly Pick<HostSummary, 'lease'>[], nowMs: number): readonly number[] {
  const ends = hosts.flatMap((host) => endOf(host) ?? []).filter((endMs) => endMs > nowMs)
  return ends.length === 0 ? [] : snoozeChoices(Math.min(...ends) - nowMs)
}
