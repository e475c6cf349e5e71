import { createHash, randomBytes } from 'node:crypto'
import type { Api } from '@main/testing/awx/api'
import { ApiError, forbidden } from '@main/testing/awx/http/answer'
import { checkCsrf, isSafe, type Ask } from '@main/testing/awx/http/ask'
import type { Token, User } from '@main/testing/awx/store/records'

const SESSION_IDLE_MS = 1_800_000
/** The default life of a token: 31,536,000,000 s. */
export const TOKEN_LIFE_MS = 31_536_000_000_000

interface Session {
  readonly user: User
  lastMs: number
}

/** Who asks: bearer token, then session cookie, then Basic (AWX 9-24). */
export class Authentication {
  readonly #api: Api
  readonly #sessions = new Map<string, Session>()

  constructor(api: Api) {
    this.#api = api
  }

  get sessionCookie(): string {
    return this.#api.flavour.gateway ? 'gateway_sessionid' : 'awx_sessionid'
  }

  /** Fills `ask.user`; throws 401 and 403. Without any proof the user stays undefined. */
  authenticate(ask: Ask): void {
    const header = ask.headers['authorization'] ?? ''
    const [, scheme = '', value = ''] = /^(\S+)\s+(.*)$/.exec(header) ?? []
    if (scheme.toLowerCase() === 'bearer') this.#byToken(ask, value.trim())
    if (ask.user === undefined) this.#bySession(ask)
    if (ask.user === undefined && scheme.toLowerCase() === 'basic' && this.#api.settings.basicAuth) {
      this.#byPassword(ask, value)
    }
  }

  /** Missing, unknown, revoked and expired tokens look the same. */
  refuse(): ApiError {
    const text = 'Authentication credentials were not provided.'
    if (this.#api.flavour.gateway) return new ApiError({ status: 401, json: { detail: text } })
    return new ApiError({
      status: 401,
      json: { detail: `${text}${this.#suffix()}` },
      headers: {
        'WWW-Authenticate': `Bearer realm=api authorization_url=${this.#api.outside('/api/o/authorize/')}`,
      },
    })
  }

  /** The user, or what is wrong with the name and password. */
  check(username: string, password: string): User {
    const user = this.#api.store.userNamed(username)
    if (user === undefined || user.spec.password !== password) {
      throw this.#unauthorized(`Invalid username/password.${this.#suffix()}`)
    }
    if (user.spec.inactive === true) throw this.#unauthorized(`User inactive or deleted.${this.#suffix()}`)
    user.lastLoginMs = this.#api.now()
    return user
  }

  openSession(user: User): string {
    const id = randomBytes(16).toString('hex')
    this.#sessions.set(id, { user, lastMs: this.#api.now() })
    return id
  }

  closeSession(id: string): void {
    this.#sessions.delete(id)
  }

  makeToken(
    user: User,
    options: {
      readonly scope: string
      readonly at: 'controller' | 'gateway'
      readonly description: string
      readonly lifeMs?: number
      readonly refresh?: boolean
    },
  ): Token {
    const { store } = this.#api
    const nowMs = this.#api.now()
    const token: Token = {
      id: store.next('token'),
      token: randomText(),
      user,
      description: options.description,
      scope: options.scope,
      at: options.at,
      createdMs: nowMs,
      expiresAtMs: nowMs + (options.lifeMs ?? TOKEN_LIFE_MS),
      refreshToken: options.refresh === true ? randomText() : undefined,
    }
    store.tokens.set(token.id, token)
    return token
  }

  #byToken(ask: Ask, value: string): void {
    const token = [...this.#api.store.tokens.values()].find((each) => each.token === value)
    if (token === undefined || token.expiresAtMs <= this.#api.now()) return
    if (token.user.spec.inactive === true) return
    ask.user = token.user
    ask.proof = 'token'
    ask.token = token
    if (!isSafe(ask.method) && !token.scope.split(' ').includes('write')) throw forbidden()
  }

  #bySession(ask: Ask): void {
    const session = this.#sessions.get(ask.cookies[this.sessionCookie] ?? '')
    const nowMs = this.#api.now()
    if (session === undefined || session.lastMs + SESSION_IDLE_MS < nowMs) return
    session.lastMs = nowMs
    if (!isSafe(ask.method)) checkCsrf(ask, this.#api.secure)
    ask.user = session.user
    ask.proof = 'session'
  }

  #byPassword(ask: Ask, encoded: string): void {
    const text = Buffer.from(encoded, 'base64').toString('utf8')
    const colon = text.indexOf(':')
    if (colon < 0) throw this.#unauthorized('Invalid basic header. Credentials not correctly base64 encoded.')
    ask.user = this.check(text.slice(0, colon), text.slice(colon + 1))
    ask.proof = 'basic'
  }

  #unauthorized(text: string): ApiError {
    const { headers } = this.refuse().answer
    return new ApiError({
      status: 401,
      json: { detail: text },
      ...(headers === undefined ? {} : { headers }),
    })
  }

  #suffix(): string {
    if (this.#api.flavour.gateway) return ''
    return ` To establish a login session, visit ${this.#api.outside('/api/login/')}.`
  }
}

/** 30 letters and digits, as oauthlib makes them. */
function randomText(): string {
  return createHash('sha512').update(randomBytes(32)).digest('base64').replaceAll(/\W/g, '').slice(0, 30)
}
