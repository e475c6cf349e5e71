import { partOf, textOf, type Reader, type Value } from '@shared/domain/filter'
import { tagsOf } from '@shared/domain/host'
import type { Json } from '@shared/lib/json'

/** The columns that filters read, of `hosts` and of `host_details`. Each filter's rows have those it asks for. */
export interface FilterRow {
  readonly seq: number
  readonly id: string
  readonly provider: string
  readonly instance: string
  readonly pretend: 0 | 1
  readonly action: string
  readonly offering: string
  readonly nick: string | null
  readonly state: string
  readonly name: string | null
  readonly hostname: string | null
  readonly os: string | null
  readonly lease_ends_at_ms: number | null
  readonly lease_source: string | null
  readonly labels_json: string
  readonly problem: string | null
  readonly task_id: number | null
  readonly created_at_ms: number
  readonly checked_out_at_ms: number | null
  readonly arguments_json: string
  readonly facts_json: string
  readonly ref_json: string | null
  readonly raw_json: string | null
}

type JsonColumnOfDetails = 'arguments_json' | 'facts_json' | 'ref_json' | 'raw_json'
type JsonColumn = 'labels_json' | JsonColumnOfDetails
type JsonMap = Extract<Json, Readonly<Record<string, unknown>>>

/** A row; what is in its JSON columns is read once, and only where a filter comes to it. */
export class FilteredHost {
  readonly row: FilterRow
  readonly #parsed = new Map<JsonColumn, Value>()

  constructor(row: FilterRow) {
    this.row = row
  }

  json(name: JsonColumn): Value {
    if (!this.#parsed.has(name)) {
      const text = this.row[name]
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the column holds JSON: SQLite checks it
      this.#parsed.set(name, text === null ? undefined : (JSON.parse(text) as Json))
    }
    return this.#parsed.get(name)
  }

  map(name: JsonColumn): JsonMap {
    return mapOf(this.json(name))
  }
}

/** A field of hosts: the columns that it is made from, and how. */
interface HostField {
  readonly columns: readonly (keyof FilterRow)[]
  readonly read: (host: FilteredHost, nowMs: number) => Value
}

/** A field that is a column as it is. */
function column(name: Exclude<keyof FilterRow, JsonColumn>): HostField {
  return { columns: [name], read: ({ row }) => row[name] ?? undefined }
}

/** A field out of what the provider says. */
function raw(name: string, preset?: Value): HostField {
  return { columns: ['raw_json'], read: (host) => own(host.map('raw_json'), name) ?? preset }
}

/** A moment, in ISO 8601 and UTC. */
function moment(name: 'created_at_ms' | 'checked_out_at_ms'): HostField {
  return { columns: [name], read: ({ row }) => isoOf(row[name]) }
}

/** "RHEL 9.4" is the distribution and its version. */
const SYSTEM = /^(.*\S)\s+(\d\S*)$/

const FACTS_TOLD = raw('_broker_facts')

const FIELDS: ReadonlyMap<string, HostField> = new Map([
  ['hostname', column('hostname')],
  ['name', column('name')],
  ['type', raw('host_type', 'host')],
  ['_broker_provider', column('provider')],
  ['_broker_provider_instance', column('instance')],
  [
    '_broker_args',
    {
      columns: ['action', 'offering', 'arguments_json'],
      read: (host) => ({ [host.row.action]: host.row.offering, ...host.map('arguments_json') }),
    },
  ],
  ['_broker_facts', FACTS_TOLD],
  [
    'os_distribution',
    {
      columns: ['os'],
      read: ({ row }) => (row.os === null ? undefined : (SYSTEM.exec(row.os)?.[1] ?? row.os)),
    },
  ],
  [
    'os_distribution_version',
    { columns: ['os'], read: ({ row }) => (row.os === null ? undefined : SYSTEM.exec(row.os)?.[2]) },
  ],
  ['ip', { columns: ['facts_json', 'raw_json'], read: addressOf }],
  ['tower_inventory', raw('tower_inventory')],
  ['job_id', { columns: ['ref_json'], read: (host) => own(host.map('ref_json'), 'job_id') }],
  ['id', column('id')],
  ['provider', column('provider')],
  ['instance', column('instance')],
  ['action', column('action')],
  ['offering', column('offering')],
  ['nick', column('nick')],
  ['os', column('os')],
  ['state', column('state')],
  ['pretend', { columns: ['pretend'], read: ({ row }) => row.pretend === 1 }],
  ['problem', column('problem')],
  ['tags', { columns: ['labels_json'], read: (host) => tagsOf(labelsIn(host)) }],
  ['labels', { columns: ['labels_json'], read: (host) => host.json('labels_json') }],
  ['facts', { columns: ['facts_json'], read: (host) => factsOf(host.json('facts_json')) }],
  ['lease', { columns: ['lease_ends_at_ms', 'lease_source'], read: ({ row }, nowMs) => leaseOf(row, nowMs) }],
  ['created', moment('created_at_ms')],
  ['checked_out', moment('checked_out_at_ms')],
  ['task', column('task_id')],
  ['raw', { columns: ['raw_json'], read: (host) => host.json('raw_json') }],
])

