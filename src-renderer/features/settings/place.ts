import { providerKindSchema, type InstanceId, type ProviderKind } from '@shared/domain/provider'
import { paths } from '@renderer/app/navigation'

/** A page of the settings. */
export type SettingsPlace =
  | {
      readonly page: 'general' | 'reminders' | 'appearance' | 'providers' | 'add' | 'file' | 'import' | 'log'
    }
  /** The nicks; one of them, or a new one. */
  | { readonly page: 'nicks' }
  | { readonly page: 'nick'; readonly name: string | undefined }
  | { readonly page: 'instance'; readonly id: InstanceId }
  /** A new instance of a kind; `found` is the suggested name of one that was found on this computer. */
  | { readonly page: 'new'; readonly kind: ProviderKind; readonly found: string | undefined }

/** The paths of the settings' pages. */
export const settingsPaths = {
  general: `${paths.settings}/general`,
  reminders: `${paths.settings}/reminders`,
  appearance: `${paths.settings}/appearance`,
  providers: `${paths.settings}/providers`,
  add: `${paths.settings}/add`,
  file: `${paths.settings}/file`,
  import: `${paths.settings}/import`,
  log: `${paths.settings}/log`,
  instance: ({ provider, instance }: InstanceId): string =>
    `${paths.settings}/instance/${provider}/${encodeURIComponent(instance)}`,
  new: (kind: ProviderKind, found?: string): string =>
    `${paths.settings}/add/${kind}${found === undefined ? '' : `/${encodeURIComponent(found)}`}`,
} as const

/** The page that what stands below `/settings` names; what names none is General. */
export function settingsPlace(below: string): SettingsPlace {
  const [page, kindName, rest] = below.split('/')
  const kind = providerKindSchema.safeParse(kindName).data
  const name = decoded(rest)
  switch (page) {
    case 'reminders':
    case 'appearance':
    case 'providers':
    case 'file':
    case 'import':
    case 'log':
      return { page }
    case 'nicks':
      if (kindName === 'new') return { page: 'nick', name: undefined }
      return kindName === 'edit' && name !== undefined ? { page: 'nick', name } : { page }
    case 'add':
      return kind === undefined ? { page } : { page: 'new', kind, found: name }
    case 'instance':
      return kind === undefined || name === undefined
        ? { page: 'providers' }
        : { page, id: { provider: kind, instance: name } }
    default:
      return { page: 'general' }
  }
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
