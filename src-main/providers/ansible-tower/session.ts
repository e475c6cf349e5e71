import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { z } from 'zod'
import type { TowerApi } from './api'
import { resolvePath } from './address'
import { wayIn, type TowerConfig } from './config'
import { isUncertain, kindOf } from './errors'
import type { Exchange } from './exchange'
import { newTokenSchema, tokenSchema, type Token } from './schemas/root'

/** How requests are signed in. */
export interface Session {
  /** A token of the person; a token made from the password, deleted at the end; or the password itself. */
  readonly kind: 'token' | 'temporary' | 'basic'
  /** The header of the next request. Never rejects with anything but `TowerError`. */
  authorization(signal: AbortSignal): Promise<string>
  /**
   * Told when a header was refused (401). Answers whether another one is worth a try: a temporary token that has
   * ended is replaced, once for all who used it.
   */
  refused(header: string): boolean
  /**
   * Deletes what was made for this session; it makes nothing more. What still asks is told `cancelled`, or, where work
   * is to stand as it is because the process ends, nothing. Never rejects.
   */
  close(what?: 'silently'): Promise<void>
}

/** A token that was left there is deleted after a day: a session of that age has long made itself another. */
const STALE_MS = 24 * 60 * 60 * 1000
/** Closing must not hold the end of the application up (ms). */
const CLOSE_WITHIN_MS = 3000

/**
 * A session that nobody uses is closed (ms): a provider whose settings have changed is let go of without a word, because
 * work may be under way over it.
 */
const IDLE_MS = 10 * 60 * 1000

/** Where tokens are made: at the platform gateway (AAP from 2.5 on), else at the controller. */
export const GATEWAY_TOKENS = '/api/gateway/v1/tokens/'

interface Made {
  readonly id: number
  readonly url: string
  readonly header: string
}

/** Opens the session that the configuration says. Throws `TowerError` when the password is refused. */
export async function openSession(
  exchange: Exchange,
  api: TowerApi,
  config: TowerConfig,
  userName: string,
  signal: AbortSignal,
): Promise<Session> {
  if (wayIn(config) === 'token') {
    const header = `Bearer ${config.token ?? ''}`
    return fixed('token', header)
  }
  const credentials = `${config.username ?? ''}:${config.password ?? ''}`
  const basic = `Basic ${Buffer.from(credentials, 'utf8').toString('base64')}`
  const session = new TemporarySession(exchange, api, basic, `Broker Desktop ${userName}@${hostname()}`)
  const offered = await session.open(signal)
  if (offered) return session
  return fixed('basic', basic)
}

function fixed(kind: 'token' | 'basic', header: string): Session {
  return {
    kind,
    authorization: () => Promise.resolve(header),
    refused: () => false,
    close: () => Promise.resolve(),
  }
}

/** A session with a token of its own, made with the password: the password goes over the wire only for that. */
class TemporarySession implements Session {
  readonly kind = 'temporary'
  readonly #exchange: Exchange
  readonly #api: TowerApi
  readonly #basic: string
  readonly #prefix: string
  readonly #places: readonly string[]
  #place: string | undefined
  readonly #made = new Set<string>()
  #token: Promise<Made> | undefined
  #current: Made | undefined
  #idle: NodeJS.Timeout | undefined
  #over: 'told' | 'silent' | undefined

  constructor(exchange: Exchange, api: TowerApi, basic: string, prefix: string) {
    this.#exchange = exchange
    this.#basic = basic
    this.#prefix = prefix
    this.#places = api.flavour === 'aap25' ? [GATEWAY_TOKENS, 'tokens/'] : ['tokens/']
    this.#api = api
  }

  /** Whether the server makes a token for this user; users from outside may not have one, new versions make none. */
  async open(signal: AbortSignal): Promise<boolean> {
    for (const place of this.#places) {
      try {
        this.#current = await this.#make(place)
        this.#token = Promise.resolve(this.#current)
        this.#place = place
        this.#touch()
        await this.#deleteStale(place, signal)
        return true
      } catch (error) {
        const kind = kindOf(error)
        if (kind === 'permission') return false
        if (kind !== 'not-found' && kind !== 'method') throw error
      }
    }
    return false
  }

