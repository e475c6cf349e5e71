import { BrokerError } from '@shared/domain/error'
import type { HostRef } from '@shared/domain/host'
import type { SyncScope } from '@shared/domain/sync'
import type { ExecutionResult } from '@shared/domain/execute'
import type { HealthReport, Listed, ListedDetail, Offering, OfferingForm } from '@shared/domain/provider'
import type {
  CallContext,
  CheckoutContext,
  CheckoutOrder,
  ExecuteOrder,
  HostTarget,
  InventoryListing,
  InventoryQuery,
  OperationContext,
  Provider,
  ProviderDeps,
  ProvisionedHost,
} from '@main/providers/contract'
import { cancelled } from '@main/providers/kit/cancel'
import { withContext } from '@main/providers/kit/with-context'
import { checkout } from './checkout'
import type { ContainerConfig } from './config'
import type { Surroundings } from './connect'
import { defaultPrefix } from './create-options'
import { Engine } from './engine'
import { execute } from './execute'
import { findContainer, removeContainer } from './find'
import { containerForm } from './form'
import { checkEngine, unusable } from './health'
import { findImage } from './image'
import { IMAGES, listImages, showImage } from './images'
import { canPull } from './image-names'
import { USER_LABEL } from './labels'
import { engineHost, toHost, toListed, toOfferings } from './map'
import type { ContainerSummary } from './schemas'
import { thisComputer } from './transport'
import { requireSameEngine, withEngine } from './where-made'

/** One Docker or Podman engine (Docker Engine API v1.41). */
export class ContainerProvider implements Provider {
  readonly #engine: Engine

  /** Connects when it is first needed. `surroundings` is the computer on which engines are looked for. */
  constructor(
    config: ContainerConfig,
    deps: ProviderDeps,
    surroundings: Surroundings = thisComputer(deps.env),
  ) {
    this.#engine = new Engine(config, deps, surroundings)
  }

  async check(ctx: CallContext): Promise<HealthReport> {
    try {
      return await this.#engine.use((connected) =>
        checkEngine(connected, this.#engine.deps.clock, ctx.signal),
      )
    } catch (error) {
      if (ctx.signal.aborted) throw cancelled()
      return unusable(error)
    }
  }

  /** `container_host`: every image, those with the label `broker_compatible` first; `container_app`: every image. */
  async offerings(action: string, ctx: CallContext): Promise<readonly Offering[]> {
    requireAction(action)
    return await this.#engine.use(async ({ client }) => toOfferings(await client.images(ctx.signal)))
  }

  async describe(action: string, offering: string, ctx: CallContext): Promise<OfferingForm> {
    requireAction(action)
    const { config, deps } = this.#engine
    const found = await this.#engine.use(({ client }) =>
      findImage(this.#engine, client, offering, ctx.signal),
    )
    const prefix = defaultPrefix(config.name_prefix, deps.userName)
    const pullable = canPull(offering)
    return containerForm({ action, name: offering, image: found?.image, pullable, config, prefix })
  }

