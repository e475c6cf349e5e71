import { z } from 'zod'
import type { Json } from '@shared/lib/json'
import type { TowerApi } from './api'
import { resolvePath } from './address'
import type { CallOptions, Query, TowerClient } from './client'
import { kindOf } from './errors'
import type { Exchange } from './exchange'
import { withRetries } from './retry'
import { pageSchema, type Page } from './schemas/page'
import { meSchema, type Me } from './schemas/root'
import type { Session } from './session'
import type { RawRequest } from './transport'

/** The API never gives more than 200 items of a list at once. */
const PAGE_SIZE = 200
const RETRIES = 2

type Call = Pick<RawRequest, 'method' | 'url' | 'body'> & { readonly wants: 'json' | 'text' }

/** `TowerClient` over HTTP. */
export class RestClient implements TowerClient {
  readonly api: TowerApi
  readonly #exchange: Exchange
  readonly #session: Session
  #me: Me | undefined
  #mayWrite: Promise<boolean> | undefined

  constructor(exchange: Exchange, session: Session, api: TowerApi) {
    this.#exchange = exchange
    this.#session = session
    this.api = api
  }

  async get<S extends z.ZodType>(path: string, schema: S, options: CallOptions): Promise<z.output<S>> {
    const text = await this.#read(path, 'json', options)
    return this.#parse(text, schema, path, options, false)
  }

  async text(path: string, options: CallOptions): Promise<string> {
    return await this.#read(path, 'text', options)
  }

  async pages<S extends z.ZodType>(
    path: string,
    item: S,
    options: CallOptions,
  ): Promise<readonly z.output<S>[]> {
    const query = { order_by: 'id', ...options.query, page_size: PAGE_SIZE }
    const first = await this.get(path, pageSchema, { ...options, query })
    const rest = await this.#restOf(first, path, { ...options, query })
    const items = [first, ...rest].flatMap((page) => page.results)
    const parsed = z.array(item).safeParse(items)
    if (parsed.success) return parsed.data
    throw this.#unreadable(path, options.what, parsed.error, false)
  }

