import { callQuery } from '@renderer/bridge/queries'

/** The settings file in use, without its secrets. */
export const fileQuery = callQuery('settingsFile.view', {})
export const backupsQuery = callQuery('settingsFile.backups', {})
/** What older forms in it become. */
export const migrationQuery = callQuery('settingsFile.migration', {})
/** Secrets that stand in it. */
export const secretsQuery = callQuery('settingsFile.secrets', {})

/** What the broker command has: looked for anew each time a page shows it, because nothing tells when it changes. */
// The options' type is inferred, as that of `callQuery` is.
// eslint-disable-next-line typescript/explicit-module-boundary-types
export function folderQuery(folder?: string) {
  const query = callQuery('brokerFolder.find', folder === undefined ? {} : { folder })
  return { ...query, refetchOnMount: 'always' as const }
}
