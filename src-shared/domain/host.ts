import { z } from 'zod'
import { factSchema } from '@shared/domain/fact'
import { filterProblemSchema, MAX_FILTER_LENGTH } from '@shared/domain/filter'
import { fieldValueSchema } from '@shared/domain/inventory-field/parts'
import { leaseSchema } from '@shared/domain/lease'
import { linkSchema } from '@shared/domain/link'
import { providerKindSchema } from '@shared/domain/provider'
import { jsonObjectSchema } from '@shared/lib/json'

/**
 * Where a host stands. The first six are held (in the inventory's lists), the last two are history.
 *
 * - `requested`: wanted and recorded; the provider was not called yet
 * - `making`: the provider was called; something may exist there
 * - `ready`: exists and is usable
 * - `checking_in`: check in was asked for and can still be undone; nothing was sent
 * - `releasing`: the release was sent
 * - `left_behind`: a check out failed or was cancelled and something may still be at the provider
 * - `released`: given back
 * - `discarded`: never came to be; nothing is at the provider
 */
export const hostStateSchema = z.enum([
  'requested',
  'making',
  'ready',
  'checking_in',
  'releasing',
  'left_behind',
  'released',
  'discarded',
])
export type HostState = z.infer<typeof hostStateSchema>

/** The states in which a host is in the inventory: what a person holds, is getting, or has to settle. */
export const HELD_STATES = [
  'requested',
  'making',
  'ready',
  'checking_in',
  'releasing',
  'left_behind',
] as const satisfies readonly HostState[]

/** What identifies a host at its provider; opaque outside the provider's folder. */
export const hostRefSchema = z.record(z.string(), z.string())
export type HostRef = z.infer<typeof hostRefSchema>

/** A host as lists show it. */
export const hostSummarySchema = z.object({
  id: z.string(),
  /** The provider's name of it (container name, VM name); absent until known. */
  name: z.string().optional(),
  /** Where it is reached; absent until known, and for hosts without an address. */
  hostname: z.string().optional(),
  provider: providerKindSchema,
  instance: z.string(),
  pretend: z.boolean(),
  action: z.string(),
  offering: z.string(),
  os: z.string().optional(),
  state: hostStateSchema,
  lease: leaseSchema.optional(),
  tags: z.array(z.string()),
  /** The task that works on it, or worked on it last. */
  taskId: z.number().int().optional(),
  /** The nick that it was checked out by. */
  nick: z.string().optional(),
  /** While it is being made or released: how far. */
  step: z.object({ index: z.number().int(), count: z.number().int(), name: z.string() }).optional(),
  /** Why it needs attention (`left_behind`, a failed release), in one sentence. */
  problem: z.string().optional(),
  /** What the columns of the settings file show, by their titles; only in pages, and only what it has. */
  fields: z.record(z.string(), fieldValueSchema).optional(),
  createdAtMs: z.number(),
  checkedOutAtMs: z.number().optional(),
  updatedAtMs: z.number(),
})
export type HostSummary = z.infer<typeof hostSummarySchema>

/** One entry of a host's history. */
export const hostEventSchema = z.object({
  id: z.number().int(),
  atMs: z.number(),
  kind: z.enum([
    'requested',
    'claimed',
    'checked_out',
    'left_behind',
    'kept',
    'check_in_asked',
    'check_in_undone',
    'release_sent',
    'release_failed',
    'released',
    'discarded',
    'resumed',
    'extend_sent',
    'extended',
    'extend_failed',
    'synced',
    'gone',
    'still_there',
    'reminder_set',
    'auto_extend',
  ]),
  text: z.string(),
  taskId: z.number().int().optional(),
})
export type HostEvent = z.infer<typeof hostEventSchema>

/** A host with everything the side panel shows; secret arguments are masked before they come here. */
export const hostDetailSchema = hostSummarySchema.extend({
  ref: hostRefSchema.optional(),
  arguments: jsonObjectSchema,
  facts: z.array(factSchema),
  links: z.array(linkSchema),
  sshCommand: z.string().optional(),
  /** The provider's own description, verbatim but for secrets. */
  raw: jsonObjectSchema.optional(),
  /** As Broker keeps it in its inventory and prints it with `--details`. */
  record: jsonObjectSchema,
  events: z.array(hostEventSchema),
})
export type HostDetail = z.infer<typeof hostDetailSchema>

/** What stands for the offering of a host that a sync found, where nothing tells what it was made from. */
export const UNKNOWN_OFFERING = 'unknown'

/** The columns a host list can be sorted by. */
export const hostSortSchema = z.object({
  by: z.enum(['name', 'provider', 'action', 'os', 'lease', 'age']),
  descending: z.boolean(),
})
export type HostSort = z.infer<typeof hostSortSchema>

/** Which held hosts: every given condition must hold; search matches name, hostname, offering, tags and instance. */
export const hostFilterSchema = z.object({
  search: z.string().max(500).optional(),
  providers: z.array(providerKindSchema).optional(),
  instances: z.array(z.string()).optional(),
  actions: z.array(z.string()).optional(),
  lease: z.enum(['with_end', 'no_end', 'ends_today', 'ended']).optional(),
  /** Broker's filter language: `@inv.os.startswith("RHEL 9")`. */
  filter: z.string().trim().min(1).max(MAX_FILTER_LENGTH).optional(),
})
export type HostFilter = z.infer<typeof hostFilterSchema>

/** How many hosts a filter keeps, or what is wrong with its text. */
export const hostCountSchema = z.union([
  z.object({ total: z.number().int() }),
  z.object({ problem: filterProblemSchema }),
])
export type HostCount = z.infer<typeof hostCountSchema>

/** What is held, counted for the filter chips and the sidebar. */
export const hostFacetsSchema = z.object({
  total: z.number().int(),
  beingMade: z.number().int(),
  leftBehind: z.number().int(),
  providers: z.array(z.object({ provider: providerKindSchema, count: z.number().int() })),
  instances: z.array(z.object({ instance: z.string(), count: z.number().int() })),
  actions: z.array(z.object({ action: z.string(), count: z.number().int() })),
})
export type HostFacets = z.infer<typeof hostFacetsSchema>

/** The name to show for a host: hostname, else name, else what it is being made from. */
export function hostTitle(host: Pick<HostSummary, 'hostname' | 'name' | 'offering'>): string {
  return host.hostname ?? host.name ?? host.offering
}

/** Labels as a person reads them: "team=platform", or the name alone where the value is empty. */
export function tagsOf(labels: Readonly<Record<string, string>>): string[] {
  return Object.entries(labels).map(([name, value]) => (value === '' ? name : `${name}=${value}`))
}

/** The part of a host's title that people call it by: "rhel-9-4-m7p" of "rhel-9-4-m7p.lab.example.com". */
function shortName(title: string): string {
  // An address, or an image with its registry, says nothing when it is cut; "rhel-9.6-x1" is one name.
  if (/^[\d.]+$/.test(title) || title.includes(':') || title.includes('/')) return title
  const [first = '', ...domain] = title.split('.')
  return first === '' || domain.length < 2 ? title : first
}

/** Short names, but for those that would be the same twice. */
export function shortNames(titles: readonly string[]): readonly string[] {
  const short = titles.map(shortName)
  return titles.map((title, index) => {
    const name = short[index] ?? title
    return short.indexOf(name) === short.lastIndexOf(name) ? name : title
  })
}
