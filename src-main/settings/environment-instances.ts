import type { ProviderKind } from '@shared/domain/provider'
import type { Override, SectionEnvironment } from '@main/settings/environment'
import { isConfigKey, type InstanceEntry, type ProviderSection } from '@main/settings/sections'

/** An instance with what the environment says of it. */
export interface EnvironmentEntry extends InstanceEntry {
  /** What holds for its configuration, beginning with what is said for all instances. */
  readonly environment: readonly Override[]
  /** The variables that make it, where the file does not have it at all. */
  readonly madeBy?: readonly string[]
}

/**
 * The instances of a section with the environment: those that only variables name are added, and which one is the
 * default, and which wins over the environment, may be said there, too. A section without `instances` is no instance
 * of its own any more when variables name some, as in the original.
 */
export function withEnvironment(
  section: ProviderSection | undefined,
  kind: ProviderKind,
  { shared, instances }: SectionEnvironment,
): { readonly section: ProviderSection; readonly entries: readonly EnvironmentEntry[] } | undefined {
  if (section === undefined && instances.size === 0) return undefined
  const read: ProviderSection = section ?? {
    key: kind,
    form: 'none',
    shared: {},
    instances: [],
    problems: [],
  }
  const inFile = read.form === 'none' && instances.size > 0 ? [] : read.instances
  const known = inFile.map((entry): EnvironmentEntry => {
    const own = instances.get(entry.name.toLowerCase())?.values ?? []
    return {
      ...entry,
      keepsOwn: flag(own, 'override_envars') ?? entry.keepsOwn,
      environment: [...shared, ...own].filter(({ path: [name = ''] }) => isConfigKey(name)),
    }
  })
  const added = [...instances].flatMap(([key, { name, variables, values }]): EnvironmentEntry[] => {
    if (known.some((entry) => entry.name.toLowerCase() === key)) return []
    const environment = [...shared, ...values].filter(({ path: [first = ''] }) => isConfigKey(first))
    return [
      {
        name,
        own: {},
        isDefault: false,
        saysDefault: false,
        keepsOwn: false,
        environment,
        madeBy: variables,
      },
    ]
  })
  const all = [...known, ...added]
  const said = all.find(
    ({ name }) => flag(instances.get(name.toLowerCase())?.values ?? [], 'default') === true,
  )
  const chosen = said ?? all.find(({ isDefault }) => isDefault) ?? all[0]
  const entries = all.map((entry) => ({ ...entry, isDefault: entry === chosen }))
  return { section: read, entries }
}

function flag(overrides: readonly Override[], name: string): boolean | undefined {
  const value = overrides.findLast(({ path }) => path[0] === name)?.value
  if (value === undefined) return undefined
  return value === true || (typeof value === 'string' && value.toLowerCase() === 'true')
}
