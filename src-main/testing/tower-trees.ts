import type { JsonObject } from '@shared/lib/json'
import { towerApi, type Flavour } from '@main/providers/ansible-tower/api'
import { jobSchema, type Job } from '@main/providers/ansible-tower/jobs/schemas'
import type { JobTree } from '@main/providers/ansible-tower/jobs/tree'

/** The interface of a server that is nowhere. */
export function apiOf(flavour: Flavour = 'awx'): ReturnType<typeof towerApi> {
  const base = new URL('https://tower.test/')
  return towerApi({ base, prefix: '/api/v2/', flavour, version: '24.6.1' })
}

/** A job as the server tells it, a successful one unless something else is said. */
export function job(id: number, more: Readonly<Record<string, unknown>> = {}): Job {
  const usual = { type: 'job', name: `job-${id}`, status: 'successful', created: '2026-01-02T03:04:05Z' }
  return jobSchema.parse({ id, ...usual, ...more })
}

/** The tree of a job that started no other. */
export function leaf(
  id: number,
  artifacts?: JsonObject | string,
  more: Readonly<Record<string, unknown>> = {},
): JobTree {
  return { job: job(id, { artifacts, ...more }), nodes: [], children: [] }
}

/** The tree of a workflow that started these. */
export function workflow(id: number, ...children: readonly JobTree[]): JobTree {
  return { job: job(id, { type: 'workflow_job' }), nodes: [], children }
}
