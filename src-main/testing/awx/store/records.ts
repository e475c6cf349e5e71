import type { JsonObject } from '@shared/lib/json'
import type {
  CredentialSpec,
  ExecutionEnvironmentSpec,
  InventorySpec,
  JobTemplateSpec,
  NodeSpec,
  ResourceSpec,
  SurveyQuestion,
  UserSpec,
  WorkflowSpec,
} from '@main/testing/awx/catalog/types'
import type { Plan } from '@main/testing/awx/runs/plan'
import type { RunStatus } from '@main/testing/awx/types'

/** The rows of the server's database. Relations are references, not ids. All times are UTC epoch milliseconds. */
export interface Organization {
  readonly id: number
  readonly name: string
  readonly createdMs: number
}

export interface User {
  readonly id: number
  readonly spec: UserSpec
  readonly createdMs: number
  lastLoginMs: number | undefined
}

export interface Inventory {
  readonly id: number
  readonly spec: InventorySpec
  readonly organization: Organization
  readonly createdMs: number
  readonly hosts: Set<Host>
}

export interface Host {
  readonly id: number
  readonly inventory: Inventory
  readonly createdMs: number
  modifiedMs: number
  readonly name: string
  readonly description: string
  /** JSON or YAML, as the API has it. */
  variables: string
  facts: JsonObject
  factsModifiedMs: number | undefined
  readonly enabled: boolean
  readonly instanceId: string
  /** Of a constructed inventory: where the facts are. */
  readonly source: { readonly inventory: string; readonly host: string } | undefined
  lastJob: Run | undefined
}

export interface Label {
  readonly kind: 'label'
  readonly id: number
  readonly name: string
  readonly organization: Organization
  readonly createdMs: number
}

interface Resource<S extends ResourceSpec> {
  readonly id: number
  readonly spec: S
  readonly organization: Organization | undefined
  readonly createdMs: number
}

export interface Credential extends Resource<CredentialSpec> {
  readonly kind: 'credential'
}

export interface ExecutionEnvironment extends Resource<ExecutionEnvironmentSpec> {
  readonly kind: 'execution_environment'
}

export interface InstanceGroup extends Resource<ResourceSpec> {
  readonly kind: 'instance_group'
}

export interface Project {
  readonly kind: 'project'
  readonly id: number
  readonly name: string
  readonly description: string
  readonly organization: Organization
  readonly createdMs: number
  readonly failed: boolean
}

interface TemplateRow {
  readonly id: number
  readonly name: string
  readonly description: string
  readonly organization: Organization
  readonly inventory: Inventory | undefined
  readonly createdMs: number
  modifiedMs: number
  readonly createdBy: User
  readonly labels: Set<Label>
  readonly survey: readonly SurveyQuestion[] | undefined
  readonly surveyEnabled: boolean
  readonly extraVars: string
  /** All runs of it, oldest first. */
  readonly runs: Run[]
}

export interface JobTemplate extends TemplateRow {
  readonly kind: 'job_template'
  readonly spec: JobTemplateSpec
  readonly project: Project | undefined
  readonly credentials: readonly Credential[]
  readonly executionEnvironment: ExecutionEnvironment | undefined
  readonly instanceGroups: readonly InstanceGroup[]
}

export interface WorkflowTemplate extends TemplateRow {
  readonly kind: 'workflow_job_template'
  readonly spec: WorkflowSpec
  readonly nodes: TemplateNode[]
}

export type Template = JobTemplate | WorkflowTemplate
export type UnifiedTemplate = Template | Project

/** Where edges go, by the keys of the nodes. */
export interface Edges {
  readonly success: readonly string[]
  readonly failure: readonly string[]
  readonly always: readonly string[]
}

export interface TemplateNode extends Edges {
  readonly id: number
  readonly template: WorkflowTemplate
  readonly spec: NodeSpec
  readonly createdMs: number
}

export type RunKind = 'job' | 'workflow_job' | 'project_update' | 'workflow_approval'

/** What a launch may have changed of a job template. */
export interface JobPrompts {
  readonly verbosity: number
  readonly jobType: string
  readonly diffMode: boolean
  readonly forks: number
  readonly timeout: number
  readonly slices: number
  readonly credentials: readonly Credential[]
  readonly executionEnvironment: ExecutionEnvironment | undefined
  readonly instanceGroups: readonly InstanceGroup[]
}

/** What a launch may have changed. */
export interface Prompts {
  /** Of job templates. */
  readonly job?: JobPrompts
  readonly limit: string | null
  readonly scmBranch: string | null
  readonly tags: string | null
  readonly skipTags: string | null
}

/** A job of any kind. */
export interface Run {
  readonly id: number
  readonly kind: RunKind
  readonly name: string
  readonly description: string
  readonly template: Template | undefined
  readonly project: Project | undefined
  readonly launchType: 'manual' | 'relaunch' | 'workflow'
  readonly createdBy: User
  readonly createdMs: number
  modifiedMs: number
  startedMs: number | undefined
  finishedMs: number | undefined
  canceledOnMs: number | undefined
  status: RunStatus
  explanation: string
  traceback: string
  readonly inventory: Inventory | undefined
  readonly prompts: Prompts
  readonly labels: Set<Label>
  /** With secrets in clear. */
  readonly vars: JsonObject
  /** Those of `vars` that came from password questions. */
  readonly secretVars: ReadonlySet<string>
  artifacts: JsonObject | string
  /** Set when it is made: what it will do. */
  plan: Plan | undefined
  readonly node: RunNode | undefined
  /** Of a workflow job, in the order of their ids. */
  readonly nodes: RunNode[]
  /** Of a workflow job that a job template became: how many jobs share its hosts. Else 1. */
  readonly slices: number
}

/** A node of a running workflow. */
export interface RunNode extends Edges {
  readonly id: number
  readonly workflow: Run
  readonly spec: NodeSpec
  readonly createdMs: number
  /** Undefined when the template is gone. */
  readonly template: UnifiedTemplate | undefined
  run: Run | undefined
  doNotRun: boolean
  /** Its turn came, and its template was gone. */
  failedMissing: boolean
  /** `set_stats` data of all nodes before it. */
  ancestorArtifacts: JsonObject
}

export interface Token {
  readonly id: number
  readonly token: string
  readonly user: User
  readonly description: string
  readonly scope: string
  readonly at: 'controller' | 'gateway'
  readonly createdMs: number
  expiresAtMs: number
  readonly refreshToken: string | undefined
}

export const FINAL: ReadonlySet<RunStatus> = new Set(['successful', 'failed', 'error', 'canceled'])

export function isFinal(run: Run): boolean {
  return FINAL.has(run.status)
}

/** A job template that became a workflow job: one node for each part of its hosts. */
export function isSliced({ slices }: Pick<Run, 'slices'>): boolean {
  return slices > 1
}

/** True for failed, error and canceled. */
export function hasFailed(run: Run): boolean {
  return isFinal(run) && run.status !== 'successful'
}
