import { UNKNOWN_OFFERING } from '@shared/domain/host'
import { isJsonObject, type JsonObject } from '@shared/lib/json'
import { MASK } from '@shared/lib/redact'
import type { ListedHost, ProvisionedHost } from '@main/providers/contract'
import { jobArguments } from './launch-body'
import { refOf } from './host'
import { jobLink } from './links'
import { Mask } from './mask'
import type { Job } from './schemas'
import { hostOfInventory, type SyncedSource } from './synced-host'
import { textOf, variablesOf } from './values'

/** A host of an inventory, with the job of ours that made it where that is known. */
export interface ListedSource extends Omit<SyncedSource, 'ref'> {
  readonly ourId: string | undefined
  readonly job: Job | undefined
}

/**
 * A host of an inventory as a sync lists it: with what a check out of it would have been, from the job that made it or
 * from what its workflow was called with. What is masked in that is left out; the server encrypts a survey's passwords
 * only, so the arguments may hold plain secrets.
 */
export function listedHost({ ourId, job, ...source }: ListedSource): ListedHost {
  const name = source.registered.name
  const ref = job === undefined ? undefined : refOf(job, name)
  const vars = job === undefined ? undefined : variablesOf(job.extra_vars)
  const host = masked(hostOfInventory({ ...source, ref }), new Mask(vars))
  const args = isJsonObject(source.facts['_broker_args']) ? source.facts['_broker_args'] : {}
  const shown = isJsonObject(host.raw?.['_broker_args']) ? host.raw['_broker_args'] : {}
  const isJobTemplate =
    job === undefined ? textOf(args['job_template']) !== undefined : job.type === 'job' || job.is_sliced_job
  const offering = job?.name ?? textOf(args['workflow']) ?? textOf(args['job_template']) ?? UNKNOWN_OFFERING
  return {
    ...host,
    action: isJobTemplate ? 'job_template' : 'workflow',
    offering,
    arguments: withoutMasked(jobArguments(vars ?? shown)),
    links: [...(job === undefined ? [] : [jobLink(source.api, job)]), ...host.links],
    ...(ourId === undefined ? {} : { hostId: ourId }),
    ...noteOf(args, ourId, job),
  }
}

/** Without the secrets of the job that made it, which the site may repeat anywhere. */
function masked(host: ProvisionedHost, mask: Mask): ProvisionedHost {
  return {
    ...host,
    facts: host.facts.map((fact) => ({ ...fact, value: mask.text(fact.value) })),
    ...(host.raw === undefined ? {} : { raw: mask.json(host.raw) }),
  }
}

function withoutMasked(args: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(args).filter(([, value]) => value !== MASK && value !== '$encrypted$'),
  )
}

/** Where a host comes from that Broker Desktop did not make. */
function noteOf(args: JsonObject, ourId: string | undefined, job: Job | undefined): { note?: string } {
  if (job !== undefined) return { note: `made in AnsibleTower, job ${job.id}` }
  if (ourId !== undefined) return {}
  return Object.keys(args).length > 0 ? { note: 'made by the broker command' } : {}
}
