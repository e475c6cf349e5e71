import type { JsonObject } from '@shared/lib/json'
import type { RunInput } from '@main/testing/awx/catalog/types'
import { newRow, type NewRun } from '@main/testing/awx/runs/new-run'
import { artifactsOf, planOf } from '@main/testing/awx/runs/plan'
import { Timeline } from '@main/testing/awx/runs/timeline'
import { Workflows } from '@main/testing/awx/runs/workflow'
import type { Machines } from '@main/testing/awx/runs/world'
import { isFinal, type Run, type Template } from '@main/testing/awx/store/records'
import type { Store } from '@main/testing/awx/store/store'
import type { RunStatus, TroubleSettings } from '@main/testing/awx/types'

const WORKFLOW_PENDING_MS = 300
const NEW_MS = 20
const EXPLAIN_AFTER_MS = 30_000

/**
 * Jobs of all kinds and their states. Every change of state has a time of its own on the timeline; `advance` brings all
 * to the present. (AWX 9-24: task manager, dispatcher and callback receiver in one.)
 */
export class Engine {
  readonly store: Store
  readonly machines: Machines
  readonly #timeline = new Timeline()
  readonly #workflows: Workflows
  readonly #now: () => number
  readonly #speed: number
  readonly #settings: Readonly<TroubleSettings>
  /** Those whose start came while another of their template was running. */
  readonly #blocked = new Set<Run>()

  constructor(options: {
    readonly store: Store
    readonly machines: Machines
    readonly now: () => number
    readonly speed: number
    readonly settings: Readonly<TroubleSettings>
  }) {
    this.store = options.store
    this.machines = options.machines
    this.#now = options.now
    this.#speed = options.speed
    this.#settings = options.settings
    this.#workflows = new Workflows(this)
  }

  advance(): number {
    const nowMs = this.#now()
    this.#timeline.advance(nowMs)
    return nowMs
  }

  /** Real milliseconds for so many of a script's. */
  real(scriptMs: number): number {
    return scriptMs / this.#speed
  }

  create(wanted: NewRun, atMs: number): Run {
    const { store } = this
    const id = store.next('run')
    const run = newRow(id, wanted, atMs)
    const { template } = run
    store.runs.set(id, run)
    template?.runs.push(run)
    if (wanted.failsAtOnce !== undefined) {
      run.explanation = wanted.failsAtOnce
      this.#at(atMs, (ms) => this.finish(run, 'failed', ms))
      return run
    }
    if (wanted.node !== undefined) this.#at(atMs + this.real(NEW_MS), () => this.#set(run, 'pending', 'new'))
    if (run.kind === 'workflow_job') this.#planWorkflow(run, atMs)
    else if (run.kind === 'job') this.#planJob(run, atMs)
    else this.#planOther(run, atMs)
    return run
  }

  /** Cancels as the API's POST does; false when it is final already. */
  cancel(run: Run, atMs: number): boolean {
    if (isFinal(run)) return false
    if (run.status !== 'running') {
      run.canceledOnMs = atMs
      this.finish(run, 'canceled', atMs)
    } else if (run.canceledOnMs === undefined) {
      run.canceledOnMs = atMs
      run.modifiedMs = atMs
      if (run.kind === 'workflow_job') this.#workflows.cancel(run, atMs)
      else this.#at(atMs + this.real(this.#settings.cancelLagMs), (ms) => this.finish(run, 'canceled', ms))
    }
    return true
  }

  /** Answers an approval that waits. */
  decide(run: Run, approved: boolean, atMs: number): boolean {
    if (run.kind !== 'workflow_approval' || isFinal(run)) return false
    this.finish(run, approved ? 'successful' : 'failed', atMs)
    return true
  }

  finish(run: Run, status: RunStatus, atMs: number): void {
    if (isFinal(run)) return
    run.status = status
    run.finishedMs = atMs
    run.modifiedMs = atMs
    this.#blocked.delete(run)
    for (const blocked of this.#blocked) {
      if (blocked.template === run.template) this.#at(atMs, (ms) => this.#start(blocked, ms))
    }
    if (run.inventory !== undefined && run.kind === 'job') {
      for (const host of run.inventory.hosts) if (host.name === run.prompts.limit) host.lastJob = run
    }
    const workflow = run.node?.workflow
    if (workflow !== undefined) this.#at(atMs, (ms) => this.#workflows.advance(workflow, ms))
  }

