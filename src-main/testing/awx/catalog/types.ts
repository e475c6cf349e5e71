import type { Json, JsonObject } from '@shared/lib/json'

/** What a running job knows when its script asks: effective variables, who launched it, and where. */
export interface RunInput {
  /** The variables after precedence: template, survey, launch, node prompts, artifacts of ancestors, workflow. */
  readonly vars: JsonObject
  /** Unique on this server and rising: for names that must differ. */
  readonly serial: number
  readonly jobId: number
  readonly jobName: string
  /** The id of the outermost workflow job, or of the job itself. */
  readonly rootId: number
  /** The name of that workflow or job template. */
  readonly rootName: string
  readonly username: string
  readonly inventory: string | undefined
  /** UTC epoch milliseconds. */
  readonly nowMs: number
}

/** A value, or what computes it when the job starts. */
export type Given<T> = T | ((input: RunInput) => T)

/** A machine of the server's small world; each is a host of an inventory, too. */
export interface Machine {
  readonly name: string
  readonly fqdn: string
  readonly inventory: string
  readonly createdBy: string
  /** The job that made it. */
  readonly jobId: number
  readonly hostId: number
  readonly args: JsonObject
  readonly facts: JsonObject
  /** UTC epoch milliseconds. */
  readonly expiresAtMs: number | undefined
}

/** What a job may do to the world when it succeeds. */
export interface World {
  machines(): readonly Machine[]
  machine(name: string): Machine | undefined
  /** Makes a machine and its host; facts get `_broker_args` and `_broker_facts`. */
  deploy(machine: {
    readonly name: string
    readonly fqdn: string
    readonly args?: JsonObject
    readonly brokerFacts?: JsonObject
    readonly facts?: JsonObject
    readonly variables?: JsonObject
    readonly expiresAtMs?: number
  }): Machine
  /** False when there is no such machine. */
  remove(name: string): boolean
  /** Merges into `_broker_facts` and sets the end of life. */
  change(
    name: string,
    change: { readonly expiresAtMs?: number; readonly brokerFacts?: JsonObject },
  ): Machine | undefined
}

/** How a job ends. */
export type Outcome =
  | { readonly kind: 'successful' }
  /** The playbook failed: the message is `event_data.res.msg` of the failing event. */
  | {
      readonly kind: 'failed'
      readonly message: string
      readonly host?: string
      readonly unreachable?: boolean
      /** The result is censored: no `msg`. */
      readonly noLog?: boolean
      /** In a loop: the message stands in `res.results[]`. */
      readonly loop?: boolean
    }
  /** Failed before the start or by the manager: no events, only `job_explanation`. */
  | { readonly kind: 'failed-before-start'; readonly explanation: string }
  /** The run itself broke. */
  | { readonly kind: 'error'; readonly traceback?: string; readonly explanation?: string }
  /** Runs until it is cancelled. */
  | { readonly kind: 'never-ends' }
  /** Stays pending until it is cancelled. */
  | { readonly kind: 'pending-forever'; readonly explanation?: string }
  /** Somebody at the server cancels it in the middle. */
  | { readonly kind: 'canceled' }

/** One task of the playbook: an event with its lines of output. */
export interface ScriptTask {
  readonly name: string
  readonly play?: string
  readonly action?: string
  readonly host?: string
  /** Extra lines after the task's `ok:` line; may hold ANSI codes. */
  readonly output?: readonly string[]
  readonly changed?: boolean
  readonly role?: string
  /** It fails with this message, and the play goes on in a rescue. */
  readonly rescued?: string
}

/** What a job of a template does. */
export interface JobScript {
  /** Milliseconds at speed 1 from running to the end (2,000 by default). */
  readonly durationMs?: Given<number>
  /** Milliseconds at speed 1 from created to running (300 by default). */
  readonly pendingMs?: Given<number>
  readonly tasks?: Given<readonly ScriptTask[]>
  /** `set_stats` data; a text stands for what a no_log task leaves. */
  readonly artifacts?: Given<JsonObject | string>
  /** Artifacts are set even when the job fails. */
  readonly artifactsOnFailure?: boolean
  readonly outcome?: Given<Outcome>
  /** Done when the job succeeds; what it returns is merged into the artifacts. Throwing fails the job with that message. */
  readonly effect?: (world: World, input: RunInput) => JsonObject | undefined
  /** Extends a machine: its artifacts stay empty while the switchboard says `extendReturnsNothing`. */
  readonly isExtension?: boolean
  /** Standard output beyond the tasks', appended: for outputs of a certain size. */
  readonly extraOutput?: Given<string>
}

/** As the survey endpoint has it. */
export interface SurveyQuestion {
  readonly question_name: string
  readonly question_description?: string
  readonly required?: boolean
  readonly type: 'text' | 'textarea' | 'password' | 'integer' | 'float' | 'multiplechoice' | 'multiselect'
  readonly variable: string
  readonly choices?: readonly string[] | string
  readonly default?: Json
  readonly min?: number | null
  readonly max?: number | null
}

/** What the template asks at launch; everything is false when left out, but `variables`, `inventory` and `labels`. */
export interface AskOnLaunch {
  readonly variables?: boolean
  readonly inventory?: boolean
  readonly labels?: boolean
  readonly limit?: boolean
  readonly tags?: boolean
  readonly skipTags?: boolean
  readonly scmBranch?: boolean
  readonly credential?: boolean
  readonly executionEnvironment?: boolean
  readonly instanceGroups?: boolean
  readonly verbosity?: boolean
  readonly diffMode?: boolean
  readonly jobType?: boolean
  readonly forks?: boolean
  readonly timeout?: boolean
  readonly jobSliceCount?: boolean
}

