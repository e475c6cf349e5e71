import type { Link } from '@shared/domain/link'
import type { JobPage, TowerApi } from '@main/providers/ansible-tower/api'

const PAGES: Readonly<Record<string, JobPage>> = {
  job: 'playbook',
  workflow_job: 'workflow',
  project_update: 'project',
  inventory_update: 'inventory',
  system_job: 'management',
  ad_hoc_command: 'command',
}

/** The page of a job in the server's user interface; of what has none there (an approval), that of its API. */
export function jobLink(api: TowerApi, { id, type }: { readonly id: number; readonly type: string }): Link {
  const page = PAGES[type]
  return page === undefined ? api.apiLink(`${type}s/${id}/`) : api.uiLink(page, id)
}
