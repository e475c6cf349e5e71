import type { TowerApi } from '@main/providers/ansible-tower/api'
import type { ReportedStep } from '@main/providers/contract'
import { jobLink } from './links'
import { isFinal, type Job, type WorkflowNode } from './schemas'
import { inOrderOfExecution } from './tree'
import { ourTime } from './values'

/** What is known of the nodes of a workflow job, and of their jobs beside what the nodes tell. */
export interface KnownNodes {
  readonly nodes: readonly WorkflowNode[]
  /** Jobs of the nodes by id: when they began and why they wait. */
  readonly jobs?: ReadonlyMap<number, Job>
  /** Nodes of workflows inside the workflow, by the id of their workflow job. */
  readonly nested?: ReadonlyMap<number, readonly WorkflowNode[]>
  /** By how much the server's clock is ahead of this computer's (ms): steps are told in our time. */
  readonly aheadMs?: number | undefined
}

const STATES: Readonly<Record<string, ReportedStep['state']>> = {
  new: 'waiting',
  pending: 'waiting',
  waiting: 'waiting',
  running: 'running',
  successful: 'done',
  failed: 'failed',
  error: 'failed',
  canceled: 'cancelled',
}

/**
 * The nodes of a workflow job as steps, in the order of their execution; those of a workflow inside it stand after its
 * own step, named "outer: inner". Names are made unique by numbers. A node that has no job waits while the workflow
 * runs, and was left out when it is over.
 */
export function stepsOf(api: TowerApi, workflow: Job, known: KnownNodes): readonly ReportedStep[] {
  const names = new Map<string, number>()
  const unique = (name: string): string => {
    const seen = (names.get(name) ?? 0) + 1
    names.set(name, seen)
    return seen === 1 ? name : `${name} (${seen})`
  }
  const walk = (nodes: readonly WorkflowNode[], isOver: boolean, prefix: string): ReportedStep[] =>
    inOrderOfExecution(nodes).flatMap((node) => {
      const name = `${prefix}${nameOf(node)}`
      const step = { name: unique(name), ...standing(api, node, isOver, known) }
      const ran = node.summary_fields.job
      const inner = ran === undefined ? undefined : known.nested?.get(ran.id)
      if (ran === undefined || inner === undefined) return [step]
      return [step, ...walk(inner, isFinal(ran), `${name}: `)]
    })
  return walk(known.nodes, isFinal(workflow), '')
}

/** What a node is called: its template's name, else its job's, else what the workflow calls it. */
export function nameOf(node: WorkflowNode): string {
  const { job, unified_job_template: template } = node.summary_fields
  const name = template?.name ?? job?.name ?? ''
  return name === '' ? (node.identifier ?? `node ${node.id}`) : name
}

function standing(
  api: TowerApi,
  node: WorkflowNode,
  isOver: boolean,
  { jobs, aheadMs }: KnownNodes,
): Omit<ReportedStep, 'name'> {
  const ran = node.summary_fields.job
  if (ran === undefined) return { state: node.do_not_run || isOver ? 'skipped' : 'waiting' }
  const job = jobs?.get(ran.id)
  const status = job?.status ?? ran.status
  const startedAtMs = ourTime(job?.started, aheadMs)
  const endedAtMs = ourTime(job?.finished, aheadMs)
  const detail = detailOf(ran.type, status, job?.job_explanation ?? '')
  return {
    state: isAsking(ran.type, status) ? 'running' : (STATES[status] ?? 'waiting'),
    ...(startedAtMs === undefined ? {} : { startedAtMs }),
    ...(endedAtMs === undefined ? {} : { endedAtMs }),
    ...(detail === undefined ? {} : { detail }),
    link: jobLink(api, ran),
  }
}

/** Whether a node waits for a person's yes: it is what the workflow is at, though its job never runs. */
function isAsking(type: string, status: string): boolean {
  return type === 'workflow_approval' && status === 'pending'
}

/** The server's own word where a state needs one: why it waits, or what kind of failure it is. */
function detailOf(type: string, status: string, explanation: string): string | undefined {
  if (isAsking(type, status)) return 'pending: waiting for an approval'
  if (explanation !== '') return `${status}: ${explanation}`
  return status === 'error' || status === 'pending' ? status : undefined
}