/** These are kept apart, so that lists need not read them. */
const OF_DETAILS: ReadonlySet<string> = new Set([
  'arguments_json',
  'facts_json',
  'ref_json',
  'raw_json',
] satisfies JsonColumnOfDetails[])

/** How columns are read beside those of `hosts h`: what to select, each after a comma, and what to join. */
export function selectOf(columns: readonly (keyof FilterRow)[]): {
  readonly wanted: string
  readonly join: string
} {
  const wanted = columns.map((name) => `, ${OF_DETAILS.has(name) ? 'd' : 'h'}.${name}`).join('')
  return { wanted, join: wanted.includes(' d.') ? 'CROSS JOIN host_details d ON d.host_seq = h.seq' : '' }
}

/** The columns that a filter with these fields reads. */
export function columnsFor(fields: ReadonlySet<string>): readonly (keyof FilterRow)[] {
  const columns = [...fields].flatMap((name) => (FIELDS.get(name) ?? FACTS_TOLD).columns)
  return [...new Set(columns)].toSorted()
}

/**
 * Reads fields at a moment. One that is none of ours may be what a workflow told, or what the provider or Broker's own
 * record says of the host: Broker has all of these beside its own.
 */
export function hostReader(nowMs: number): Reader<FilteredHost> {
  return {
    value: () => undefined,
    field: (host, name) => {
      const field = FIELDS.get(name)
      if (field !== undefined) return field.read(host, nowMs)
      return 'raw_json' in host.row
        ? (own(told(host, nowMs), name) ?? own(host.map('raw_json'), name))
        : undefined
    },
    names: (host) => Object.keys(told(host, nowMs)),
  }
}

function told(host: FilteredHost, nowMs: number): JsonMap {
  // The rows of a filter whose fields are all known do not have the column.
  return 'raw_json' in host.row ? mapOf(FACTS_TOLD.read(host, nowMs)) : {}
}

function mapOf(value: Value): JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}

function own(map: JsonMap, name: string): Value {
  return Object.hasOwn(map, name) ? map[name] : undefined
}

function labelsIn(host: FilteredHost): Record<string, string> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- labels are written as names with texts
  return host.map('labels_json') as Record<string, string>
}

function isoOf(ms: number | null): string | undefined {
  return ms === null ? undefined : new Date(ms).toISOString()
}

function leaseOf(row: FilterRow, nowMs: number): Value {
  if (row.lease_ends_at_ms === null) return undefined
  const endsAtMs = row.lease_ends_at_ms
  return {
    // Only where it is asked for: it takes longer than all the rest.
    get ends() {
      return new Date(endsAtMs).toISOString()
    },
    minutes_left: Math.floor((endsAtMs - nowMs) / 60_000),
    source: row.lease_source,
  }
}

/** As Broker's record has it, else the first of the fact's addresses: "10.0.0.2" of "10.0.0.2 (podman)". */
function addressOf(host: FilteredHost): Value {
  const fact = partOf(factsOf(host.json('facts_json')), 'IP address')
  return own(host.map('raw_json'), 'ip') ?? textOf(fact)?.split(' ', 1)[0]
}

function factsOf(value: Value): Value {
  if (!Array.isArray(value)) return undefined
  return Object.fromEntries(
    value.map(mapOf).map((fact) => [textOf(fact['label']) ?? '', fact['value'] ?? null] as const),
  )
}
