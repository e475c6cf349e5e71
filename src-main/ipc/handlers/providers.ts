import type { DiscoveredInstance, HealthReport, InstanceId } from '@shared/domain/provider'
import type { JsonObject } from '@shared/lib/json'
import type { EngineDeps } from '@main/engine/deps'
import { startExecute } from '@main/engine/execute'
import { notSupported } from '@main/engine/not-supported'
import type { Nicks } from '@main/engine/nicks'
import type { Offerings } from '@main/engine/offerings'
import { within } from '@main/engine/within'
import type { Handlers } from '@main/ipc/register'
import { WrittenAnswer } from '@main/ipc/written'
import type { Provider } from '@main/providers/contract'
import { ProviderRegistry } from '@main/providers/registry'
import type { SettingsStore } from '@main/settings/store'

type ProviderCalls = Extract<keyof Handlers, `providers.${string}`>

/** How long a form waits for its provider before it says so. */
const ANSWER_WITHIN_MS = 30_000
/** How long a list may take that starts work at its provider: a workflow waits for its turn, too. */
const WORK_WITHIN_MS = 10 * 60_000
/** How long the look around this computer may take: what does not answer at once is not offered. */
const DISCOVER_WITHIN_MS = 5_000

/** The calls about providers and what they offer. */
export function providerHandlers(
  deps: EngineDeps,
  settings: SettingsStore,
  offerings: Offerings,
  nicks: Pick<Nicks, 'open'>,
  env: Readonly<Record<string, string | undefined>>,
): Pick<Handlers, ProviderCalls> {
  return {
    'providers.kinds': () => ({ kinds: deps.registry.definitions().map(ProviderRegistry.info) }),
    'providers.check': async (input) => {
      if ('target' in input) return checkOnce(deps.registry.get(input.target))
      const provider = deps.registry.create(input.draft, settings.draftConfig(input.draft))
      try {
        return await checkOnce(provider)
      } finally {
        await provider.dispose?.()
      }
    },
    'providers.offerings': async ({ target, action, fresh }) => {
      const { offerings: _, json, ...rest } = await offerings.get(target, action, fresh)
      return new WrittenAnswer('offerings', json, rest)
    },
    'providers.execute': (request) => ({
      taskId: startExecute(deps, { ...request, arguments: nicks.open(request.arguments) }).id,
    }),
    'providers.list': async ({ target, listing }) => {
      const provider = deps.registry.get(target)
      const entries = await within(listsWithin(deps, target, listing), (signal) =>
        provider.list === undefined ? noList(target, listing) : provider.list(listing, { signal }),
      )
      return { entries: [...entries] }
    },
    'providers.show': ({ target, listing, name }) => {
      const provider = deps.registry.get(target)
      return within(listsWithin(deps, target, listing), (signal) =>
        provider.show === undefined ? noList(target, listing) : provider.show(listing, name, { signal }),
      )
    },
    'providers.describe': ({ target, action, offering }) =>
      within(ANSWER_WITHIN_MS, (signal) => deps.registry.get(target).describe(action, offering, { signal })),
    'providers.discover': async () => {
      const configured = settings.instances().map((instance) => instance.config)
      const found = await within(DISCOVER_WITHIN_MS, (signal) =>
        Promise.all(
          deps.registry
            .definitions()
            .map(async (definition) =>
              definition.discover?.({ env, userName: deps.userName, logger: deps.logger, signal }),
            ),
        ),
      )
      return { found: found.flatMap((list) => list ?? []).filter((one) => !isConfigured(one, configured)) }
    },
  }
}

function listsWithin({ registry }: EngineDeps, target: InstanceId, name: string): number {
  const listing = registry.definition(target.provider).listings?.find((each) => each.name === name)
  return listing?.startsWork === true ? WORK_WITHIN_MS : ANSWER_WITHIN_MS
}

function noList(target: InstanceId, listing: string): never {
  throw notSupported(target, `has no list of ${listing}`)
}

function checkOnce(provider: Provider): Promise<HealthReport> {
  return within(ANSWER_WITHIN_MS, (signal) => provider.check({ signal }))
}

function isConfigured(found: DiscoveredInstance, configured: readonly JsonObject[]): boolean {
  return configured.some((config) =>
    Object.entries(found.config).every(
      ([name, value]) => JSON.stringify(config[name]) === JSON.stringify(value),
    ),
  )
}
