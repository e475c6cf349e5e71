import type { JsonObject } from '@shared/lib/json'
import { present, stampOrNull, type Api } from '@main/testing/awx/api'
import { mayUse } from '@main/testing/awx/store/access'
import {
  hasFailed,
  type Inventory,
  type Label,
  type Organization,
  type Run,
  type RunKind,
  type UnifiedTemplate,
  type User,
} from '@main/testing/awx/store/records'

/** Where each kind lives. */
export const RUN_PATHS: Readonly<Record<RunKind, string>> = {
  job: 'jobs',
  workflow_job: 'workflow_jobs',
  project_update: 'project_updates',
  workflow_approval: 'workflow_approvals',
}

export const TEMPLATE_PATHS: Readonly<Record<UnifiedTemplate['kind'], string>> = {
  job_template: 'job_templates',
  workflow_job_template: 'workflow_job_templates',
  project: 'projects',
}

export const UNIFIED_TYPES: Readonly<Record<UnifiedTemplate['kind'], string>> = {
  job_template: 'job',
  workflow_job_template: 'workflow_job',
  project: 'project_update',
}

export function runPath(run: Run): string {
  return `/${RUN_PATHS[run.kind]}/${run.id}/`
}

export function templatePath(template: UnifiedTemplate): string {
  return `/${TEMPLATE_PATHS[template.kind]}/${template.id}/`
}

/** Parts of `summary_fields`. */

export function organizationSummary({ id, name }: Organization): JsonObject {
  return { id, name, description: '' }
}

export function userSummary({ id, spec }: User): JsonObject {
  return { id, username: spec.username, first_name: spec.firstName ?? '', last_name: spec.lastName ?? '' }
}

export function inventorySummary(inventory: Inventory): JsonObject {
  return {
    id: inventory.id,
    name: inventory.spec.name,
    description: inventory.spec.description ?? '',
    has_active_failures: false,
    total_hosts: inventory.hosts.size,
    hosts_with_active_failures: 0,
    total_groups: 0,
    has_inventory_sources: false,
    total_inventory_sources: 0,
    inventory_sources_with_failures: 0,
    organization_id: inventory.organization.id,
    kind: inventory.spec.kind ?? '',
  }
}

/** A row that the reader may not see is left out of summaries. */
export function inventorySummaryFor(user: User, inventory: Inventory | undefined): JsonObject | undefined {
  return inventory === undefined || !mayUse(user, inventory) ? undefined : inventorySummary(inventory)
}

/** The first ten. */
export function labelsSummary(labels: ReadonlySet<Label>): JsonObject {
  const results = [...labels].slice(0, 10).map(({ id, name }) => ({ id, name }))
  return { count: labels.size, results }
}

export function templateSummary({ id, name, description }: UnifiedTemplate): JsonObject {
  return { id, name, description }
}

export function unifiedTemplateSummary(template: UnifiedTemplate): JsonObject {
  return { ...templateSummary(template), unified_job_type: UNIFIED_TYPES[template.kind] }
}

export function runSummary(api: Api, run: Run): JsonObject {
  return present({
    id: run.id,
    name: run.name,
    description: run.description,
    status: run.status,
    failed: hasFailed(run),
    elapsed: elapsedOf(run, api.now()),
    type: run.kind,
    canceled_on: api.flavour.asksLabels ? stampOrNull(api, run.canceledOnMs) : undefined,
    timed_out: run.kind === 'workflow_approval' ? false : undefined,
  })
}

/** Seconds; live while it runs. */
export function elapsedOf(run: Run, nowMs: number): number {
  if (run.startedMs === undefined) return 0
  return Math.round((run.finishedMs ?? nowMs) - run.startedMs) / 1000
}
