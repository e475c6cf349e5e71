import { paths } from '@renderer/app/navigation'

/** The places of the nicks in the settings. */
export const nickPaths = {
  list: paths.nicks,
  new: `${paths.nicks}/new`,
  edit: (name: string) => `${paths.nicks}/edit/${encodeURIComponent(name)}`,
} as const
