import type { z } from 'zod'
import type { Fact } from '@shared/domain/fact'
import type { HostRef } from '@shared/domain/host'
import type { Link } from '@shared/domain/link'
import type { Field } from '@shared/domain/form'
import type { Artifacts, ExecutionResult } from '@shared/domain/execute'
import type { Extension, Lease } from '@shared/domain/lease'
import type {
  Action,
  DiscoveredInstance,
  ExtensionSupport,
  HealthReport,
  Listed,
  ListedDetail,
  Listing,
  Offering,
  OfferingForm,
  ProviderKind,
} from '@shared/domain/provider'
import type { SyncScope } from '@shared/domain/sync'
import type { LogLevel } from '@shared/domain/task'
import type { JsonObject } from '@shared/lib/json'
import type { Clock } from '@main/ports/clock'
import type { Logger } from '@main/ports/logger'

/** What every call to a provider gets: a way to be stopped. */
export interface CallContext {
  readonly signal: AbortSignal
}

/** How one step stands, as a provider reports it whose own work has steps (the nodes of a workflow). */
export interface ReportedStep {
  /** Unique within the line; a provider whose steps share a name numbers them. */
  readonly name: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'skipped' | 'cancelled'
  readonly startedAtMs?: number
  readonly endedAtMs?: number
  /** The provider's own word on it: "pending: waiting for job-88 to finish". */
  readonly detail?: string
  readonly link?: Link
}

/** What identifies remote work to the provider that began it; opaque outside the provider's folder. */
export type WorkMark = Readonly<Record<string, string>>

/** What long work gets besides: a way to tell how it goes, and to write down what it began. */
export interface OperationContext extends CallContext {
  /**
   * Names this piece of work, over all installations: the same when it is taken up again after a crash, another when a
   * person retries it. Sent along where the service keeps such a thing, so that work whose answer was lost is found.
   */
  readonly operationId: string
  /** What an earlier run of the same work marked last. */
  readonly marked: WorkMark | undefined
  /** Persists, before it returns, what identifies the remote work (a job id), so that it is waited for and not begun twice. */
  mark(mark: WorkMark): void
  /** Declares the named steps of this operation, in order; calling it again replaces those not begun. */
  plan(steps: readonly string[]): void
  /** Begins a step by name and ends the one before. */
  step(name: string): void
  /** 0..1 within the current step, with the latest thing to say about it. */
  progress(fraction: number | undefined, message?: string): void
  /** One line of the task's log, verbatim from the provider or said by us. */
  log(text: string, level?: LogLevel): void
  link(link: Link): void
  /** Replaces all steps: for remote work that reports its own, which may run beside each other or be left out. */
  steps(steps: readonly ReportedStep[]): void
  /**
   * Tells which arguments the provider took no notice of, by their names, `labels` for the labels; the person sees it at
   * the line, and at the fields when the same is asked for again.
   */
  ignored(names: readonly string[]): void
  /** Says that the provider cannot be asked for now, and why; `undefined` when it answers again. */
  reconnecting(why: string | undefined): void
}

/** What a check out gets: a way to write down what it makes, at once. */
export interface CheckoutContext extends OperationContext {
  /**
   * Persists what identifies the thing that is being made, before this returns. Called with everything known so far:
   * before the remote call when the name is ours to choose, again as soon as the provider answers an id.
   */
  claim(ref: HostRef): void
  /** Takes the claim back: the provider confirmed that nothing is there. */
  unclaim(): void
  /**
   * The removal of what was made, as a piece of work of its own: what a check out marks here while it cleans up after
   * itself, a `release` that removes the rest after a crash gets as its own id and mark.
   */
  readonly removal: Pick<OperationContext, 'operationId' | 'marked' | 'mark'>
  /**
   * Tells of finished things that a failed check out made besides, before it throws: each becomes a host of the
   * inventory. The first takes the place of the host that was wanted; all are settled as `settle` says.
   */
  leaveBehind(hosts: readonly ProvisionedHost[], settle: LeftBehindSettlement): void
}

/** What becomes of hosts that a failed check out left behind: the person is asked, they are kept, or checked in. */
export type LeftBehindSettlement = 'ask' | 'keep' | 'check_in'

