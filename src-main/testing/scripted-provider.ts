import { z } from 'zod'
import { BrokerError } from '@shared/domain/error'
import type { ExecutionResult } from '@shared/domain/execute'
import type { HostRef } from '@shared/domain/host'
import type { Extension, Lease } from '@shared/domain/lease'
import type { Offering } from '@shared/domain/provider'
import type {
  CallContext,
  CheckoutContext,
  CheckoutOrder,
  ExecuteOrder,
  ExtendContext,
  ExtensionOutcome,
  HostTarget,
  InventoryListing,
  InventoryQuery,
  OperationContext,
  Provider,
  ProviderDefinition,
  ProvisionedHost,
} from '@main/providers/contract'

/** What a scripted service does with one order; the default makes the host. */
export interface Script {
  checkout?(order: CheckoutOrder, ctx: CheckoutContext, service: ScriptedService): Promise<ProvisionedHost>
  release?(hostId: string, service: ScriptedService, ctx: OperationContext, target: HostTarget): Promise<void>
  extend?(
    target: HostTarget,
    extension: Extension,
    ctx: ExtendContext,
    service: ScriptedService,
  ): Promise<ExtensionOutcome>
  execute?(
    order: ExecuteOrder,
    claimed: HostRef | undefined,
    ctx: CheckoutContext,
    service: ScriptedService,
  ): Promise<ExecutionResult>
  inventory?(query: InventoryQuery, ctx: CallContext, service: ScriptedService): Promise<InventoryListing>
  offerings?(service: ScriptedService): Promise<readonly Offering[]>
  read?(target: HostTarget): Promise<ProvisionedHost | 'gone'>
  latestEnd?(target: HostTarget): Promise<number | undefined>
}

/** When the lease of everything that is made here ends, 2030-01-01 UTC, unless it is extended. */
export const FIRST_END_MS = Date.UTC(2030, 0, 1)

/** A tiny service in memory that outlives its providers, so that a second core can find what the first one made. */
export class ScriptedService {
  /** What exists, by host id, with the ref it was made under. */
  readonly existing = new Map<string, { readonly id: string; readonly hostname: string | undefined }>()
  /** Every call, in order: "checkout <host id>", "release <host id>". */
  readonly calls: string[] = []
  /** The extensions that were made, each operation once however often it is asked for. */
  readonly extensions = new Map<string, Lease>()
  #made = 0

  /** Makes a lease later, once for one operation. */
  extend(target: HostTarget, extension: Extension, operationId: string): Lease {
    const known = this.extensions.get(operationId)
    if (known !== undefined) return known
    const before = target.lease?.endsAtMs ?? FIRST_END_MS
    const later = extension.kind === 'by' ? before + extension.ms : before + 1
    const endsAtMs = extension.kind === 'until' ? extension.atMs : later
    const lease: Lease = { endsAtMs, source: 'provider', confirmedAtMs: FIRST_END_MS }
    this.extensions.set(operationId, lease)
    return lease
  }

  /** Makes one host, or finds the one of this id. */
  make(hostId: string, hostname?: string | null): ProvisionedHost {
    this.#made += 1
    const made = this.existing.get(hostId) ?? {
      id: `scripted-${this.#made}`,
      hostname: hostname === null ? undefined : (hostname ?? `host-${this.#made}.example.com`),
    }
    this.existing.set(hostId, made)
    return {
      ref: { id: made.id },
      name: made.id,
      ...(made.hostname === undefined ? {} : { hostname: made.hostname }),
      lease: { endsAtMs: FIRST_END_MS, source: 'provider', confirmedAtMs: FIRST_END_MS - 1 },
      facts: [],
      links: [],
    }
  }
}

/**
 * A provider whose failures are written by the test: for what the engine must survive and no real service does on
 * demand, such as an error that is not a provider's. It stands under the kind `Sandbox`.
 */
export function scriptedDefinition(service: ScriptedService, script: Script = {}): ProviderDefinition {
  const provider: Provider = {
    check: () => Promise.resolve({ usable: true, summary: 'Works', items: [] }),
    offerings: () => script.offerings?.(service) ?? Promise.resolve([{ name: 'vm', recommended: true }]),
    describe: () => Promise.resolve({ fields: [], freeArguments: true, steps: ['Make'] }),
    async checkout(order, _claimed, ctx) {
      service.calls.push(`checkout ${order.hostId}`)
      ctx.plan(['Make'])
      ctx.step('Make')
      if (script.checkout !== undefined) return script.checkout(order, ctx, service)
      const made = service.make(order.hostId)
      ctx.claim(made.ref)
      return made
    },
    read: (target) =>
      script.read?.(target) ??
      Promise.resolve(service.existing.has(target.hostId) ? service.make(target.hostId) : ('gone' as const)),
    async release(target, ctx) {
      service.calls.push(`release ${target.hostId}`)
      await script.release?.(target.hostId, service, ctx, target)
      service.existing.delete(target.hostId)
    },
    async extend(target, extension, ctx) {
      service.calls.push(`extend ${target.hostId}`)
      if (script.extend !== undefined) return script.extend(target, extension, ctx, service)
      return { lease: service.extend(target, extension, ctx.operationId) }
    },
    ...(script.latestEnd === undefined
      ? {}
      : { latestEnd: (target: HostTarget) => script.latestEnd?.(target) ?? Promise.resolve(undefined) }),
    async execute(order, claimed, ctx) {
      service.calls.push(`execute ${order.hostId}`)
      if (script.execute === undefined) throw refusal('Nothing was written for it.')
      return script.execute(order, claimed, ctx, service)
    },
    inventory: (query, ctx) =>
      script.inventory?.(query, ctx, service) ??
      Promise.resolve({ hosts: [], account: 'tester', warnings: [] }),
  }
  return {
    kind: 'Sandbox',
    title: 'Scripted',
    description: 'Does what a test wrote.',
    pretend: true,
    actions: [
      {
        name: 'machine',
        title: 'Machine',
        verbs: ['checkout'],
        offeringNoun: 'machine',
        openOfferings: true,
      },
      {
        name: 'command',
        title: 'Command',
        verbs: ['execute'],
        offeringNoun: 'command',
        openOfferings: true,
      },
    ],
    configSchema: z.looseObject({}),
    configFields: [],
    extension: { kinds: ['by', 'until', 'default'] },
    syncScopes: ['mine', 'user', 'everybody'],
    syncArgument: 'User name',
    capabilities: { extend: true, execute: true, inventory: true },
    create: () => provider,
  }
}

/** A provider's own refusal. */
export function refusal(said: string): BrokerError {
  return new BrokerError({ code: 'PROVIDER', message: 'Scripted refused.', said })
}
