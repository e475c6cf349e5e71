import { methodNotAllowed, noSuchRoute, type Answer } from '@main/testing/awx/http/answer'
import type { Ask } from '@main/testing/awx/http/ask'
import type { Model } from '@main/testing/awx/query/model'

export type Handler = (ask: Ask) => Answer | Promise<Answer>

/** What a POST takes, by name: the type as the API names it; a star says that it must be there. */
export type Accepts = Readonly<
  Record<string, 'string' | 'string*' | 'id' | 'id*' | 'list_of_ids' | 'json' | 'integer' | 'boolean'>
>

interface About {
  /** Answers without authentication. */
  readonly isPublic?: boolean
  /** Though it is public, whoever says who they are has to prove it. */
  readonly knowsUsers?: boolean
  /** What its lists hold. */
  readonly model?: Model
  /** What a POST takes. */
  readonly accepts?: Accepts
}

interface Route {
  readonly segments: readonly string[]
  readonly pattern: string
  readonly handlers: Readonly<Record<string, Handler>>
  readonly about: About
}

export interface FoundRoute {
  readonly pattern: string
  readonly params: Readonly<Record<string, string>>
  readonly isPublic: boolean
  readonly knowsUsers: boolean
  readonly model: Model | undefined
  readonly accepts: Accepts | undefined
  /** Throws 405. */
  handler(method: string): Handler
  readonly methods: readonly string[]
  /** Of the header of that name. */
  readonly allow: string
}

/** Finds who answers a path. `:name` stands for one segment. */
export class Router {
  readonly #byLength = new Map<number, Route[]>()

  add(pattern: string, handlers: Readonly<Record<string, Handler>>, about: About = {}): void {
    const segments = pattern.split('/')
    const routes = this.#byLength.get(segments.length) ?? []
    routes.push({ segments, pattern, handlers, about })
    this.#byLength.set(segments.length, routes)
  }

  find(path: string): FoundRoute {
    const given = path.split('/')
    for (const route of this.#byLength.get(given.length) ?? []) {
      const params = match(route.segments, given)
      if (params === undefined) continue
      return {
        pattern: route.pattern,
        params,
        isPublic: route.about.isPublic ?? false,
        knowsUsers: route.about.knowsUsers ?? false,
        model: route.about.model,
        accepts: route.about.accepts,
        methods: Object.keys(route.handlers),
        allow: allowed(Object.keys(route.handlers)),
        handler: (method) => {
          const handler = route.handlers[method === 'HEAD' ? 'GET' : method]
          if (handler === undefined) throw methodNotAllowed(method)
          return handler
        },
      }
    }
    throw noSuchRoute()
  }
}

function allowed(methods: readonly string[]): string {
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ')
}

function match(
  segments: readonly string[],
  given: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const params: Record<string, string> = {}
  for (const [index, segment] of segments.entries()) {
    const value = given[index] ?? ''
    if (segment.startsWith(':')) {
      if (value === '') return undefined
      params[segment.slice(1)] = decoded(value)
    } else if (segment !== value) return undefined
  }
  return params
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