/** One host to make. A batch of N is N of these. */
export interface CheckoutOrder {
  /** The inventory's id of the host: unique over all installations, so it can label what is made. */
  readonly hostId: string
  readonly action: string
  readonly offering: string
  readonly arguments: JsonObject
  readonly labels: Readonly<Record<string, string>>
  /** Who asks, for origin labels: "broker-desktop:maya". */
  readonly origin: string
  /** 1-based place in the batch and the batch's size. */
  readonly index: number
  readonly count: number
}

/** A host as the provider made it. */
export interface ProvisionedHost {
  readonly ref: HostRef
  readonly name?: string
  /** Absent where the provider gives none: such a host is kept all the same. */
  readonly hostname?: string
  readonly os?: string
  readonly lease?: Lease
  readonly facts: readonly Fact[]
  readonly links: readonly Link[]
  readonly sshCommand?: string
  /** The provider's own description, without secrets. */
  readonly raw?: JsonObject
  /** Set by `read` and `inventory` for a thing that is there and cannot be used as it is: why, in one sentence. */
  readonly problem?: string
  /** Set by `read` for a thing that is still being made: nobody can have it yet. */
  readonly isUnfinished?: boolean
}

/** What an extension gets: the labels of a job that it is done by, where the provider has such jobs. */
export interface ExtendContext extends OperationContext {
  readonly labels: Readonly<Record<string, string>>
}

/** One thing to execute. `hostId` names the execution as it names a host: what is made for it carries this id. */
export interface ExecuteOrder extends CheckoutOrder {
  readonly artifacts?: Artifacts
}

/** What an extension came to. `lease` is what the provider tells after it; absent: it accepted, and does not tell. */
export interface ExtensionOutcome {
  readonly lease?: Lease
  /** The end that was asked for, where it is known (UTC epoch milliseconds). */
  readonly askedEndsAtMs?: number
}

/** What a sync asks for. */
export interface InventoryQuery {
  readonly scope: SyncScope
  /** Told as hosts are read, for a person who waits. */
  readonly onProgress?: (done: number, total: number | undefined, message?: string) => void
}

/** The hosts that a provider has for an account. */
export interface InventoryListing {
  readonly hosts: readonly ListedHost[]
  /** Whose: "maya.lindqvist". */
  readonly account: string
  /** What could not be read, in sentences. */
  readonly warnings: readonly string[]
  /** Set when hosts may be missing from the list, and why: then no absence means anything. */
  readonly incomplete?: string
}

/** A host as a sync finds it, with what a check out of it would have been as far as the provider knows. */
export interface ListedHost extends ProvisionedHost {
  readonly action: string
  readonly offering: string
  readonly arguments: JsonObject
  /** Our own id, where the provider keeps it: the host is matched by it. */
  readonly hostId?: string
  /** "made by the broker command". */
  readonly note?: string
}

/**
 * One configured provider.
 *
 * Every method throws `BrokerError`; anything else it throws is a defect. Every method honours `ctx.signal` and then
 * throws an error of code `CANCELLED` (or the signal's AbortError).
 */
export interface Provider {
  /** Can it be used, who am I there, how long does a call take. Answers a report also when it cannot be reached. */
  check(ctx: CallContext): Promise<HealthReport>

  /** Everything that can be asked for by this action, recommended ones first. */
  offerings(action: string, ctx: CallContext): Promise<readonly Offering[]>

  /** The form of one offering. Throws `NOT_FOUND` (with the nearest names) where only listed offerings can be had. */
  describe(action: string, offering: string, ctx: CallContext): Promise<OfferingForm>

  /**
   * Makes one host and waits until it is usable.
   *
   * Failure contract: when it throws, either nothing is left at the provider (and `ctx.unclaim` was called if there
   * had been a claim), or what may be left is claimed. It cleans up after itself where it can, also when cancelled.
   *
   * Idempotent by `order.hostId`: called again after a crash with `claimed` (the last claim, or undefined), it finds
   * what the first call made and goes on from there, and makes a second thing only if there is no first.
   */
  checkout(order: CheckoutOrder, claimed: HostRef | undefined, ctx: CheckoutContext): Promise<ProvisionedHost>

  /**
   * Looks for what a check out that did not end may have made: by its claim, and by labels where there is none.
   * `gone` is an answer, not an error, and means that nothing is there.
   */
  read(target: HostTarget, ctx: CallContext): Promise<ProvisionedHost | 'gone'>