  #at(dueMs: number, happen: (atMs: number) => void): void {
    this.#timeline.at(dueMs, happen)
  }

  #set(run: Run, status: RunStatus, from: RunStatus): void {
    if (run.status === from) run.status = status
  }

  #planWorkflow(run: Run, atMs: number): void {
    this.#workflows.addNodes(run, atMs)
    const stuck =
      run.template?.kind === 'workflow_job_template' ? run.template.spec.pendingForever : undefined
    if (stuck === undefined) this.#at(atMs + this.real(WORKFLOW_PENDING_MS), (ms) => this.#start(run, ms))
    else this.#explainLater(run, atMs, stuck)
  }

  #planJob(run: Run, atMs: number): void {
    const script = run.template?.kind === 'job_template' ? run.template.spec.script : {}
    const plan = planOf(script, this.#inputOf(run, atMs), this.#pace())
    run.plan = plan
    const { outcome } = plan
    if (outcome.kind === 'pending-forever') {
      const busy = 'This job is not ready to start because there is not enough available capacity.'
      this.#explainLater(run, atMs, outcome.explanation ?? busy)
      return
    }
    if (outcome.kind === 'failed-before-start') {
      run.explanation = outcome.explanation
      this.#at(atMs + plan.pendingMs, (ms) => this.finish(run, 'failed', ms))
      return
    }
    this.#at(atMs + plan.pendingMs, (ms) => this.#start(run, ms))
  }

  #planOther(run: Run, atMs: number): void {
    const runs = run.node?.spec.runs
    if (runs !== undefined && 'approval' in runs) {
      const { decidedAfterMs, approved = true } = runs
      if (decidedAfterMs !== undefined) {
        this.#at(atMs + this.real(decidedAfterMs), (ms) => this.decide(run, approved, ms))
      }
      return
    }
    const durationMs = runs !== undefined && 'projectUpdate' in runs ? (runs.durationMs ?? 1_000) : 1_000
    const fails = runs !== undefined && 'projectUpdate' in runs && runs.fails === true
    this.#at(atMs + this.real(WORKFLOW_PENDING_MS), (ms) => {
      this.#running(run, ms)
      this.#at(ms + this.real(durationMs), (endMs) =>
        this.finish(run, fails ? 'failed' : 'successful', endMs),
      )
    })
  }

  /** A capacity problem is told only after a while. */
  #explainLater(run: Run, atMs: number, explanation: string): void {
    this.#at(atMs + this.real(EXPLAIN_AFTER_MS), () => {
      if (run.status === 'pending') run.explanation = explanation
    })
  }

  #start(run: Run, atMs: number): void {
    if (isFinal(run) || run.status === 'running') return
    const before = this.#blockerOf(run)
    if (before !== undefined) {
      this.#blocked.add(run)
      this.#explainLater(run, run.createdMs, `waiting for ${before.kind}-${before.id} to finish`)
      return
    }
    this.#blocked.delete(run)
    run.explanation = ''
    if (run.kind === 'workflow_job') {
      this.#running(run, atMs)
      this.#workflows.advance(run, atMs)
      return
    }
    run.status = 'waiting'
    this.#at(atMs + this.real(NEW_MS), (ms) => this.#runJob(run, ms))
  }

  #runJob(run: Run, atMs: number): void {
    const { plan } = run
    if (run.status !== 'waiting' || plan === undefined) return
    this.#running(run, atMs)
    if (plan.outcome.kind === 'never-ends') return
    if (plan.outcome.kind === 'canceled') {
      this.#at(atMs + plan.durationMs / 2, (ms) => this.cancel(run, ms))
      return
    }
    this.#at(atMs + plan.durationMs, (ms) => this.#endJob(run, ms))
  }

  #endJob(run: Run, atMs: number): void {
    const { plan } = run
    if (plan === undefined || isFinal(run) || run.canceledOnMs !== undefined) return
    let effect: JsonObject | undefined
    if (plan.outcome.kind === 'successful') {
      try {
        const world = this.machines.seenBy({ ...plan.input, nowMs: atMs }, run.inventory)
        effect = plan.script.effect?.(world, { ...plan.input, nowMs: atMs })
      } catch (error) {
        plan.outcome = { kind: 'failed', message: error instanceof Error ? error.message : String(error) }
      }
    }
    const { outcome } = plan
    if (outcome.kind === 'successful' || plan.script.artifactsOnFailure === true) {
      const silent = plan.script.isExtension === true && this.#settings.extendReturnsNothing
      run.artifacts = silent ? {} : artifactsOf(plan, effect)
    }
    if (outcome.kind === 'error') {
      run.traceback = outcome.traceback ?? ''
      run.explanation = outcome.explanation ?? ''
      this.finish(run, 'error', atMs)
    } else {
      this.finish(run, outcome.kind === 'failed' ? 'failed' : 'successful', atMs)
    }
  }

  #running(run: Run, atMs: number): void {
    if (isFinal(run)) return
    run.status = 'running'
    run.startedMs = atMs
    run.modifiedMs = atMs
  }

  #blockerOf(run: Run): Run | undefined {
    const { template } = run
    if (template === undefined || allowsSimultaneous(template)) return undefined
    return template.runs.find((other) => other.id < run.id && !isFinal(other))
  }

  #pace(): number {
    return this.real(1) * this.#settings.slowNodes
  }

  #inputOf(run: Run, atMs: number): RunInput {
    let root = run
    while (root.node !== undefined) root = root.node.workflow
    return {
      vars: run.vars,
      serial: this.store.next('serial'),
      jobId: run.id,
      jobName: run.name,
      rootId: root.id,
      rootName: root.name,
      username: run.createdBy.spec.username,
      inventory: run.inventory?.spec.name,
      nowMs: atMs,
    }
  }
}

function allowsSimultaneous(template: Template): boolean {
  return template.spec.allowSimultaneous ?? true
}
