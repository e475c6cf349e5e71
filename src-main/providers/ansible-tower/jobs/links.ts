import type { Link } from '@shared/domain/link'
import type { TowerApi } from '@main/providers/ansible-tower/api'

/** The page of a job in the server's user interface. */
export function jobLink(api: TowerApi, job: { readonly id: number; readonly type: string }): Link {
  return api.uiLink(job.type === 'workflow_job' ? 'workflow' : 'playbook', job.id)
}
