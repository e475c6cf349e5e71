import { useQueryClient } from '@tanstack/react-query'
import { duplicateHosts } from '@renderer/features/duplicate/duplicate-hosts'

/** The gesture *Duplicate* for hosts. */
export function useDuplicate(): (hostIds: ReadonlySet<string>) => void {
  const client = useQueryClient()
  return (hostIds) => void duplicateHosts(client, hostIds)
}
