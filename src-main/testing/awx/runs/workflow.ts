import type { JsonObject } from '@shared/lib/json'
import type { NodeSpec } from '@main/testing/awx/catalog/types'
import type { Engine } from '@main/testing/awx/runs/engine'
import type { NewRun } from '@main/testing/awx/runs/new-run'
import { passwordVariables, surveyDefaults } from '@main/testing/awx/runs/survey'
import { parseVars, templateVars } from '@main/testing/awx/runs/vars'
import {
  hasFailed,
  isFinal,
  isSliced,
  type Run,
  type RunNode,
  type UnifiedTemplate,
} from '@main/testing/awx/store/records'

interface Parent {
  readonly node: RunNode
  readonly edge: 'success' | 'failure' | 'always'
}

const NO_PATHS = 'No error handling paths found, marking workflow as failed'
const NO_RESOURCE =
  'Job spawned from workflow could not start because it was missing a related resource such as project or inventory'

/**
 * The graph of a workflow job. A node's turn comes when all its parents are decided; it runs when an edge leads to it
 * (all edges for `all_parents_must_converge`), and otherwise never will (AWX 9-24, workflow DAG).
 */
export class Workflows {
  readonly #engine: Engine
  readonly #parents = new WeakMap<Run, ReadonlyMap<RunNode, readonly Parent[]>>()

  constructor(engine: Engine) {
    this.#engine = engine
  }

  /** All nodes are there from the launch on, without jobs. */
  addNodes(workflow: Run, atMs: number): void {
    const { store } = this.#engine
    for (const spec of nodeSpecsOf(workflow)) {
      const node: RunNode = {
        id: store.next('node'),
        workflow,
        spec,
        createdMs: atMs,
        template: this.#templateOf(workflow, spec),
        success: spec.success ?? [],
        failure: spec.failure ?? [],
        always: spec.always ?? [],
        run: undefined,
        doNotRun: false,
        failedMissing: false,
        ancestorArtifacts: {},
      }
      workflow.nodes.push(node)
      store.nodes.set(node.id, node)
    }
    this.#parents.set(workflow, parentsOf(workflow.nodes))
  }

  /** Decides what can be decided, spawns what is to run, and ends the workflow when nothing is left. */
  advance(workflow: Run, atMs: number): void {
    if (workflow.status !== 'running') return
    for (let changed = true; changed;) {
      changed = false
      for (const node of workflow.nodes) {
        if (isDecided(node) || node.run !== undefined) continue
        const parents = this.#parents.get(workflow)?.get(node) ?? []
        if (!parents.every((parent) => isDecided(parent.node))) continue
        if (workflow.canceledOnMs === undefined && mayRun(node, parents)) this.#spawn(node, parents, atMs)
        else node.doNotRun = true
        changed = true
      }
    }
    if (workflow.nodes.every(isDecided)) this.#end(workflow, atMs)
  }

  cancel(workflow: Run, atMs: number): void {
    for (const node of workflow.nodes) {
      if (node.run === undefined) node.doNotRun = true
      else this.#engine.cancel(node.run, atMs)
    }
    this.advance(workflow, atMs)
  }

