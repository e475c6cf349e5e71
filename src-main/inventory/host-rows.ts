import { factSchema } from '@shared/domain/fact'
import { hostEventSchema, hostRefSchema, type HostEvent } from '@shared/domain/host'
import { linkSchema } from '@shared/domain/link'
import { tagsOf } from '@shared/domain/host'
import type { HostState, HostSummary } from '@shared/domain/host'
import type { Lease } from '@shared/domain/lease'
import { providerKindSchema } from '@shared/domain/provider'
import { jsonObjectSchema } from '@shared/lib/json'
import { taskStepSchema, type TaskStep } from '@shared/domain/task'
import type { HostRecord } from '@main/ports/inventory'
import { z } from 'zod'
import { parseJson, parseJsonOrNull, present } from './columns'

/** The columns of `hosts` that are read back (the others are derived from them). */
export const HOST_COLUMNS = `h.seq, h.id, h.provider, h.instance, h.pretend, h.action, h.offering, h.state, h.name,
  h.hostname, h.os, h.lease_ends_at_ms, h.lease_source, h.lease_confirmed_at_ms, h.lease_asked_ends_at_ms, h.lease_asked_at_ms, h.labels_json, h.nick, h.problem, h.task_id,
  h.created_at_ms, h.checked_out_at_ms, h.updated_at_ms`

/** A row of `hosts`. */
export interface HostRow {
  readonly seq: number
  readonly id: string
  readonly provider: string
  readonly instance: string
  readonly pretend: 0 | 1
  readonly action: string
  readonly offering: string
  readonly state: HostState
  readonly name: string | null
  readonly hostname: string | null
  readonly os: string | null
  readonly lease_ends_at_ms: number | null
  readonly lease_source: Lease['source'] | null
  readonly lease_confirmed_at_ms: number | null
  readonly lease_asked_ends_at_ms: number | null
  readonly lease_asked_at_ms: number | null
  readonly labels_json: string
  readonly nick: string | null
  readonly problem: string | null
  readonly task_id: number | null
  readonly created_at_ms: number
  readonly checked_out_at_ms: number | null
  readonly updated_at_ms: number
}

/** A row of `hosts` with the steps of the task's line that works on it. */
export interface HostSummaryRow extends HostRow {
  readonly steps_json: string | null
}

/** A row of `hosts` with that of `host_details`. */
export interface HostRecordRow extends HostRow {
  readonly ref_json: string | null
  readonly arguments_json: string
  readonly facts_json: string
  readonly links_json: string
  readonly ssh_command: string | null
  readonly raw_json: string | null
}

/** A row of `host_events`. */
export interface HostEventRow {
  readonly id: number
  readonly at_ms: number
  readonly kind: string
  readonly text: string
  readonly task_id: number | null
}

const labelsSchema = z.record(z.string(), z.string())
const factsSchema = z.array(factSchema)
const linksSchema = z.array(linkSchema)
const stepsSchema = z.array(taskStepSchema)

/** The labels of a host. */
export function labelsOf(row: Pick<HostRow, 'id' | 'labels_json'>): Record<string, string> {
  return parseJson(labelsSchema, row.labels_json, `the labels of host ${row.id}`)
}

function leaseOf(row: HostRow): Lease | null {
  if (row.lease_ends_at_ms === null || row.lease_source === null || row.lease_confirmed_at_ms === null)
    return null
  return {
    endsAtMs: row.lease_ends_at_ms,
    source: row.lease_source,
    confirmedAtMs: row.lease_confirmed_at_ms,
    ...(row.lease_asked_at_ms === null
      ? {}
      : { unconfirmed: present({ endsAtMs: row.lease_asked_ends_at_ms, askedAtMs: row.lease_asked_at_ms }) }),
  }
}

function common(row: HostRow) {
  return {
    id: row.id,
    provider: providerKindSchema.parse(row.provider),
    instance: row.instance,
    pretend: row.pretend === 1,
    action: row.action,
    offering: row.offering,
    state: row.state,
    name: row.name,
    hostname: row.hostname,
    os: row.os,
    lease: leaseOf(row),
    nick: row.nick,
    problem: row.problem,
    taskId: row.task_id,
    createdAtMs: row.created_at_ms,
    checkedOutAtMs: row.checked_out_at_ms,
    updatedAtMs: row.updated_at_ms,
  }
}

/** How far a line is: its running step, else the next one, else the last. */
function currentStep(steps: readonly TaskStep[]): HostSummary['step'] | null {
  const running = steps.findIndex((step) => step.startedAtMs !== undefined && step.endedAtMs === undefined)
  const next = steps.findIndex((step) => step.startedAtMs === undefined && step.outcome === undefined)
  const index = running >= 0 ? running : next >= 0 ? next : steps.length - 1
  const step = steps[index]
  return step === undefined ? null : { index, count: steps.length, name: step.name }
}

/** A host as lists show it. */
export function toSummary(row: HostSummaryRow): HostSummary {
  const steps = parseJsonOrNull(stepsSchema, row.steps_json, `the steps of host ${row.id}`)
  return present({
    ...common(row),
    tags: tagsOf(labelsOf(row)),
    step: steps === null ? null : (currentStep(steps) ?? null),
  })
}

/** A host with everything that is known of it. */
export function toRecord(row: HostRecordRow): HostRecord {
  return present({
    ...common(row),
    labels: labelsOf(row),
    arguments: parseJson(jsonObjectSchema, row.arguments_json, `the arguments of host ${row.id}`),
    ref: parseJsonOrNull(hostRefSchema, row.ref_json, `the reference of host ${row.id}`),
    facts: parseJson(factsSchema, row.facts_json, `the facts of host ${row.id}`),
    links: parseJson(linksSchema, row.links_json, `the links of host ${row.id}`),
    sshCommand: row.ssh_command,
    raw: parseJsonOrNull(jsonObjectSchema, row.raw_json, `the raw answer for host ${row.id}`),
  })
}

/** One entry of a host's history. */
export function toEvent(row: HostEventRow): HostEvent {
  return hostEventSchema.parse(
    present({ id: row.id, atMs: row.at_ms, kind: row.kind, text: row.text, taskId: row.task_id }),
  )
}
