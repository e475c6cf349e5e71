import type {
  RecordedRequest,
  RequestMatch,
  Trouble,
  TroubleHandle,
  TroubleRule,
  TroubleSettings,
} from '@main/testing/awx/types'

interface Row {
  readonly handle: TroubleHandle
  readonly rule: TroubleRule
  skipped: number
  hits: number
}

export function matches(
  match: RequestMatch,
  request: Pick<RecordedRequest, 'method' | 'user'> & { path: string },
): boolean {
  const { method, path, user } = match
  if (method !== undefined && method.toUpperCase() !== request.method) return false
  if (user !== undefined && user !== request.user) return false
  if (path === undefined) return true
  return typeof path === 'string' ? request.path.includes(path) : path.test(request.path)
}

/** The switchboard: rules for requests, and conditions of the whole server. */
export class Switchboard implements Trouble {
  readonly settings: TroubleSettings
  readonly #initial: TroubleSettings
  readonly #tokens: { expire(username?: string): void; revoke(username?: string): void }
  #rows: Row[] = []

  constructor(
    latencyMs: number,
    tokens: { expire(username?: string): void; revoke(username?: string): void },
  ) {
    this.#initial = {
      latencyMs,
      license: 'valid',
      factsForbidden: false,
      clockSkewMs: 0,
      basicAuth: true,
      tokenEndpoints: true,
      slowNodes: 1,
      migrating: false,
      eventLagMs: 0,
      extendReturnsNothing: false,
      cancelLagMs: 500,
      hiddenObjects: 403,
    }
    this.settings = { ...this.#initial }
    this.#tokens = tokens
  }

  add(rule: TroubleRule): TroubleHandle {
    const row: Row = {
      rule,
      skipped: 0,
      hits: 0,
      handle: {
        rule,
        get hits() {
          return row.hits
        },
        remove: () => {
          this.#rows = this.#rows.filter((each) => each !== row)
        },
      },
    }
    this.#rows.push(row)
    return row.handle
  }

  rules(): readonly TroubleHandle[] {
    return this.#rows.map(({ handle }) => handle)
  }

  clear(): void {
    this.#rows = []
  }

  set(settings: Partial<TroubleSettings>): void {
    Object.assign(this.settings, settings)
  }

  reset(): void {
    this.clear()
    this.set(this.#initial)
  }

  expireTokens(username?: string): void {
    this.#tokens.expire(username)
  }

  revokeTokens(username?: string): void {
    this.#tokens.revoke(username)
  }

  /** The rule that this request meets, counted. `path` is with its query. */
  meet(request: {
    readonly method: string
    readonly path: string
    readonly user: string | undefined
  }): TroubleRule | undefined {
    for (const row of this.#rows) {
      const { rule } = row
      if (row.hits >= (rule.times ?? Infinity) || !matches(rule.match ?? {}, request)) continue
      if (row.skipped < (rule.skip ?? 0)) {
        row.skipped += 1
        continue
      }
      row.hits += 1
      return rule
    }
    return undefined
  }
}
