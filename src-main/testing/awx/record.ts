import { matches } from '@main/testing/awx/trouble'
import type { Counters, RecordedRequest, RequestMatch } from '@main/testing/awx/types'

export type OpenRequest = { -readonly [K in keyof RecordedRequest]: RecordedRequest[K] }

/** The server's own record of what was asked. */
export class RequestRecord {
  #requests: OpenRequest[] = []
  #number = 0
  #inFlight = 0
  #maxInFlight = 0

  open(request: Omit<RecordedRequest, 'number' | 'user' | 'status' | 'trouble' | 'tookMs'>): OpenRequest {
    this.#inFlight += 1
    this.#maxInFlight = Math.max(this.#maxInFlight, this.#inFlight)
    this.#number += 1
    const row: OpenRequest = {
      ...request,
      number: this.#number,
      user: undefined,
      status: undefined,
      trouble: undefined,
      tookMs: undefined,
    }
    this.#requests.push(row)
    return row
  }

  close(): void {
    this.#inFlight -= 1
  }

  find(match: RequestMatch = {}): readonly RecordedRequest[] {
    return this.#requests.filter((request) =>
      matches(match, { method: request.method, user: request.user, path: pathWithQuery(request) }),
    )
  }

  counters(): Counters {
    const byRoute: Record<string, number> = {}
    for (const { method, path } of this.#requests) {
      const route = `${method} ${path.replaceAll(/\/\d+(?=\/)/g, '/:id')}`
      byRoute[route] = (byRoute[route] ?? 0) + 1
    }
    return {
      total: this.#requests.length,
      inFlight: this.#inFlight,
      maxInFlight: this.#maxInFlight,
      byRoute,
    }
  }

  forget(): void {
    this.#requests = []
    this.#maxInFlight = this.#inFlight
  }
}

export function pathWithQuery({ path, query }: Pick<RecordedRequest, 'path' | 'query'>): string {
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}
