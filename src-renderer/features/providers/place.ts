import { providerKindSchema, type InstanceId, type ProviderKind } from '@shared/domain/provider'
import type { SyncScope } from '@shared/domain/sync'
import { paths } from '@renderer/app/navigation'

/** What the Providers page shows: of an instance what it offers or what a sync would change, or that of all of a kind. */
export type ProvidersPlace =
  | { readonly page: 'instance'; readonly id: InstanceId }
  | { readonly page: 'sync'; readonly id: InstanceId; readonly scope?: SyncScope }
  | { readonly page: 'syncAll'; readonly provider: ProviderKind; readonly scope?: SyncScope }

/** Stands where an instance does, and cannot be the name of one. */
const ALL = '~'

/** The paths below Providers. */
export const providerPaths = {
  instance: ({ provider, instance }: InstanceId): string =>
    `${paths.providers}/${provider}/${encodeURIComponent(instance)}`,
  sync: (id: InstanceId, scope?: SyncScope): string =>
    `${providerPaths.instance(id)}/sync${scopePath(scope)}`,
  /** A sync of every instance of a provider. */
  syncAll: (provider: ProviderKind, scope?: SyncScope): string =>
    `${paths.providers}/${provider}/${ALL}/sync${scopePath(scope)}`,
} as const

function scopePath(scope: SyncScope | undefined): string {
  if (scope === undefined) return ''
  return scope.kind === 'user' ? `/user/${encodeURIComponent(scope.name)}` : `/${scope.kind}`
}

/** The instance that what stands below `/providers` names; undefined where it names none. */
export function providersPlace(below: string): ProvidersPlace | undefined {
  const [kindName, name, page, scopeKind, scopeName] = below.split('/')
  const provider = providerKindSchema.safeParse(kindName).data
  const instance = decoded(name)
  if (provider === undefined || instance === undefined) return undefined
  const id = { provider, instance }
  if (page !== 'sync') return instance === ALL ? undefined : { page: 'instance', id }
  const scope = scopeIn(scopeKind, decoded(scopeName))
  const said = scope === undefined ? {} : { scope }
  return instance === ALL ? { page: 'syncAll', provider, ...said } : { page: 'sync', id, ...said }
}

function scopeIn(kind: string | undefined, name: string | undefined): SyncScope | undefined {
  if (kind === 'mine' || kind === 'everybody') return { kind }
  return kind === 'user' && name !== undefined ? { kind, name } : undefined
}

/** A name that was cut off or typed by hand may not be readable: then there is none. */
function decoded(part: string | undefined): string | undefined {
  if (part === undefined || part === '') return undefined
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}
