import { isJsonObject, type JsonObject } from '@shared/lib/json'
import type { Artifacts } from '@shared/domain/execute'
import type { JobTree } from './tree'

/** Artifacts, or the text that stands for them when a task with no_log produced them. */
export type JobArtifacts = JsonObject | string

/**
 * The artifacts of a job and of all that ran below it.
 *
 * - `last`: those of the child that began last, workflows inside workflows included; empty ones leave what was before.
 * - `merge`: all merged in the order of their job ids; of two values for one key the earlier stays, objects are merged.
 *   A text (no_log) cannot be merged: it is the answer only where there is nothing else.
 */
export function artifactsOf(tree: JobTree, strategy: Artifacts): JobArtifacts {
  return strategy === 'last' ? lastOf(tree, {}) : mergedOf(tree, {})
}

function lastOf({ job, children }: JobTree, before: JobArtifacts): JobArtifacts {
  const own = isEmpty(job.artifacts) ? before : job.artifacts
  const last = children.at(-1)
  return last === undefined ? own : lastOf(last, own)
}

function mergedOf({ job, children }: JobTree, before: JobArtifacts): JobArtifacts {
  let merged = isEmpty(job.artifacts) ? before : join(before, job.artifacts)
  for (const child of children) merged = mergedOf(child, merged)
  return merged
}

function isEmpty(artifacts: JobArtifacts | null | undefined): artifacts is null | undefined {
  if (artifacts === null || artifacts === undefined || artifacts === '') return true
  return typeof artifacts !== 'string' && Object.keys(artifacts).length === 0
}

function join(earlier: JobArtifacts, later: JobArtifacts): JobArtifacts {
  if (isEmpty(earlier)) return later
  if (typeof later === 'string') return earlier
  return typeof earlier === 'string' ? later : merge(earlier, later)
}

/** Both, deeply; the first one's values stay where they are not null. */
export function merge(first: JsonObject, second: JsonObject): JsonObject {
  const merged: JsonObject = { ...first }
  for (const [key, value] of Object.entries(second)) {
    const own = merged[key]
    if (own === undefined || own === null) merged[key] = value
    else if (isJsonObject(own) && isJsonObject(value)) merged[key] = merge(own, value)
  }
  return merged
}
