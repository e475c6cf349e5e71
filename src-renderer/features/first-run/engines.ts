import type { DiscoveredInstance, ProviderKindInfo } from '@shared/domain/provider'
import type { InstanceDraft, InstanceView } from '@shared/domain/settings'
import { sameJson } from '@renderer/features/forms/field-values'
import { takenNames, uniqueName } from '@renderer/features/settings/instance-names'

/** The engines that were found so far. One that was added is not found any more, but keeps its place on the page. */
export function mergeFound(
  last: readonly DiscoveredInstance[],
  now: readonly DiscoveredInstance[],
): readonly DiscoveredInstance[] {
  const fresh = now.filter((one) => !last.some((known) => isSameEngine(known, one)))
  return fresh.length === 0 ? last : [...last, ...fresh]
}

function isSameEngine(a: DiscoveredInstance, b: DiscoveredInstance): boolean {
  return a.provider === b.provider && sameJson(a.config, b.config)
}

/** The configured instance that an engine was added as, if it was. */
export function addedAs(
  engine: DiscoveredInstance,
  instances: readonly InstanceView[],
): InstanceView | undefined {
  return instances.find(
    ({ provider, config }) =>
      provider === engine.provider &&
      Object.entries(engine.config).every(([name, value]) => sameJson(config[name], value)),
  )
}

/** The instance that an engine becomes. */
export function engineDraft(engine: DiscoveredInstance, instances: readonly InstanceView[]): InstanceDraft {
  const taken = takenNames(instances, engine.provider)
  return {
    provider: engine.provider,
    instance: uniqueName(engine.suggestedName, taken),
    isDefault: taken.length === 0,
    config: engine.config,
    secrets: {},
  }
}

/** What can be added by hand: the one kind there is in its own words, or the names of all. */
export function providersText(kinds: readonly ProviderKindInfo[]): string {
  const real = kinds.filter((kind) => !kind.pretend)
  const [only] = real
  if (only !== undefined && real.length === 1) return only.description
  const titles = real.map((kind) => kind.title)
  return `${titles.slice(0, -1).join(', ')} or ${titles.at(-1) ?? ''}. Takes about a minute.`
}