  async checkout(
    order: CheckoutOrder,
    claimed: HostRef | undefined,
    ctx: CheckoutContext,
  ): Promise<ProvisionedHost> {
    return await this.#work(ctx, () =>
      this.#engine.use(async (connected) => {
        const mark = (ref: HostRef): HostRef => withEngine(ref, connected.found)
        if (claimed !== undefined) requireSameEngine(claimed, connected.found, this.#engine.deps.instance)
        const marking = withContext(ctx, { claim: (ref) => ctx.claim(mark(ref)) })
        const made = await checkout(this.#engine, connected, order, claimed, marking)
        return { ...made, ref: mark(made.ref) }
      }),
    )
  }

  async read(target: HostTarget, ctx: CallContext): Promise<ProvisionedHost | 'gone'> {
    return await this.#engine.use(async ({ client, found }) => {
      const container = await findContainer(client, target, ctx.signal)
      if (container === undefined) {
        requireSameEngine(target.ref, found, this.#engine.deps.instance)
        return 'gone'
      }
      const host = toHost(container, engineHost(found.endpoint))
      return { ...host, ref: withEngine(host.ref, found) }
    })
  }

  async release(target: HostTarget, ctx: OperationContext): Promise<void> {
    const { deps, config } = this.#engine
    ctx.plan(['Remove container'])
    ctx.step('Remove container')
    await this.#work(ctx, () =>
      this.#engine.use(async ({ client, found }) => {
        const container = await findContainer(client, target, ctx.signal)
        if (container === undefined) {
          requireSameEngine(target.ref, found, deps.instance)
          ctx.log('The container is gone already.')
          return
        }
        await removeContainer(client, container.Id, deps.clock, ctx.signal, config.timeout * 1000)
        ctx.log(`Removed ${container.Name.replace('/', '')} with its volumes.`)
      }),
    )
  }

  async execute(
    order: ExecuteOrder,
    claimed: HostRef | undefined,
    ctx: CheckoutContext,
  ): Promise<ExecutionResult> {
    return await this.#work(ctx, () =>
      this.#engine.use((connected) => {
        const mark = (ref: HostRef): HostRef => withEngine(ref, connected.found)
        if (claimed !== undefined) requireSameEngine(claimed, connected.found, this.#engine.deps.instance)
        const marking = withContext(ctx, { claim: (ref) => ctx.claim(mark(ref)) })
        return execute(this.#engine, connected, order, claimed, marking)
      }),
    )
  }

  /**
   * Mine: containers whose name begins with the prefix of the settings, or that Broker Desktop made for this user. `user`
   * names another prefix, as Broker's own argument of a sync does, and everybody's are all there are.
   */
  async inventory(query: InventoryQuery, ctx: CallContext): Promise<InventoryListing> {
    const { deps } = this.#engine
    return await this.#engine.use(async ({ client, found }) => {
      const all = await client.containers(ctx.signal)
      const wanted = all.filter((container) => this.#isWanted(query.scope, container))
      const containers = await Promise.all(wanted.map(({ Id }) => client.container(Id, ctx.signal)))
      const hosts = containers.flatMap((container) =>
        container === undefined ? [] : [toListed(container, engineHost(found.endpoint))],
      )
      query.onProgress?.(hosts.length, hosts.length)
      return {
        hosts: hosts.map((host) => ({ ...host, ref: withEngine(host.ref, found) })),
        account: accountOf(query.scope, deps.userName),
        warnings: [],
      }
    })
  }

  async list(listing: string, ctx: CallContext): Promise<readonly Listed[]> {
    requireListing(listing)
    return await this.#engine.use(({ client }) => listImages(client, ctx.signal))
  }

  async show(listing: string, name: string, ctx: CallContext): Promise<ListedDetail> {
    requireListing(listing)
    return await this.#engine.use(({ client }) => showImage(client, name, ctx.signal))
  }

  dispose(): void {
    this.#engine.dispose()
  }

  #isWanted(scope: SyncScope, { Labels, Names }: ContainerSummary): boolean {
    const { config, deps } = this.#engine
    if (scope.kind === 'everybody') return true
    const begins = (prefix: string): boolean =>
      Names.some((name) => name.replace(/^\//, '').startsWith(prefix))
    if (scope.kind === 'user') return begins(scope.name)
    const user = Labels[USER_LABEL]
    return user === undefined
      ? begins(defaultPrefix(config.name_prefix, deps.userName))
      : user === deps.userName
  }

  /** Says `CANCELLED` for whatever a cancelled call ran into. */
  async #work<T>(ctx: CallContext, run: () => Promise<T>): Promise<T> {
    try {
      return await run()
    } catch (error) {
      if (ctx.signal.aborted) throw cancelled()
      throw error
    }
  }
}

function accountOf(scope: SyncScope, userName: string): string {
  if (scope.kind === 'mine') return userName
  return scope.kind === 'user' ? `${scope.name}…` : 'everybody'
}

function requireListing(name: string): void {
  if (name === IMAGES.name) return
  throw new BrokerError({
    code: 'NOT_SUPPORTED',
    message: `Container has no list ${name}.`,
    hint: `Say ${IMAGES.name}.`,
    provider: 'Container',
  })
}

function requireAction(action: string): void {
  if (action === 'container_host' || action === 'container_app') return
  throw new BrokerError({
    code: 'NOT_SUPPORTED',
    message: `Container has no action ${action}.`,
    hint: 'Use container_host or container_app.',
    provider: 'Container',
  })
}
