import type { ExecutionResult } from '@shared/domain/execute'
import type { HostRef } from '@shared/domain/host'
import type { Extension } from '@shared/domain/lease'
import type { HealthReport, Listed, ListedDetail, Offering, OfferingForm } from '@shared/domain/provider'
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
  ProviderDeps,
  ProvisionedHost,
} from '@main/providers/contract'
import { throwIfCancelled } from '@main/providers/kit/cancel'
import type { TowerConfig } from './config'
import { TowerInstance } from './instance'
import { listingNamed } from './listings'

/** The work with jobs. Like every verb it is loaded when it is first asked for: the window opens without. */
const jobs = () => import('./jobs')

/** Hosts and work of one Ansible Tower, AWX or Automation Platform: each verb is in a module of its own. */
export class AnsibleTowerProvider implements Provider {
  readonly #instance: TowerInstance

  constructor(config: TowerConfig, deps: ProviderDeps) {
    this.#instance = new TowerInstance(config, deps)
  }

  async check(ctx: CallContext): Promise<HealthReport> {
    throwIfCancelled(ctx.signal)
    const { checkInstance } = await import('./health/check')
    return await checkInstance(this.#instance, ctx)
  }

  async offerings(action: string, ctx: CallContext): Promise<readonly Offering[]> {
    throwIfCancelled(ctx.signal)
    const { listOfferings } = await import('./offerings')
    return await listOfferings(this.#instance, action, ctx.signal)
  }

  async describe(action: string, offering: string, ctx: CallContext): Promise<OfferingForm> {
    throwIfCancelled(ctx.signal)
    const { describeOffering } = await import('./form/describe')
    return await describeOffering(this.#instance, action, offering, ctx.signal)
  }

  async checkout(
    order: CheckoutOrder,
    claimed: HostRef | undefined,
    ctx: CheckoutContext,
  ): Promise<ProvisionedHost> {
    return await (await jobs()).checkout(this.#instance, order, claimed, ctx)
  }

  async read(target: HostTarget, ctx: CallContext): Promise<ProvisionedHost | 'gone'> {
    return await (await jobs()).read(this.#instance, target, ctx)
  }

  async release(target: HostTarget, ctx: OperationContext): Promise<void> {
    await (await jobs()).release(this.#instance, target, ctx)
  }

  async execute(
    order: ExecuteOrder,
    claimed: HostRef | undefined,
    ctx: CheckoutContext,
  ): Promise<ExecutionResult> {
    return await (await jobs()).execute(this.#instance, order, claimed, ctx)
  }

  async inventory(query: InventoryQuery, ctx: CallContext): Promise<InventoryListing> {
    return await (await jobs()).inventory(this.#instance, query, ctx)
  }

  async extend(target: HostTarget, extension: Extension, ctx: ExtendContext): Promise<ExtensionOutcome> {
    return await (await jobs()).extend(this.#instance, target, extension, ctx)
  }

  async latestEnd(target: HostTarget, ctx: CallContext): Promise<number | undefined> {
    return await (await jobs()).latestEnd(this.#instance, target, ctx)
  }

  async list(listing: string, ctx: CallContext): Promise<readonly Listed[]> {
    throwIfCancelled(ctx.signal)
    return await listingNamed(listing).list(this.#instance, ctx.signal)
  }

  async show(listing: string, name: string, ctx: CallContext): Promise<ListedDetail> {
    throwIfCancelled(ctx.signal)
    return await listingNamed(listing).show(this.#instance, name, ctx.signal)
  }

  async signOut(): Promise<void> {
    await this.#instance.signOut()
  }

  async dispose(): Promise<void> {
    await this.#instance.dispose()
  }
}
