import type { FailureCause } from '@shared/domain/error'
import type { JsonObject } from '@shared/lib/json'
import { merge } from './artifacts'
import { leaves, type JobTree } from './tree'
import { isObject, textOf } from './values'

/** What a workflow says that has cleaned up after itself. */
const CLEANED_UP = 'was automatically checked-in'

/**
 * The artifacts of each host that a failed workflow had finished before it failed: those of its jobs that did not fail
 * and tell a `vm_name` or `_broker_facts`. Jobs that tell of the same host are one. None when one of the reasons says
 * that the workflow has cleaned up.
 */
export function danglingArtifacts(tree: JobTree, causes: readonly FailureCause[]): readonly JsonObject[] {
  if (causes.some((cause) => cause.reason.includes(CLEANED_UP))) return []
  const hosts = new Map<string, JsonObject>()
  for (const job of leaves(tree)) {
    const told = job.artifacts ?? undefined
    if (job.status !== 'successful' || !isObject(told)) continue
    const facts = told['_broker_facts']
    const named = textOf(told['vm_name'])
    if (named === undefined && !isObject(facts)) continue
    const inFacts = isObject(facts) ? (textOf(facts['name']) ?? textOf(facts['vm_provisioned'])) : undefined
    const name = inFacts ?? named ?? `job ${job.id}`
    hosts.set(name, merge(hosts.get(name) ?? {}, told))
  }
  return [...hosts.values()]
}
