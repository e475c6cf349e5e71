import { BrokerError } from '@shared/domain/error'
import type { InstanceId, ProviderKind, ProviderKindInfo } from '@shared/domain/provider'
import type { JsonObject } from '@shared/lib/json'
import type { Provider, ProviderDefinition, ProviderDeps } from '@main/providers/contract'

/** What the registry needs to know of the settings: the configuration of an instance with its secrets merged in. */
export interface InstanceSource {
  configOf(id: InstanceId): JsonObject
}

/** How long the end of the application waits for a provider to let go (ms): its server may not answer at all. */
const LET_GO_WITHIN_MS = 5_000

/** Finds definitions by kind and keeps one live provider per configured instance. */
export class ProviderRegistry {
  readonly #definitions = new Map<ProviderKind, ProviderDefinition>()
  readonly #live = new Map<string, Provider>()
  /** Work may be under way with them, so they are let go of at the end. */
  readonly #forgotten = new Set<Provider>()
  readonly #instances: InstanceSource
  readonly #deps: Omit<ProviderDeps, 'instance' | 'dataFolder'>
  readonly #dataFolderOf: (kind: ProviderKind) => string

  constructor(options: {
    readonly definitions: readonly ProviderDefinition[]
    readonly instances: InstanceSource
    readonly deps: Omit<ProviderDeps, 'instance' | 'dataFolder'>
    readonly dataFolderOf: (kind: ProviderKind) => string
  }) {
    for (const definition of options.definitions) {
      if (this.#definitions.has(definition.kind)) {
        throw new Error(`The provider kind ${definition.kind} is in the catalog twice.`)
      }
      this.#definitions.set(definition.kind, definition)
    }
    this.#instances = options.instances
    this.#deps = options.deps
    this.#dataFolderOf = options.dataFolderOf
  }

  definitions(): readonly ProviderDefinition[] {
    return [...this.#definitions.values()]
  }

  /** Throws `NOT_SUPPORTED` for a kind that this version has no provider for. */
  definition(kind: ProviderKind): ProviderDefinition {
    const definition = this.#definitions.get(kind)
    if (definition !== undefined) return definition
    throw new BrokerError({
      code: 'NOT_SUPPORTED',
      message: `This version of Broker Desktop has no provider ${kind}.`,
      provider: kind,
    })
  }

  /** The live provider of a configured instance. Throws `CONFIG` when its configuration cannot be used. */
  get(id: InstanceId): Provider {
    const key = `${id.provider}/${id.instance}`
    const live = this.#live.get(key)
    if (live !== undefined) return live
    const created = this.create(id, this.#instances.configOf(id))
    this.#live.set(key, created)
    return created
  }

  /** A provider for a configuration that is not saved: for testing a connection. The caller disposes it. */
  create(id: InstanceId, config: JsonObject): Provider {
    const definition = this.definition(id.provider)
    const parsed = definition.configSchema.safeParse(config)
    if (!parsed.success) {
      const fieldErrors = Object.fromEntries(
        parsed.error.issues.map((issue) => [issue.path.join('.'), issue.message]),
      )
      throw new BrokerError({
        code: 'CONFIG',
        message: `The configuration of ${id.provider} ${id.instance} cannot be used: ${describeIssues(fieldErrors)}`,
        hint: 'Correct it in Settings, Providers and instances.',
        provider: id.provider,
        instance: id.instance,
        fieldErrors,
      })
    }
    return definition.create(parsed.data, {
      ...this.#deps,
      instance: id.instance,
      dataFolder: this.#dataFolderOf(id.provider),
    })
  }

  /**
   * Forgets live providers, so that the next call uses the settings as they are now. Work under way keeps the provider
   * it began with: a changed setting must not cut a check out in the middle.
   */
  reset(): void {
    for (const provider of this.#live.values()) this.#forgotten.add(provider)
    this.#live.clear()
  }

  /** Lets go of all providers, forgotten ones too: the application is about to end. Resolves within seconds. */
  async dispose(): Promise<void> {
    this.reset()
    const all = [...this.#forgotten]
    this.#forgotten.clear()
    await letGo(all.map(async (provider) => await provider.dispose?.()))
  }

  /**
   * Signs all providers out while work is under way, forgotten ones too: the application is about to end. Undefined
   * where none signs in; else it resolves within seconds.
   */
  signOut(): Promise<void> | undefined {
    const all = [...this.#live.values(), ...this.#forgotten].flatMap((each) => each.signOut?.() ?? [])
    return all.length === 0 ? undefined : letGo(all)
  }

  /** A kind as the renderer sees it. */
  static info(definition: ProviderDefinition): ProviderKindInfo {
    return {
      kind: definition.kind,
      title: definition.title,
      description: definition.description,
      pretend: definition.pretend,
      actions: [...definition.actions],
      listings: [...(definition.listings ?? [])],
      configFields: [...definition.configFields],
      capabilities: definition.capabilities,
      ...(definition.extension === undefined ? {} : { extension: definition.extension }),
      ...(definition.syncScopes === undefined ? {} : { syncScopes: [...definition.syncScopes] }),
      ...(definition.syncArgument === undefined ? {} : { syncArgument: definition.syncArgument }),
    }
  }
}

function describeIssues(fieldErrors: Readonly<Record<string, string>>): string {
  return Object.entries(fieldErrors)
    .map(([field, message]) => (field === '' ? message : `${field}: ${message}`))
    .join('; ')
}

/** Waits until all have come to their end, but no longer than a person waits for a window to be gone. */
async function letGo(all: readonly Promise<unknown>[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((done) => {
    timer = setTimeout(done, LET_GO_WITHIN_MS)
  })
  await Promise.race([Promise.allSettled(all), late])
  clearTimeout(timer)
}
