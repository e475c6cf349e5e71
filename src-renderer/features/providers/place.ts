import { providerKindSchema, type InstanceId } from '@shared/domain/provider'
import { paths } from '@renderer/app/navigation'

/** What the Providers page shows of an instance: what it offers, or what a sync would change. */
export interface ProvidersPlace {
  readonly page: 'instance' | 'sync'
  readonly id: InstanceId
}

/** The paths below Providers. */
export const providerPaths = {
  instance: ({ provider, instance }: InstanceId): string =>
    `${paths.providers}/${provider}/${encodeURIComponent(instance)}`,
  sync: (id: InstanceId): string => `${providerPaths.instance(id)}/sync`,
} as const

/** The instance that what stands below `/providers` names; undefined where it names none. */
export function providersPlace(below: string): ProvidersPlace | undefined {
  const [kindName, name, page] = below.split('/')
  const provider = providerKindSchema.safeParse(kindName).data
  const instance = decoded(name)
  if (provider === undefined || instance === undefined) return undefined
  return { page: page === 'sync' ? 'sync' : 'instance', id: { provider, instance } }
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