  /**
   * Removes a host whatever its state. Idempotent: a host that is gone already is a success.
   * Failure contract: when it throws, assume that the host is still there.
   */
  release(target: HostTarget, ctx: OperationContext): Promise<void>

  /**
   * Runs an `execute` action to its end and removes what it made. Absent: not supported.
   * Called again after a crash with the last claim it goes on waiting for what the first call began.
   */
  execute?(order: ExecuteOrder, claimed: HostRef | undefined, ctx: CheckoutContext): Promise<ExecutionResult>

  /**
   * Lists hosts at the provider, for sync. Absent: not supported. A failure throws: an empty answer means that there
   * are none.
   */
  inventory?(query: InventoryQuery, ctx: CallContext): Promise<InventoryListing>

  /** Asks for a later end of the lease of one host. Absent: not supported. Throws `NOT_FOUND` for a host that is gone. */
  extend?(target: HostTarget, extension: Extension, ctx: ExtendContext): Promise<ExtensionOutcome>

  /**
   * The latest end that extensions of this host's lease can reach, in UTC epoch milliseconds. Asked to show the limit
   * and again before an extension is sent. Undefined, or absent: no limit is known.
   */
  latestEnd?(target: HostTarget, ctx: CallContext): Promise<number | undefined>

  /** The entries of one of the definition's listings. */
  list?(listing: string, ctx: CallContext): Promise<readonly Listed[]>

  /** What is known of one entry. Throws `NOT_FOUND` with the nearest names. */
  show?(listing: string, name: string, ctx: CallContext): Promise<ListedDetail>

  /**
   * Deletes what it made to sign in and lets work under way stand as it is: the process ends. What still asks is not
   * answered any more, so that nothing takes this for a failure. Never rejects; ends within seconds.
   */
  signOut?(): Promise<void>

  /** Lets go of connections, timers, and what it made to sign in. Never rejects; ends within seconds. */
  dispose?(): void | Promise<void>
}

/**
 * A host that exists or may exist, as far as the inventory knows it. It is found by what was claimed, and by our own id
 * where the provider keeps it; the rest is for providers that need it to give the host back.
 */
export interface HostTarget {
  readonly hostId: string
  readonly ref: HostRef | undefined
  readonly name?: string
  readonly hostname?: string
  readonly lease?: Lease
  /** UTC epoch milliseconds. */
  readonly checkedOutAtMs?: number
  readonly action?: string
  readonly offering?: string
  /** As it was checked out, secrets included. */
  readonly arguments?: JsonObject
  /** The provider's own description, as it was last told. */
  readonly raw?: JsonObject
}

/** What the composition root lends to every provider. */
export interface ProviderDeps {
  readonly instance: string
  readonly clock: Clock
  readonly logger: Logger
  /** A folder of the provider kind's own for what it must remember (the Sandbox's machines). */
  readonly dataFolder: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** The computer's user name: Broker's default name prefix. */
  readonly userName: string
  /** Where the native part of better-sqlite3 is, when it is not the one in its own package. */
  readonly sqliteBinding?: string | undefined
}

/** What a discovery gets. */
export type DiscoveryDeps = Pick<ProviderDeps, 'env' | 'userName' | 'logger'> & CallContext

/**
 * A kind of provider: data and one factory. Listed in `catalog.ts`; nothing else in the product knows a kind by name.
 */
export interface ProviderDefinition<Config = unknown> {
  readonly kind: ProviderKind
  readonly title: string
  readonly description: string
  readonly pretend: boolean
  readonly actions: readonly Action[]
  /** Parses the instance's section of the settings file (with secrets merged in) and fills in defaults. */
  readonly configSchema: z.ZodType<Config>
  /** The form of the configuration; fields of type `secret` are kept in the vault and never in the file. */
  readonly configFields: readonly Field[]
  /** Lists to look things up in; `Provider.list` and `show` answer them. */
  readonly listings?: readonly Listing[]
  readonly extension?: ExtensionSupport
  readonly syncScopes?: readonly SyncScope['kind'][]
  /** What the argument of a sync is here, where the scope `user` can be asked for: "User name". */
  readonly syncArgument?: string
  readonly capabilities: { readonly extend: boolean; readonly execute: boolean; readonly inventory: boolean }
  create(config: Config, deps: ProviderDeps): Provider
  /** Finds what could be configured on this computer without asking the person. */
  discover?(deps: DiscoveryDeps): Promise<readonly DiscoveredInstance[]>
}
