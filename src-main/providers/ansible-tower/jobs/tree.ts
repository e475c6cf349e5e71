import type { Job, WorkflowNode } from './schemas'

/** A job with the jobs that its workflow's nodes ran; of a job that is no workflow both lists are empty. */
export interface JobTree {
  readonly job: Job
  /** In the order in which they ran; those without a job come last. */
  readonly nodes: readonly WorkflowNode[]
  /** The jobs of the nodes, by job id: the order in which they began. */
  readonly children: readonly JobTree[]
}

/** Nodes in the order of their execution: by the id of their job, then those that did not run by their own. */
export function inOrderOfExecution(nodes: readonly WorkflowNode[]): readonly WorkflowNode[] {
  return nodes.toSorted((a, b) => {
    const left = a.summary_fields.job?.id ?? Number.POSITIVE_INFINITY
    const right = b.summary_fields.job?.id ?? Number.POSITIVE_INFINITY
    return left === right ? a.id - b.id : left - right
  })
}

/** The playbook jobs below (or the job itself), workflows inside workflows included, by job id. */
export function leaves(tree: JobTree): readonly Job[] {
  if (tree.job.type !== 'workflow_job') return [tree.job]
  return tree.children.flatMap(leaves).toSorted((a, b) => a.id - b.id)
}
