import { z } from 'zod'
import { BrokerError } from '@shared/domain/error'
import type {
  CheckoutContext,
  CheckoutOrder,
  Provider,
  ProviderDefinition,
  ProvisionedHost,
} from '@main/providers/contract'

/** What a scripted service does with one order; the default makes the host. */
export interface Script {
  checkout?(order: CheckoutOrder, ctx: CheckoutContext, service: ScriptedService): Promise<ProvisionedHost>
  release?(hostId: string, service: ScriptedService): Promise<void>
}

/** A tiny service in memory that outlives its providers, so that a second core can find what the first one made. */
export class ScriptedService {
  /** What exists, by host id, with the ref it was made under. */
  readonly existing = new Map<string, { readonly id: string; readonly hostname: string | undefined }>()
  /** Every call, in order: "checkout <host id>", "release <host id>". */
  readonly calls: string[] = []
  #made = 0

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
    offerings: () => Promise.resolve([{ name: 'vm', recommended: true }]),
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
    read: ({ hostId }) =>
      Promise.resolve(service.existing.has(hostId) ? service.make(hostId) : ('gone' as const)),
    async release({ hostId }) {
      service.calls.push(`release ${hostId}`)
      await script.release?.(hostId, service)
      service.existing.delete(hostId)
    },
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
    ],
    configSchema: z.looseObject({}),
    configFields: [],
    capabilities: { extend: false, execute: false, inventory: false },
    create: () => provider,
  }
}

/** A provider's own refusal. */
export function refusal(said: string): BrokerError {
  return new BrokerError({ code: 'PROVIDER', message: 'Scripted refused.', said })
}
