import type { HostState, HostSummary } from '@shared/domain/host'
import { withinLimit, type Extension } from '@shared/domain/lease'
import type { ExtensionSupport, ProviderKind, ProviderKindInfo } from '@shared/domain/provider'
import { dateText } from '@shared/lib/time-text'
import { amountText } from '@renderer/features/leases/amounts'
import { endOf } from '@renderer/features/leases/lease-text'

/** What of a host is needed to extend it. */
export type ExtendHost = Pick<
  HostSummary,
  'id' | 'hostname' | 'name' | 'offering' | 'provider' | 'instance' | 'state' | 'lease' | 'pretend' | 'step'
>

/** What an extension would do to one host. */
export interface PlannedHost<H extends ExtendHost = ExtendHost> {
  readonly host: H
  /** Why it cannot be extended so, in a few words; absent: it can. */
  readonly reason: string | undefined
  /** Its new end, where that can be said. */
  readonly newEndsAtMs: number | undefined
  /** What stands in place of a new end that cannot be said: "1 day longer". */
  readonly newEndText: string | undefined
  /** The new end is the latest that the provider gives: less than was asked for. */
  readonly isCut?: boolean
  /** Its lease is as long as the provider lets it become: only another host helps. */
  readonly isAtLimit?: boolean
}

const REASONS: Readonly<Partial<Record<HostState, string>>> = {
  requested: 'Being made',
  making: 'Being made',
  checking_in: 'Checking in',
  releasing: 'Checking in',
  left_behind: 'Left behind, keep it first',
  released: 'Checked in',
  discarded: 'Was not made',
}

/** What can be said to extend a host; undefined where it cannot be extended at all. */
export function supportOf(
  host: Pick<ExtendHost, 'provider'>,
  kinds: readonly ProviderKindInfo[],
): ExtensionSupport | undefined {
  const kind = kinds.find((known) => known.kind === host.provider)
  return kind?.capabilities.extend === true ? kind.extension : undefined
}

/** Why a host cannot be extended, whatever is asked for; undefined: it can. */
export function extendProblem(
  host: Pick<ExtendHost, 'provider' | 'state'>,
  kinds: readonly ProviderKindInfo[],
): string | undefined {
  const reason = REASONS[host.state]
  if (reason !== undefined) return reason
  return supportOf(host, kinds) === undefined ? `${host.provider} has no leases to extend` : undefined
}

/** Whether the provider's own default can be offered: every host that can be extended has one. */
export function defaultOffer(
  hosts: readonly ExtendHost[],
  kinds: readonly ProviderKindInfo[],
): { readonly texts: readonly string[] } | undefined {
  const able = hosts.filter((host) => extendProblem(host, kinds) === undefined)
  const byKind = new Map<ProviderKind, ExtensionSupport | undefined>(
    able.map((host) => [host.provider, supportOf(host, kinds)]),
  )
  const all = [...byKind]
  if (all.length === 0 || !all.every(([, support]) => support?.kinds.includes('default') === true)) {
    return undefined
  }
  return {
    texts: all.flatMap(([kind, support]) =>
      support?.defaultText === undefined
        ? []
        : [all.length === 1 ? support.defaultText : `${kind}: ${support.defaultText}`],
    ),
  }
}

/** The latest ends that providers give, by host; of the others no limit is known. */
export type LatestEnds = ReadonlyMap<string, number>

const NO_LIMITS: LatestEnds = new Map()

/** What an extension would do to each host, in the order given. Undefined: nothing is said yet. */
export function planExtension<H extends ExtendHost>(
  hosts: readonly H[],
  extension: Extension | undefined,
  kinds: readonly ProviderKindInfo[],
  nowMs: number,
  latestEnds: LatestEnds = NO_LIMITS,
): readonly PlannedHost<H>[] {
  return hosts.map((host) => planHost(host, extension, kinds, nowMs, latestEnds.get(host.id)))
}

function planHost<H extends ExtendHost>(
  host: H,
  extension: Extension | undefined,
  kinds: readonly ProviderKindInfo[],
  nowMs: number,
  limitMs: number | undefined,
): PlannedHost<H> {
  const nothing = { host, reason: undefined, newEndsAtMs: undefined, newEndText: undefined }
  const problem = extendProblem(host, kinds)
  if (problem !== undefined) return { ...nothing, reason: problem }
  if (extension === undefined) return nothing
  const support = supportOf(host, kinds)
  if (support?.kinds.includes(extension.kind) !== true) {
    return { ...nothing, reason: UNKNOWN_KIND[extension.kind](host.provider) }
  }
  const endsAtMs = endOf(host)
  const fit = withinLimit(extension, endsAtMs, limitMs)
  if (fit.kind === 'beyond') {
    return {
      ...nothing,
      isAtLimit: fit.isAtLimit,
      reason: fit.isAtLimit
        ? `At the limit of ${host.instance}`
        : `Limit is ${dateText(limitMs ?? 0, nowMs)}`,
    }
  }
  if (fit.kind === 'cut' && limitMs !== undefined) return { ...later(host, limitMs, nowMs), isCut: true }
  switch (extension.kind) {
    case 'default':
      return { ...nothing, newEndText: support.defaultText ?? 'As the provider does' }
    case 'by':
      return endsAtMs === undefined
        ? { ...nothing, newEndText: `${amountText(extension.ms)} longer` }
        : later(host, endsAtMs + extension.ms, nowMs)
    case 'until':
      return later(host, extension.atMs, nowMs)
  }
}

const UNKNOWN_KIND: Readonly<Record<Extension['kind'], (provider: string) => string>> = {
  by: (provider) => `${provider} takes no amount`,
  until: (provider) => `${provider} takes no date`,
  default: (provider) => `${provider} needs an amount`,
}

function later<H extends ExtendHost>(host: H, newEndsAtMs: number, nowMs: number): PlannedHost<H> {
  const endsAtMs = endOf(host)
  const reason =
    newEndsAtMs <= nowMs
      ? 'Not enough, it ended before'
      : endsAtMs !== undefined && newEndsAtMs <= endsAtMs
        ? 'It ends later already'
        : undefined
  return { host, reason, newEndsAtMs: reason === undefined ? newEndsAtMs : undefined, newEndText: undefined }
}

/** The soonest new end among some hosts: what a card says of its amount. */
export function firstEnd(plan: readonly PlannedHost[]): number | undefined {
  const ends = plan.flatMap(({ newEndsAtMs }) => newEndsAtMs ?? [])
  return ends.length === 0 ? undefined : Math.min(...ends)
}
