import type { JsonObject } from '@shared/lib/json'
import type { Clock } from '@main/ports/clock'
import type { Catalog, Machine } from '@main/testing/awx/catalog/types'

/** What the server pretends to be: Tower 3.8, upstream AWX, AAP 2.4, or AAP 2.5 behind its platform gateway. */
export type AwxFlavour = 'tower3' | 'awx' | 'aap24' | 'aap25'

export const AWX_FLAVOURS: readonly AwxFlavour[] = ['tower3', 'awx', 'aap24', 'aap25']

export interface AwxOptions {
  /** `awx` when left out. */
  readonly flavour?: AwxFlavour
  /** The version that `ping` tells, instead of the flavour's own. */
  readonly version?: string
  /** The demo's when left out. */
  readonly catalog?: Catalog
  /** How much faster than their scripts jobs run; 1 when left out. Timestamps stay in real time. */
  readonly speed?: number
  /** HTTPS with a certificate made at the start (`server.certificate`), or with the one given. */
  readonly tls?: boolean | { readonly key: string; readonly cert: string }
  /** Before every answer. */
  readonly latencyMs?: number
  /** "/tower": everything is below it, and links carry it. */
  readonly basePath?: string
  /** Any free one when left out. */
  readonly port?: number
  /** `127.0.0.1` when left out. */
  readonly host?: string
  /** What job states are computed from; the computer's own when left out. */
  readonly clock?: Clock
}

/** One request as it came, with secrets as received: a test may look for what must not be there. */
export interface RecordedRequest {
  readonly number: number
  /** UTC epoch milliseconds. */
  readonly atMs: number
  readonly method: string
  /** Without the base path and the query. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string>>
  /** Raw. */
  readonly body: string
  /** Who it was, once that is known. */
  readonly user: string | undefined
  /** Undefined while there is no answer, and when it was cut. */
  readonly status: number | undefined
  /** The kind of trouble it met. */
  readonly trouble: TroubleKind | undefined
  readonly tookMs: number | undefined
}

/** Picks requests: all that is given must fit. */
export interface RequestMatch {
  readonly method?: string
  /** Searched in the path with its query, without the base path. */
  readonly path?: string | RegExp
  readonly user?: string
}

export type TroubleKind =
  | 'status'
  | 'html'
  | 'text'
  | 'reset'
  | 'hang'
  | 'latency'
  | 'redirect-migrations'
  | '429'
  | 'drop-answer'
  | 'truncate'

/** What happens to matching requests. Rules are tried in the order of their making; the first that fits is used. */
export interface TroubleRule {
  readonly match?: RequestMatch
  /** How often; for ever when left out. */
  readonly times?: number
  /** So many matching requests go through first. */
  readonly skip?: number
  /**
   * - `status`: answers `status` with `body` as JSON (`{"detail":…}` of that status when left out)
   * - `html`: answers `status` (502) with an HTML page as a proxy does
   * - `text`: answers `status` (504) with `body` ("upstream request timeout") as plain text
   * - `reset`: cuts the connection before anything is done
   * - `hang`: never answers and does nothing
   * - `latency`: waits `ms`, then goes on as usual
   * - `redirect-migrations`: 302 to `/migrations_notran/`
   * - `429`: with `Retry-After: retryAfterS` (1)
   * - `drop-answer`: does the work, then cuts the connection: the answer is lost
   * - `truncate`: does the work, sends the first half of the answer, then cuts the connection
   */
  readonly kind: TroubleKind
  readonly status?: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly ms?: number
  readonly retryAfterS?: number
}

export interface TroubleHandle {
  readonly rule: TroubleRule
  /** How many requests it has met. */
  readonly hits: number
  remove(): void
}