interface TemplateSpec {
  /** Unique in its organization only. */
  readonly name: string
  readonly description?: string
  /** The first organization when left out. */
  readonly organization?: string
  /** The name of the default inventory. */
  readonly inventory?: string
  /** Always a text: JSON, YAML or empty. */
  readonly extraVars?: string
  readonly survey?: readonly SurveyQuestion[]
  /** True when there is a survey, unless it says otherwise. */
  readonly surveyEnabled?: boolean
  readonly ask?: AskOnLaunch
  readonly labels?: readonly string[]
  /** Who may start it; everybody who may start at all when left out. */
  readonly startableBy?: readonly string[]
  /** Who sees it; everybody when left out. */
  readonly visibleTo?: readonly string[]
  readonly allowSimultaneous?: boolean
  readonly limit?: string
  readonly tags?: string
  readonly skipTags?: string
  readonly scmBranch?: string
}

export interface JobTemplateSpec extends TemplateSpec {
  readonly script: JobScript
  readonly playbook?: string
  /** The names of its own. */
  readonly credentials?: readonly string[]
  readonly executionEnvironment?: string
  readonly instanceGroups?: readonly string[]
  /** `none` has no project; `failed` one whose last update failed. */
  readonly project?: 'ok' | 'failed' | 'none'
  /** Passwords that a launch must bring. */
  readonly passwordsNeeded?: readonly string[]
  /** More than one: a launch gives a sliced job, of type workflow_job. */
  readonly slices?: number
  readonly useFactCache?: boolean
  /** Without an inventory it cannot start; otherwise it plays on localhost. */
  readonly needsInventory?: boolean
}

/** What a node runs. */
export type NodeRuns =
  | { readonly jobTemplate: string }
  | { readonly workflow: string }
  /** Waits for a person; `decidedAfterMs` (at speed 1) decides by itself. */
  | { readonly approval: string; readonly decidedAfterMs?: number; readonly approved?: boolean }
  | { readonly projectUpdate: string; readonly durationMs?: number; readonly fails?: boolean }
  /** Its template was deleted. */
  | { readonly missing: true }

export interface NodeSpec {
  /** Unique in the workflow; the node's `identifier`. */
  readonly key: string
  readonly runs: NodeRuns
  readonly success?: readonly string[]
  readonly failure?: readonly string[]
  readonly always?: readonly string[]
  readonly allParentsMustConverge?: boolean
  readonly extraData?: JsonObject
}

export interface WorkflowSpec extends TemplateSpec {
  readonly nodes: readonly NodeSpec[]
  /** It stays pending, with this `job_explanation` after a while. */
  readonly pendingForever?: string
}

export interface HostSpec {
  readonly name: string
  readonly description?: string
  /** A text is sent as it is (JSON or YAML). */
  readonly variables?: string | JsonObject
  readonly facts?: JsonObject
  readonly enabled?: boolean
  readonly instanceId?: string
  /** In a constructed inventory: `inventory/host` where the facts are. */
  readonly sourceHost?: { readonly inventory: string; readonly host: string }
}

export interface InventorySpec {
  readonly name: string
  readonly description?: string
  readonly organization?: string
  readonly kind?: '' | 'smart' | 'constructed'
  readonly variables?: string
  readonly pendingDeletion?: boolean
  readonly hosts?: readonly HostSpec[]
}

export interface UserSpec {
  readonly username: string
  readonly password: string
  readonly firstName?: string
  readonly lastName?: string
  readonly email?: string
  readonly superuser?: boolean
  readonly auditor?: boolean
  readonly inactive?: boolean
  /** From LDAP: may not make tokens. */
  readonly external?: boolean
  /** False: sees templates, starts none. */
  readonly mayStart?: boolean
  /** Inventories that are hidden from the user. */
  readonly hiddenInventories?: readonly string[]
  /** Organizations of which the user is a member; all when left out. */
  readonly organizations?: readonly string[]
}

/** What a job template has, and a launch may choose, by name. */
export interface ResourceSpec {
  readonly name: string
  readonly description?: string
  readonly organization?: string
}

export interface CredentialSpec extends ResourceSpec {
  /** The name of its credential type: "Machine", "Vault". A job takes one of each, but of vaults. */
  readonly type: string
  /** Who may use it; everybody when left out. All see it. */
  readonly usableBy?: readonly string[]
}

export interface ExecutionEnvironmentSpec extends ResourceSpec {
  readonly image: string
}

/** All that a server holds when it starts. */
export interface Catalog {
  /** Names; the first is the default one. */
  readonly organizations: readonly string[]
  readonly users: readonly UserSpec[]
  readonly inventories: readonly InventorySpec[]
  readonly jobTemplates: readonly JobTemplateSpec[]
  readonly workflows: readonly WorkflowSpec[]
  readonly labels?: readonly { readonly name: string; readonly organization?: string }[]
  readonly credentials?: readonly CredentialSpec[]
  readonly executionEnvironments?: readonly ExecutionEnvironmentSpec[]
  readonly instanceGroups?: readonly ResourceSpec[]
}