  async authorization(signal: AbortSignal): Promise<string> {
    if (this.#over === 'silent') await stopped(signal)
    if (this.#over !== undefined) throw this.#exchange.error('cancelled', 'sign in')
    this.#touch()
    const place = this.#place ?? ''
    // One for all who wait for it: who is cancelled meanwhile must not take it from the others.
    const token = (this.#token ??= this.#make(place))
    try {
      const made = await token
      this.#current = made
      return made.header
    } catch (error) {
      if (this.#token === token) this.#token = undefined
      throw signal.aborted ? this.#exchange.error('cancelled', 'sign in') : error
    }
  }

  refused(header: string): boolean {
    // Several calls are refused at once: the first of them lets the token go, the others wait for the new one.
    if (header === this.#current?.header) {
      this.#token = undefined
      this.#current = undefined
    }
    return true
  }

  async close(what?: 'silently'): Promise<void> {
    this.#over = what === 'silently' ? 'silent' : 'told'
    await this.#letGo()
  }

  /** Deletes the tokens; the next request makes another one, unless the session is closed. */
  async #letGo(): Promise<void> {
    clearTimeout(this.#idle)
    this.#idle = undefined
    const token = this.#token
    this.#token = undefined
    try {
      await token?.catch(() => undefined)
      const signal = AbortSignal.timeout(CLOSE_WITHIN_MS)
      await Promise.all([...this.#made].map((url) => this.#delete(url, signal)))
    } catch (error) {
      this.#exchange.note('A temporary token could not be deleted', { reason: kindOf(error) ?? 'unknown' })
    }
  }

  #touch(): void {
    this.#idle ??= setTimeout(() => void this.#letGo(), IDLE_MS).unref()
    this.#idle.refresh()
  }

  /** Not stopped by anybody: of a request that is cut on its way nobody knows whether it made a token. */
  async #make(place: string): Promise<Made> {
    const description = `${this.#prefix} ${randomBytes(6).toString('hex')}`
    const body = JSON.stringify({ description, application: null, scope: 'write' })
    const { signal } = new AbortController()
    let answer: string
    try {
      answer = await this.#send('POST', place, signal, body)
    } catch (error) {
      if (isUncertain(error)) await this.#deleteListed(place, description, () => true, signal)
      throw error
    }
    const parsed = newTokenSchema.safeParse(parseJson(answer))
    if (!parsed.success) throw this.#exchange.error('unreadable', 'sign in', { uncertain: true })
    this.#made.add(parsed.data.url)
    return { ...parsed.data, header: `Bearer ${parsed.data.token}` }
  }

  /** Tokens that a session of this computer left behind (it was killed), but not those of one that may still live. */
  async #deleteStale(place: string, signal: AbortSignal): Promise<void> {
    const now = this.#exchange.clock.now()
    const isStale = ({ id, created }: Token): boolean =>
      id !== this.#current?.id && now - Date.parse(created) > STALE_MS
    await this.#deleteListed(place, `${this.#prefix} `, isStale, signal)
  }

  /** Deletes those tokens of this computer that a description begins with and that are chosen. Never rejects. */
  async #deleteListed(
    place: string,
    beginning: string,
    isChosen: (token: Token) => boolean,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      const query = `?description__startswith=${encodeURIComponent(beginning)}&page_size=200`
      const page = z
        .object({ results: z.array(tokenSchema) })
        .parse(parseJson(await this.#send('GET', `${place}${query}`, signal)))
      const chosen = page.results.filter(
        (token) => token.description.startsWith(beginning) && isChosen(token),
      )
      await Promise.all(chosen.map(({ url }) => this.#delete(url, signal)))
    } catch (error) {
      this.#exchange.note('Temporary tokens could not be looked for', {
        reason: kindOf(error) ?? 'unreadable',
      })
    }
  }

  async #delete(url: string, signal: AbortSignal): Promise<void> {
    try {
      await this.#send('DELETE', url, signal)
    } catch (error) {
      if (kindOf(error) !== 'not-found') throw error
    }
    this.#made.delete(url)
  }

  async #send(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    signal: AbortSignal,
    body?: string,
  ): Promise<string> {
    const url = resolvePath(this.#exchange.base, this.#api.prefix, path)
    if (url === undefined) throw this.#exchange.error('elsewhere', 'sign in')
    const request = { method, url, authorization: this.#basic, ...(body === undefined ? {} : { body }) }
    const answer = await this.#exchange.send(request, { what: 'sign in', wants: 'json', signal })
    return answer.body
  }
}

/** Resolves when somebody stops the call. */
function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