/** Conditions of the whole server. */
export interface TroubleSettings {
  /** Before every answer. */
  latencyMs: number
  /** 403 with the message of that state to every authenticated request that would start something. */
  license: 'valid' | 'missing' | 'expired' | 'exhausted'
  /** 403 to `ansible_facts`. */
  factsForbidden: boolean
  /** The server's clock is wrong by this: Date header and all timestamps. */
  clockSkewMs: number
  /** Basic authentication is on. */
  basicAuth: boolean
  /** False: every token URL is a 404, as in upstream after 24.6.1. */
  tokenEndpoints: boolean
  /** Jobs made from now on take so many times longer. */
  slowNodes: number
  /** Everything redirects to the page of a running upgrade. */
  migrating: boolean
  /** `event_processing_finished` stays false for so long after a job's end (in the script's time). */
  eventLagMs: number
  /** The extend job returns nothing in its artifacts. */
  extendReturnsNothing: boolean
  /** A running job keeps running for so long after its cancel (in the script's time). */
  cancelLagMs: number
  /** The permission system's answer to what one may not read: 403 or 404. */
  hiddenObjects: 403 | 404
}

export interface Trouble {
  add(rule: TroubleRule): TroubleHandle
  rules(): readonly TroubleHandle[]
  /** Removes all rules; settings stay. */
  clear(): void
  readonly settings: Readonly<TroubleSettings>
  set(settings: Partial<TroubleSettings>): void
  /** All tokens that are now (of that user) expire, or are deleted. */
  expireTokens(username?: string): void
  revokeTokens(username?: string): void
  /** Everything as at the start: no rules, the settings of the start. */
  reset(): void
}

/** A launch that was accepted. */
export interface LaunchRecord {
  readonly atMs: number
  readonly id: number
  readonly type: 'job' | 'workflow_job'
  readonly templateId: number
  readonly templateName: string
  readonly username: string
  readonly inventory: string | undefined
  readonly labels: readonly string[]
  /** As sent, parsed; secrets as sent. */
  readonly extraVars: JsonObject
  /** The raw body as parsed. */
  readonly payload: JsonObject
  readonly relaunchOf: number | undefined
}

export type RunStatus =
  'new' | 'pending' | 'waiting' | 'running' | 'successful' | 'failed' | 'error' | 'canceled'

/** A job of any kind as it is now. */
export interface JobRecord {
  readonly id: number
  readonly type: 'job' | 'workflow_job' | 'project_update' | 'workflow_approval'
  readonly name: string
  readonly status: RunStatus
  readonly parentId: number | undefined
  readonly vars: JsonObject
  readonly artifacts: JsonObject | string
}

export interface TokenRecord {
  readonly id: number
  readonly token: string
  readonly username: string
  readonly description: string
  readonly scope: string
  readonly at: 'controller' | 'gateway'
  readonly expiresAtMs: number
}

export interface AwxUser {
  readonly id: number
  readonly username: string
  readonly password: string
}

export interface Counters {
  /** Requests since the start or since `forgetRequests`. */
  readonly total: number
  readonly inFlight: number
  /** The most that were under way at the same time. */
  readonly maxInFlight: number
  /** By "GET /api/v2/jobs/:id/": ids replaced. */
  readonly byRoute: Readonly<Record<string, number>>
}

export interface AwxServer {
  readonly flavour: AwxFlavour
  /** "http://127.0.0.1:41234/tower": what a person configures; no slash at the end. */
  readonly baseUrl: string
  /** "/tower/api/v2" or "/tower/api/controller/v2": what stands before `/jobs/`. */
  readonly prefix: string
  /** The certificate in PEM when it speaks TLS. */
  readonly certificate: string | undefined
  readonly users: Readonly<Record<string, AwxUser>>
  /** A new token; `write` and without an end when nothing else is said, made at the gateway for `aap25`. */
  tokenFor(
    username: string,
    options?: {
      readonly scope?: 'read' | 'write'
      readonly expiresInMs?: number
      readonly at?: 'controller' | 'gateway'
      readonly description?: string
    },
  ): string
  readonly trouble: Trouble
  requests(match?: RequestMatch): readonly RecordedRequest[]
  counters(): Counters
  /** Empties the record and the counters. */
  forgetRequests(): void
  launches(): readonly LaunchRecord[]
  machines(): readonly Machine[]
  jobs(): readonly JobRecord[]
  tokens(): readonly TokenRecord[]
  /** Approves or denies the pending approvals of a workflow job. */
  decide(workflowJobId: number, approved: boolean): void
  /** Resolves with the first truthy answer of `probe`, asked again after every request and every few milliseconds. */
  waitFor<T>(probe: () => T | undefined | false | null, timeoutMs?: number): Promise<T>
  close(): Promise<void>
}
