import { callQuery } from '@renderer/bridge/queries'

/** More than a person looks through; older ones are still files. */
const MOST = 1_000

/** The history. Files come and go without us: it is read again whenever one comes to look. */
export const reportsQuery = {
  ...callQuery('reports.list', { limit: MOST }),
  refetchOnMount: 'always',
  refetchOnWindowFocus: 'always',
} as const