  #end(workflow: Run, atMs: number): void {
    if (workflow.canceledOnMs !== undefined) {
      this.#engine.finish(workflow, 'canceled', atMs)
      return
    }
    const unhandled = workflow.nodes.some(
      (node) => nodeFailed(node) && node.failure.length === 0 && node.always.length === 0,
    )
    if (unhandled) workflow.explanation = NO_PATHS
    this.#engine.finish(workflow, unhandled ? 'failed' : 'successful', atMs)
  }

  #spawn(node: RunNode, parents: readonly Parent[], atMs: number): void {
    const { workflow, template } = node
    for (const { node: parent } of parents) {
      Object.assign(node.ancestorArtifacts, parent.ancestorArtifacts, effectiveArtifacts(parent.run))
    }
    const { runs } = node.spec
    const shared = {
      createdBy: workflow.createdBy,
      launchType: 'workflow',
      node,
      inventory: workflow.inventory,
      secretVars: workflow.secretVars,
    } as const
    if ('approval' in runs) {
      this.#create(
        node,
        { ...shared, kind: 'workflow_approval', name: runs.approval, template: undefined, vars: {} },
        atMs,
      )
    } else if (template === undefined) {
      node.failedMissing = true
    } else if (template.kind === 'project') {
      this.#create(node, { ...shared, kind: 'project_update', name: template.name, template, vars: {} }, atMs)
    } else {
      const vars: JsonObject = {
        ...templateVars(template),
        ...surveyDefaults(template),
        ...parseVars(node.spec.extraData),
        ...node.ancestorArtifacts,
        ...workflow.vars,
      }
      const inventory = workflow.inventory ?? template.inventory
      const needs = template.kind === 'job_template' && template.spec.needsInventory === true
      this.#create(
        node,
        {
          ...shared,
          kind: template.kind === 'job_template' ? 'job' : 'workflow_job',
          name: template.name,
          template,
          vars,
          inventory,
          secretVars: new Set([...workflow.secretVars, ...passwordVariables(template)]),
          ...(needs && inventory === undefined ? { failsAtOnce: NO_RESOURCE } : {}),
        },
        atMs,
      )
    }
  }

  #create(node: RunNode, wanted: NewRun, atMs: number): void {
    node.run = this.#engine.create(wanted, atMs)
  }

  #templateOf(workflow: Run, { runs }: NodeSpec): UnifiedTemplate | undefined {
    const { store } = this.#engine
    if (isSliced(workflow)) return workflow.template
    if ('jobTemplate' in runs) return preferred(store.jobTemplates(), runs.jobTemplate, workflow)
    if ('workflow' in runs) return preferred(store.workflowTemplates(), runs.workflow, workflow)
    return 'projectUpdate' in runs
      ? store.projects().find(({ name }) => name === runs.projectUpdate)
      : undefined
  }
}

/** Of several with that name the one of the workflow's own organization. */
function preferred<T extends UnifiedTemplate>(all: readonly T[], name: string, workflow: Run): T | undefined {
  const named = all.filter((each) => each.name === name)
  return named.find((each) => each.organization === workflow.template?.organization) ?? named[0]
}

function nodeSpecsOf(workflow: Run): readonly NodeSpec[] {
  const { template } = workflow
  if (template?.kind === 'workflow_job_template') return template.spec.nodes
  return Array.from({ length: workflow.slices }, (_, index) => ({
    key: `slice-${index + 1}`,
    runs: { jobTemplate: workflow.name },
  }))
}

function parentsOf(nodes: readonly RunNode[]): ReadonlyMap<RunNode, readonly Parent[]> {
  const byKey = new Map(nodes.map((node) => [node.spec.key, node]))
  const parents = new Map<RunNode, Parent[]>(nodes.map((node) => [node, []]))
  for (const node of nodes) {
    for (const edge of ['success', 'failure', 'always'] as const) {
      for (const key of node[edge]) {
        const child = byKey.get(key)
        if (child !== undefined) parents.get(child)?.push({ node, edge })
      }
    }
  }
  return parents
}

function isDecided(node: RunNode): boolean {
  return node.doNotRun || node.failedMissing || (node.run !== undefined && isFinal(node.run))
}

function nodeFailed(node: RunNode): boolean {
  return node.failedMissing || (node.run !== undefined && hasFailed(node.run))
}

function mayRun(node: RunNode, parents: readonly Parent[]): boolean {
  if (parents.length === 0) return true
  const leads = ({ node: parent, edge }: Parent): boolean =>
    !parent.doNotRun && (edge === 'always' || (edge === 'failure') === nodeFailed(parent))
  return node.spec.allParentsMustConverge === true ? parents.every(leads) : parents.some(leads)
}

/** A job's own, or for a nested workflow those of all its jobs in order. */
function effectiveArtifacts(run: Run | undefined): JsonObject {
  if (run === undefined) return {}
  if (run.kind !== 'workflow_job') return typeof run.artifacts === 'string' ? {} : run.artifacts
  const inOrder = run.nodes.toSorted((one, other) => (one.run?.id ?? 0) - (other.run?.id ?? 0))
  const merged: JsonObject = {}
  for (const node of inOrder) Object.assign(merged, effectiveArtifacts(node.run))
  return merged
}
