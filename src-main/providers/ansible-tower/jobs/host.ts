import type { HostRef } from '@shared/domain/host'
import type { Link } from '@shared/domain/link'
import type { JsonObject } from '@shared/lib/json'
import type { ProvisionedHost } from '@main/providers/contract'
import type { TowerApi } from '@main/providers/ansible-tower/api'
import type { JobArtifacts } from './artifacts'
import { brokerHost, factsForPeople, type BrokerHost } from './broker-facts'
import { leaseOf } from './lease'
import { jobLink } from './links'
import type { Mask } from './mask'
import type { Job } from './schemas'
import { timeOf, variablesOf } from './values'

/** The variable of a launch that carries our own id, so that a job is found again whose answer was lost. */
export const OUR_ID = '_broker_desktop_id'

/** Where a host comes from: the job that made it and what that left. */
export interface HostSource {
  readonly api: TowerApi
  readonly job: Job
  readonly artifacts: JobArtifacts
  readonly leaseFields: readonly string[]
  readonly mask: Mask
  /** UTC epoch milliseconds, this computer's clock. */
  readonly readAtMs: number
  /** The job below `job` that told of it, where a failed workflow had finished it. */
  readonly leaf?: number | undefined
  /** Facts that the server has of the host now; newer than the artifacts. */
  readonly current?: JsonObject | undefined
}

/** Which job made a host, and its name where it has one: what a claim becomes in the end. */
export function refOf(job: Job, name: string | undefined): HostRef {
  const ours = variablesOf(job.extra_vars)[OUR_ID]
  return {
    ...(typeof ours === 'string' ? { desktop_id: ours } : {}),
    job: String(job.id),
    type: job.type,
    ...(name === undefined ? {} : { name }),
    ...(job.inventory === null || job.inventory === undefined ? {} : { inventory: String(job.inventory) }),
  }
}

/** A host as the artifacts of its job describe it. One that they do not describe is kept without a name. */
export function hostOf(source: HostSource): ProvisionedHost {
  const { job, api, mask } = source
  const told = brokerHost(source.artifacts)
  const host: BrokerHost = source.current === undefined ? told : newer(told, source.current)
  const facts = mask.json(host.facts)
  const lease = leaseOf(host.facts, source.leaseFields, {
    fromMs: timeOf(job.finished) ?? source.readAtMs,
    readAtMs: source.readAtMs,
  })
  return {
    ref: refOfSource(source, host.name),
    ...(host.name === undefined ? {} : { name: host.name }),
    ...(host.hostname === undefined
      ? {}
      : { hostname: host.hostname, sshCommand: `ssh root@${host.hostname}` }),
    ...(host.os === undefined ? {} : { os: host.os }),
    ...(lease === undefined ? {} : { lease }),
    facts: [
      ...(host.problem === undefined ? [] : [{ label: 'Problem', value: mask.text(host.problem) }]),
      ...factsForPeople(facts),
      { label: 'Job', value: `${job.name} ${job.id}` },
    ],
    links: [jobLink(api, job), apiLinkOf(api, job)],
    raw: rawOf(source, host),
  }
}

/** A host without a name is told from the others that its workflow left by the job that made it. */
function refOfSource({ job, leaf }: HostSource, name: string | undefined): HostRef {
  const ref = refOf(job, name)
  return name === undefined && leaf !== undefined ? { ...ref, leaf: String(leaf) } : ref
}

function newer(told: BrokerHost, current: JsonObject): BrokerHost {
  const now = brokerHost({ _broker_facts: { ...told.facts, ...current }, _broker_args: told.args })
  return { ...now, name: now.name ?? told.name, problem: told.problem }
}

function rawOf({ job, mask }: HostSource, host: BrokerHost): JsonObject {
  const inventory = job.summary_fields.inventory?.name
  return {
    job: job.id,
    job_type: job.type,
    job_name: job.name,
    created: job.created,
    ...(inventory === undefined ? {} : { tower_inventory: inventory }),
    ...(host.hostType === undefined ? {} : { host_type: host.hostType }),
    _broker_args: mask.json(host.args),
    _broker_facts: mask.json(host.facts),
  }
}

/** A job in the server's own pages of its API. */
export function apiLinkOf(api: TowerApi, job: Pick<Job, 'id' | 'type' | 'url'>): Link {
  return api.apiLink(job.url === '' ? pathOf(job) : job.url)
}

/** Where a job is below the API's prefix. */
export function pathOf(job: Pick<Job, 'id' | 'type'>): string {
  return job.type === 'workflow_job' ? `workflow_jobs/${job.id}/` : `jobs/${job.id}/`
}
