import type { z } from 'zod'
import type { Fact, HostRef, Link } from '@shared/domain/host'
import type { Field } from '@shared/domain/form'
import type { Lease } from '@shared/domain/lease'
import type {
  Action,
  DiscoveredInstance,
  HealthReport,
  Offering,
  OfferingForm,
  ProviderKind,
} from '@shared/domain/provider'
import type { LogLevel } from '@shared/domain/task'
import type { JsonObject } from '@shared/lib/json'
import type { Clock } from '@main/ports/clock'
import type { Logger } from '@main/ports/logger'

/** What every call to a provider gets: a way to be stopped. */
export interface CallContext {
  readonly signal: AbortSignal
}

/** What long work gets besides: a way to tell how it goes. */
export interface OperationContext extends CallContext {
  /** Declares the named steps of this operation, in order; calling it again replaces those not begun. */
  plan(steps: readonly string[]): void
  /** Begins a step by name and ends the one before. */
  step(name: string): void
  /** 0..1 within the current step, with the latest thing to say about it. */
  progress(fraction: number | undefined, message?: string): void
  /** One line of the task's log, verbatim from the provider or said by us. */
  log(text: string, level?: LogLevel): void
  link(link: Link): void
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
}

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
  /** Absent where the provider gives none: such a host is kept all the same (defect D-04 of the original). */
  readonly hostname?: string
  readonly os?: string
  readonly lease?: Lease
  readonly facts: readonly Fact[]
  readonly links: readonly Link[]
  readonly sshCommand?: string
  /** The provider's own description, without secrets. */
  readonly raw?: JsonObject
}

/** What an execution returned. */
export interface ExecutionResult {
  readonly output: string
  readonly exitCode?: number
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
  read(target: ReadTarget, ctx: CallContext): Promise<ProvisionedHost | 'gone'>

  /**
   * Removes a host whatever its state. Idempotent: a host that is gone already is a success.
   * Failure contract: when it throws, assume that the host is still there.
   */
  release(target: ReadTarget, ctx: OperationContext): Promise<void>

  /** Runs an `execute` action to its end and removes what it made. Absent: not supported. */
  execute?(order: CheckoutOrder, ctx: CheckoutContext): Promise<ExecutionResult>

  /** Lists the hosts of this account at the provider, for sync. Absent: not supported. */
  inventory?(ctx: CallContext): Promise<readonly ProvisionedHost[]>

  /** Asks for a later end of the lease. Absent: not supported. */
  extend?(ref: HostRef, byMs: number, ctx: OperationContext): Promise<Lease | undefined>

  /** Lets go of connections and timers. */
  dispose?(): void
}

/** Names a host at its provider: by what was claimed, and by our own id where labels can be searched. */
export interface ReadTarget {
  readonly hostId: string
  readonly ref: HostRef | undefined
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
  readonly capabilities: { readonly extend: boolean; readonly execute: boolean; readonly inventory: boolean }
  create(config: Config, deps: ProviderDeps): Provider
  /** Finds what could be configured on this computer without asking the person. */
  discover?(deps: DiscoveryDeps): Promise<readonly DiscoveredInstance[]>
}
