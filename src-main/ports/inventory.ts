import type { Fact } from '@shared/domain/fact'
import type {
  HostCount,
  HostEvent,
  HostFacets,
  HostFilter,
  HostRef,
  HostSort,
  HostState,
  HostSummary,
} from '@shared/domain/host'
import type { FieldColumn, FieldValue } from '@shared/domain/inventory-field'
import type { Link } from '@shared/domain/link'
import type { Lease } from '@shared/domain/lease'
import type { ExecutionResult } from '@shared/domain/execute'
import type { Offering, ProviderKind } from '@shared/domain/provider'
import type {
  LineStatus,
  LogLevel,
  LogLine,
  Task,
  TaskLine,
  TaskRequest,
  TaskStep,
} from '@shared/domain/task'
import type { SyncScope } from '@shared/domain/sync'
import type { JsonObject } from '@shared/lib/json'
import type { LeaseStore } from '@main/ports/leases'
import type { ReportStore } from '@main/ports/reports'

/** A host as the inventory keeps it. */
export interface HostRecord {
  readonly id: string
  readonly provider: ProviderKind
  readonly instance: string
  readonly pretend: boolean
  readonly action: string
  readonly offering: string
  /** With secrets replaced by markers that point into the vault (engine/argument-secrets). */
  readonly arguments: JsonObject
  readonly labels: Readonly<Record<string, string>>
  /** The nick that it was checked out by. */
  readonly nick?: string | undefined
  readonly state: HostState
  /** The last claim; absent while nothing was made. */
  readonly ref?: HostRef
  readonly name?: string
  readonly hostname?: string
  readonly os?: string
  readonly lease?: Lease
  readonly facts: readonly Fact[]
  readonly links: readonly Link[]
  readonly sshCommand?: string
  readonly raw?: JsonObject
  /** Why it needs attention. */
  readonly problem?: string
  readonly taskId?: number
  readonly createdAtMs: number
  readonly checkedOutAtMs?: number
  readonly updatedAtMs: number
}

/** What is known of a host when it is first wanted. */
export type NewHost = Pick<
  HostRecord,
  'id' | 'provider' | 'instance' | 'pretend' | 'action' | 'offering' | 'arguments' | 'labels' | 'nick'
>

/** What can change of a host; `null` takes a value away, an absent key leaves it. */
export interface HostPatch {
  readonly state?: HostState
  readonly ref?: HostRef | null
  readonly name?: string | null
  readonly hostname?: string | null
  readonly os?: string | null
  readonly lease?: Lease | null
  readonly facts?: readonly Fact[]
  readonly links?: readonly Link[]
  readonly sshCommand?: string | null
  readonly raw?: JsonObject | null
  readonly problem?: string | null
  readonly taskId?: number
  readonly checkedOutAtMs?: number
}

/** An entry for the host's history, written in the same transaction as the change it tells of. */
export type NewHostEvent = Pick<HostEvent, 'kind' | 'text'> & { readonly taskId?: number }

/** The hosts of the inventory. Every method is synchronous: SQLite in the same process. */
export interface HostStore {
  get(id: string): HostRecord | undefined
  events(id: string): readonly HostEvent[]
  /** The hosts that a task left at the provider and that nobody has settled yet. */
  leftBehind(taskId: number): readonly HostSummary[]
  inStates(states: readonly HostState[]): readonly HostRecord[]
  /** The held hosts of one instance. */
  ofInstance(provider: ProviderKind, instance: string): readonly HostRecord[]
  /** The held hosts of one instance that a sync added, with what that sync had asked for. */
  addedBySync(provider: ProviderKind, instance: string): ReadonlyMap<string, SyncScope>
  /** Adds a host that exists already, in the state of the patch; its task is that of the event. */
  add(host: NewHost, patch: HostPatch, event: NewHostEvent, nowMs: number): void
  /**
   * Held hosts that match, sorted, one page of them; `total` counts all matches, `held` all held hosts.
   *
   * Every word of the search must be found, anywhere and in any case. By lease: being made first, then left behind,
   * then by end, ended ones first, and without an end last. By name and OS: as people read (host-2 before host-10),
   * unknown ones last. By action: as the column reads, so by offering and then by action. By age: youngest first.
   * Equal ones stay in the order in which they were asked for; descending is the exact reverse.
   */
  page(query: {
    readonly filter: HostFilter
    readonly sort: HostSort
    readonly offset: number
    readonly limit: number
    readonly nowMs: number
  }): { readonly total: number; readonly held: number; readonly rows: readonly HostSummary[] }
  ids(query: {
    readonly filter: HostFilter
    readonly sort: HostSort
    readonly nowMs: number
  }): readonly string[]
  /**
   * How many held hosts match each of these filters, or what is wrong with its text. A filter's places count the hosts
   * in the order in which they were asked for, whatever the sort; its text works on all that are held, and the other
   * conditions narrow what it keeps.
   */
  count(filters: readonly HostFilter[], nowMs: number): readonly HostCount[]
  /** What columns of the settings file show of these hosts, by id and title; what a host does not have is not in it. */
  fieldValues(
    ids: readonly string[],
    columns: readonly FieldColumn[],
    nowMs: number,
  ): ReadonlyMap<string, Readonly<Record<string, FieldValue>>>
  facets(): HostFacets
  /**
   * Changes a host if it is in one of the `from` states, and writes the event with it; false when it is not (another
   * window, process or task was faster) or does not exist.
   */
  change(
    id: string,
    from: readonly HostState[],
    patch: HostPatch,
    event: NewHostEvent | undefined,
    nowMs: number,
  ): boolean
}