  async post<S extends z.ZodType>(
    path: string,
    body: Json,
    schema: S,
    options: CallOptions,
  ): Promise<z.output<S>> {
    const url = this.#url(path, options)
    try {
      const text = await this.#signedIn(
        { method: 'POST', url, body: JSON.stringify(body), wants: 'json' },
        options,
      )
      return this.#parse(text, schema, path, options, true)
    } catch (error) {
      throw await this.#explained(error, options)
    }
  }

  async delete(path: string, options: CallOptions): Promise<void> {
    await this.#signedIn({ method: 'DELETE', url: this.#url(path, options), wants: 'json' }, options)
  }

  async me(signal: AbortSignal): Promise<Me> {
    if (this.#me !== undefined) return this.#me
    const what = 'ask who is signed in'
    const { results } = await this.get('me/', z.object({ results: z.array(meSchema) }), { signal, what })
    const [me] = results
    if (me === undefined) throw this.#exchange.error('unreadable', what)
    this.#me = me
    return me
  }

  /**
   * Whether the token may change anything, asked once: a label without a name is refused as invalid when it may, and
   * as not permitted when it may not. Nothing is made either way.
   */
  async mayWrite(signal: AbortSignal): Promise<boolean> {
    const asked = (this.#mayWrite ??= this.#askMayWrite(signal))
    try {
      return await asked
    } catch (error) {
      if (this.#mayWrite === asked) this.#mayWrite = undefined
      throw error
    }
  }

  async #askMayWrite(signal: AbortSignal): Promise<boolean> {
    const what = 'ask what the token may do'
    const url = this.#url('labels/', { what })
    try {
      await this.#signedIn({ method: 'POST', url, body: '{}', wants: 'json' }, { signal, what })
    } catch (error) {
      const kind = kindOf(error)
      if (kind === 'permission') return false
      if (kind !== 'invalid') throw error
    }
    return true
  }

  /** The pages after the first, beside each other: the first tells how many there are. */
  async #restOf(first: Page, path: string, options: CallOptions): Promise<readonly Page[]> {
    if (first.next === null || first.next === undefined) return []
    const size = first.results.length
    if (size === 0) return []
    const numbers = Array.from({ length: Math.ceil(first.count / size) - 1 }, (_, index) => index + 2)
    return await Promise.all(
      numbers.map((page) => this.#page(path, { ...options, query: { ...options.query, page } })),
    )
  }

  /** A page beyond the end is empty: the list has become shorter since its first page was read. */
  async #page(path: string, options: CallOptions): Promise<Page> {
    try {
      return await this.get(path, pageSchema, options)
    } catch (error) {
      if (kindOf(error) === 'not-found') return { count: 0, results: [] }
      throw error
    }
  }

  async #read(path: string, wants: Call['wants'], options: CallOptions): Promise<string> {
    const url = this.#url(path, options)
    const { signal, retries = RETRIES } = options
    try {
      return await withRetries({ clock: this.#exchange.clock, signal, retries }, () =>
        this.#signedIn({ method: 'GET', url, wants }, options),
      )
    } catch (error) {
      throw signal.aborted ? this.#exchange.error('cancelled', options.what) : error
    }
  }

  async #signedIn(call: Call, { signal, what }: CallOptions): Promise<string> {
    const { wants, ...request } = call
    const asking = { what, wants, signal }
    const authorization = await this.#session.authorization(signal)
    try {
      return (await this.#exchange.send({ ...request, authorization }, asking)).body
    } catch (error) {
      if (kindOf(error) !== 'auth' || !this.#session.refused(authorization)) throw error
    }
    // Nothing was done yet: whoever is not signed in is stopped before.
    const renewed = await this.#session.authorization(signal)
    return (await this.#exchange.send({ ...request, authorization: renewed }, asking)).body
  }

  /** A token that may only read is refused in the words of a missing role; which of both it is has to be asked. */
  async #explained(thrown: unknown, { signal, what }: CallOptions): Promise<unknown> {
    if (kindOf(thrown) !== 'permission' || this.#session.kind !== 'token') return thrown
    const mayWrite = await this.mayWrite(signal).catch(() => true)
    return mayWrite ? thrown : this.#exchange.error('read-only', what, { status: 403 })
  }

  #url(path: string, { what, query = {} }: Pick<CallOptions, 'what' | 'query'>): URL {
    const url = resolvePath(this.#exchange.base, this.api.prefix, path)
    if (url === undefined) throw this.#exchange.error('elsewhere', what)
    for (const [name, value] of queryEntries(query)) url.searchParams.set(name, value)
    return url
  }

  #parse<S extends z.ZodType>(
    text: string,
    schema: S,
    path: string,
    { what }: CallOptions,
    uncertain: boolean,
  ): z.output<S> {
    let value: unknown
    try {
      value = text === '' ? undefined : JSON.parse(text)
    } catch (error) {
      throw this.#unreadable(path, what, error, uncertain)
    }
    const parsed = schema.safeParse(value)
    if (parsed.success) return parsed.data
    throw this.#unreadable(path, what, parsed.error, uncertain)
  }

  #unreadable(path: string, what: string, why: unknown, uncertain: boolean): Error {
    const reason = why instanceof z.ZodError ? z.prettifyError(why) : 'It is no JSON.'
    this.#exchange.note('An answer cannot be read', { path, reason: reason.slice(0, 2000) })
    return this.#exchange.error('unreadable', what, { uncertain })
  }
}

function queryEntries(query: Query): readonly (readonly [string, string])[] {
  return Object.entries(query).flatMap(([name, value]) => {
    if (value === undefined) return []
    return [[name, Array.isArray(value) ? value.join(',') : String(value)] as const]
  })
}
