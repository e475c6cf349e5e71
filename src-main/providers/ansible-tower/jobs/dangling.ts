import type { FailureCause } from '@shared/domain/error'
import { isJsonObject, type JsonObject } from '@shared/lib/json'
import { merge } from './artifacts'
import { leaves, type JobTree } from './tree'
import { textOf } from './values'

/** What a workflow says that has cleaned up after itself. */
const CLEANED_UP = 'was automatically checked-in'

/** What a failed workflow tells of one host that it had finished. */
export interface Dangling {
  readonly artifacts: JsonObject
  /** The job that told of it first: what tells a host without a name from the others. */
  readonly leaf: number
}

/**
 * The artifacts of each host that a failed workflow had finished before it failed: those of its jobs that did not fail
 * and tell a `vm_name` or `_broker_facts`. Jobs that tell of the same host are one. None when one of the reasons says
 * that the workflow has cleaned up.
 */
export function danglingArtifacts(tree: JobTree, causes: readonly FailureCause[]): readonly Dangling[] {
  if (causes.some((cause) => cause.reason.includes(CLEANED_UP))) return []
  const hosts = new Map<string, Dangling>()
  for (const job of leaves(tree)) {
    const told = job.artifacts ?? undefined
    if (job.status !== 'successful' || !isJsonObject(told)) continue
    const facts = told['_broker_facts']
    const named = textOf(told['vm_name'])
    if (named === undefined && !isJsonObject(facts)) continue
    const inFacts = isJsonObject(facts)
      ? (textOf(facts['name']) ?? textOf(facts['vm_provisioned']))
      : undefined
    const name = inFacts ?? named ?? `job ${job.id}`
    const { artifacts, leaf } = hosts.get(name) ?? { artifacts: {}, leaf: job.id }
    hosts.set(name, { artifacts: merge(artifacts, told), leaf })
  }
  return [...hosts.values()]
}