/** What makes a new task: its lines, and for a check out the hosts that are wanted, all in one transaction. */
export interface NewTask {
  readonly title: string
  readonly provider?: ProviderKind
  readonly instance?: string
  readonly request: TaskRequest
  readonly retryOf?: number
  readonly lines: readonly {
    readonly title: string
    readonly status: LineStatus
    /** The host the line is about; with `host` it is made here. */
    readonly hostId?: string
    readonly host?: NewHost
    readonly mark?: LineMark
    /** The last thing said, for a line that is history when it is written. */
    readonly message?: string
  }[]
}

/** What a line must know again after a crash. */
export interface LineMark {
  /** What the provider marked last, by operation: a line may do several one after the other. */
  readonly works?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined
  /** The operation id of the work, where the line takes up what an earlier task's line had begun. */
  readonly operationId?: string | undefined
  /** For an execution: the id that what is made for it carries, as a host's does. */
  readonly executionId?: string | undefined
  /** For an execution: its last claim. */
  readonly claim?: HostRef | undefined
}

/** What can change of a task's line; an absent key leaves it, `null` takes the value away. */
export interface LinePatch {
  readonly status?: LineStatus
  readonly title?: string
  readonly steps?: readonly TaskStep[]
  readonly message?: string | null
  readonly progress?: number | null
  readonly links?: TaskLine['links']
  readonly reconnecting?: string | null
  readonly ignored?: readonly string[]
  readonly result?: ExecutionResult
  /** Joined with what is marked already; a key that is there and `undefined` takes its value away. */
  readonly mark?: LineMark
  readonly startedAtMs?: number
  readonly endedAtMs?: number
}

/** The tasks of the inventory, with their log. */
export interface TaskStore {
  /**
   * Writes the task, its lines (numbered from 1) and the hosts it wants before anything is done: the intent. The hosts
   * that its lines are about get its id.
   */
  create(task: NewTask, nowMs: number): Task
  get(id: number): Task | undefined
  /**
   * Newest first; active ones (not ended) are always included, whatever the limit. Every word of the search must be in
   * the title, the instance or the title of a line, also of active ones.
   */
  list(query: { readonly limit: number; readonly search?: string | undefined }): readonly Task[]
  /** The hosts that unfinished extensions are about. */
  hostsBeingExtended(): ReadonlySet<string>
  /** How many have not ended. */
  activeCount(): number
  /**
   * Changes a line; the task's own state, start and end follow from its lines. A line's start and end follow from its
   * status where the patch does not say them. Throws when a line that has ended would get another state.
   */
  changeLine(taskId: number, line: number, patch: LinePatch, nowMs: number): void
  /** What a line marked; undefined when it marked nothing. */
  mark(taskId: number, line: number): LineMark | undefined
  requestCancel(taskId: number): void
  appendLog(
    taskId: number,
    entries: readonly {
      readonly line?: number
      readonly atMs: number
      readonly level: LogLevel
      readonly text: string
    }[],
  ): readonly LogLine[]
  log(taskId: number, afterSeq: number, limit: number): readonly LogLine[]
  /**
   * Takes over the unfinished tasks whose process is gone, so that exactly one process resumes each; tasks of a living
   * process are left alone.
   */
  adoptOrphans(): readonly Task[]
}

/** A list of offerings as an instance told it last. */
export interface RememberedOfferings {
  readonly offerings: readonly Offering[]
  /** The same as JSON, as it is stored and crosses the bridge: thousands are written once, and not for each who asks. */
  readonly json: string
  readonly readAtMs: number
}

/** What instances told they offer, so that it is there at once at the next start. */
export interface OfferingStore {
  get(provider: ProviderKind, instance: string, action: string): RememberedOfferings | undefined
  put(provider: ProviderKind, instance: string, action: string, list: RememberedOfferings): void
  /** Forgets the lists of one instance. */
  forget(provider: ProviderKind, instance: string): void
}

/** How often a nick was used. */
export interface NickUses {
  readonly nick: string
  readonly uses: number
  readonly lastUsedAtMs: number
}

/** What the inventory keeps about nicks: the settings file has them, and only the names meet here. */
export interface NickStore {
  /** The most used first. */
  uses(): readonly NickUses[]
  /** One more check out by a nick. */
  count(nick: string, nowMs: number): void
  /** A nick is called otherwise: its count and its hosts go with it. */
  rename(from: string, to: string): void
  /** A nick is gone: its count goes; its hosts keep its name. */
  forget(nick: string): void
}

/** What hosts and tasks say of instances: the settings file has them, and only the names meet here. */
export interface InstanceStore {
  /**
   * An instance is called otherwise: its hosts, its tasks and what these were asked for go with it. Answers the ids of
   * the held ones.
   */
  rename(provider: ProviderKind, from: string, to: string, nowMs: number): readonly string[]
}

/** The inventory: one SQLite file, safe to be open in several processes. */
export interface Inventory {
  readonly hosts: HostStore
  readonly tasks: TaskStore
  readonly offerings: OfferingStore
  readonly leases: LeaseStore
  readonly reports: ReportStore
  readonly nicks: NickStore
  readonly instances: InstanceStore
  /** Runs in one write transaction (BEGIN IMMEDIATE); nested calls join it. */
  transaction<T>(run: () => T): T
  /** Closes it. Tasks that have not ended belong to nobody then, and are adopted at the next start. */
  close(): void
}
