import type { JsonObject } from '@shared/lib/json'
import type {
  Inventory,
  Label,
  Prompts,
  Run,
  RunNode,
  UnifiedTemplate,
  User,
} from '@main/testing/awx/store/records'

/** What a new run needs to be told. */
export interface NewRun {
  readonly template: UnifiedTemplate | undefined
  readonly kind: Run['kind']
  readonly name: string
  readonly createdBy: User
  readonly vars: JsonObject
  readonly secretVars?: ReadonlySet<string>
  readonly inventory: Inventory | undefined
  readonly prompts?: Prompts
  readonly labels?: ReadonlySet<Label>
  readonly launchType: Run['launchType']
  readonly node?: RunNode
  readonly slices?: number
  /** It never begins, for this reason. */
  readonly failsAtOnce?: string
}

const NO_PROMPTS: Prompts = { limit: null, scmBranch: null, tags: null, skipTags: null }

/** The row of a job as it is made. */
export function newRow(id: number, wanted: NewRun, atMs: number): Run {
  const template = wanted.template?.kind === 'project' ? undefined : wanted.template
  return {
    id,
    kind: wanted.kind,
    name: wanted.name,
    description: wanted.template?.description ?? '',
    template,
    project: wanted.template?.kind === 'project' ? wanted.template : undefined,
    launchType: wanted.launchType,
    createdBy: wanted.createdBy,
    createdMs: atMs,
    modifiedMs: atMs,
    startedMs: undefined,
    finishedMs: undefined,
    canceledOnMs: undefined,
    status: wanted.node === undefined ? 'pending' : 'new',
    explanation: '',
    traceback: '',
    inventory: wanted.inventory,
    prompts: wanted.prompts ?? NO_PROMPTS,
    labels: new Set(wanted.labels),
    vars: wanted.vars,
    secretVars: wanted.secretVars ?? new Set(),
    artifacts: {},
    plan: undefined,
    node: wanted.node,
    nodes: [],
    slices: wanted.slices ?? 1,
  }
}
