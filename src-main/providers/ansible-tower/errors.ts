import { BrokerError, type ErrorData } from '@shared/domain/error'
import { instanceText } from '@shared/domain/provider'
import type { JsonObject } from '@shared/lib/json'
import { durationText } from '@shared/lib/time-text'

/** What kind of trouble a server gave; what the provider decides by. */
export type TroubleKind =
  | 'cancelled'
  // No answer.
  | 'timeout'
  | 'no-name'
  | 'refused'
  | 'cut'
  | 'tls'
  | 'proxy'
  // An answer, but not of the API.
  | 'upgrading'
  | 'not-api'
  | 'unreadable'
  | 'moved'
  | 'elsewhere'
  // The API's own errors.
  | 'auth'
  | 'permission'
  | 'read-only'
  | 'licence'
  | 'not-found'
  | 'invalid'
  | 'conflict'
  | 'method'
  | 'busy'
  | 'server'

/** What was being done, so that the message can say where. */
export interface Doing {
  readonly instance: string
  /** As configured: "https://tower.example.com". */
  readonly address: string
  /** What the call was for, as in "cannot …": "list the workflows". */
  readonly what: string
  readonly signIn?: 'token' | 'password'
}

/** What is known of trouble beside its kind. */
export interface Details {
  readonly status?: number | undefined
  /** The server's own words. */
  readonly said?: string | undefined
  /** The body of an error answer, where it is a JSON object: what a launch maps onto fields. */
  readonly body?: JsonObject | undefined
  readonly fieldErrors?: Readonly<Record<string, string>> | undefined
  /** How long the server wants to be left alone (ms). */
  readonly retryAfterMs?: number | undefined
  /** Where it sent us, for `moved` and `elsewhere`. */
  readonly location?: string | undefined
  /** Whether the server may have done what was asked though the answer is missing. */
  readonly uncertain?: boolean | undefined
  /** For `tls`: what is wrong with the certificate, for `auth` why; as a sentence. */
  readonly reason?: string | undefined
  /** For `tls`: the code of the failed check. */
  readonly tlsCode?: string | undefined
}

/** An error of the server or of the way to it, told in our words; `kind` is for the provider, `data` for everybody else. */
export class TowerError extends BrokerError {
  readonly kind: TroubleKind
  readonly details: Details

  constructor(kind: TroubleKind, doing: Doing, details: Details = {}, words: Partial<Words> = {}) {
    super({
      ...wordsFor(kind, doing, details),
      ...words,
      ...(details.said === undefined || details.said === '' ? {} : { said: details.said }),
      ...(details.fieldErrors === undefined ? {} : { fieldErrors: { ...details.fieldErrors } }),
      provider: 'AnsibleTower',
      instance: doing.instance,
    })
    this.kind = kind
    this.details = details
  }
}

const OUTAGES: ReadonlySet<TroubleKind> = new Set([
  'timeout',
  'no-name',
  'refused',
  'cut',
  'proxy',
  'upgrading',
  'not-api',
  'unreadable',
  'busy',
  'server',
])

/**
 * Whether this is trouble that passes by itself and is ridden out while a job is waited for: no connection, 408, 429,
 * 5xx, a page instead of the API, an upgrade. Not what a person must mend: sign in, permission, certificate, a job that
 * is not there.
 */
export function isOutage(thrown: unknown): thrown is TowerError {
  return thrown instanceof TowerError && OUTAGES.has(thrown.kind)
}

/** Whether the server may have done what was asked though its answer is missing or unreadable. */
export function isUncertain(thrown: unknown): boolean {
  return thrown instanceof TowerError && thrown.details.uncertain === true
}

/** The kind of trouble, or undefined for what was not thrown by the client. */
export function kindOf(thrown: unknown): TroubleKind | undefined {
  if (thrown instanceof TowerError) return thrown.kind
  return thrown instanceof BrokerError && thrown.data.code === 'CANCELLED' ? 'cancelled' : undefined
}

type Words = Omit<ErrorData, 'retryable' | 'provider' | 'instance' | 'said' | 'fieldErrors'> & {
  readonly retryable?: boolean
}

function wordsFor(kind: TroubleKind, doing: Doing, details: Details): Words {
  const { what, address } = doing
  const where = instanceText({ provider: 'AnsibleTower', instance: doing.instance })
  const cannot = `Cannot ${what}:`
  const status = details.status === undefined ? '' : ` (${details.status})`
  switch (kind) {
    case 'cancelled':
      return { code: 'CANCELLED', message: 'Cancelled.', retryable: true }
    case 'timeout':
      return {
        code: 'TIMEOUT',
        message: `${cannot} ${where} did not answer in time.`,
        hint: 'Try again. How long one request may take is in Settings, at the instance.',
        retryable: true,
      }
    case 'no-name':
      return {
        code: 'PROVIDER',
        message: `${cannot} the name of ${address} is not known here.`,
        hint: 'Check the address in Settings, the network, and whether a VPN is needed.',
        retryable: true,
      }
    case 'refused':
      return {
        code: 'PROVIDER',
        message: `${cannot} nothing answers at ${address}.`,
        hint: 'Check the address in Settings, the network, and whether a VPN is needed.',
        retryable: true,
      }
    case 'cut':
      return {
        code: 'PROVIDER',
        message: `${cannot} ${where} closed the connection before it answered.`,
        hint: 'Try again.',
        retryable: true,
      }
    case 'proxy':
      return {
        code: 'PROVIDER',
        message: `${cannot} the proxy does not let the connection to ${address} through${status}.`,
        hint: 'Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY in the environment.',
        retryable: true,
      }
    case 'tls':
      return {
        code: 'CONFIG',
        message: `${cannot} the certificate of ${address} is not trusted. ${details.reason ?? ''}`.trimEnd(),
        hint: 'Test the connection in Settings: it shows the certificate. Trust it there, or add the authority that signed it.',
      }
    case 'upgrading':
      return {
        code: 'PROVIDER',
        message: `${cannot} ${where} is being upgraded.`,
        hint: 'Try again when the upgrade is done.',
        retryable: true,
      }
    case 'not-api':
      return {
        code: 'PROVIDER',
        message: `${cannot} ${where} answered with a page or a text instead of its API${status}.`,
        hint: 'It may be starting, or a proxy before it answered. Try again; if it stays so, check the address in Settings.',
        retryable: true,
      }
    case 'unreadable':
      return {
        code: 'PROVIDER',
        message: `${cannot} ${where} answered something that cannot be read.`,
        hint: 'Try again. The log file has the details.',
        retryable: true,
      }
    case 'moved':
      return {
        code: 'CONFIG',
        message: `${cannot} ${address} sends to ${details.location ?? 'another address'}.`,
        hint: `Change the address in Settings${details.location === undefined ? '' : ` to ${details.location}`}.`,
      }
    case 'elsewhere':
      return {
        code: 'CONFIG',
        message: `${cannot} ${address} sends to another server, ${details.location ?? 'which it does not name'}.`,
        hint: 'Credentials are not sent there. Check the address in Settings, and whether the network wants a sign in first.',
      }
    case 'auth':
      return {
        code: 'AUTH',
        message: `${cannot} ${details.reason ?? refusal(where, doing.signIn)}`,
        hint:
          doing.signIn === 'password'
            ? 'Check user name and password in Settings, at the instance.'
            : 'Sign in again: make a new token at the server and put it into Settings, at the instance.',
      }
    case 'permission':
      return {
        code: 'PERMISSION',
        message: `${cannot} ${where} does not permit it.`,
        hint: 'Ask its administrator for the role that is needed.',
      }
    case 'read-only':
      return {
        code: 'PERMISSION',
        message: `${cannot} the token of ${where} may only read.`,
        hint: 'Make a token with the scope write, and put it into Settings, at the instance.',
      }
    case 'licence':
      return {
        code: 'PROVIDER',
        message: `${cannot} the licence of ${where} does not allow it.`,
        hint: 'Tell its administrator.',
      }
    case 'not-found':
      return {
        code: 'NOT_FOUND',
        message: `${cannot} ${where} does not have it.`,
        hint: 'It may have been deleted, or may not be seen by this user.',
      }
    case 'invalid':
      return {
        code: 'INVALID_INPUT',
        message: `${cannot} ${where} does not take the values.`,
        hint: 'Correct what it names below.',
      }
    case 'conflict':
      return {
        code: 'PROVIDER',
        message: `${cannot} ${where} says that it is in use.`,
        hint: 'Try again later.',
        retryable: true,
      }
    case 'method':
      return {
        code: 'NOT_SUPPORTED',
        message: `${cannot} ${where} does not have this call${status}.`,
      }
    case 'busy':
      return {
        code: 'PROVIDER',
        message: `${cannot} ${where} is asked too often${status}.`,
        hint: whenAgain(details.retryAfterMs),
        retryable: true,
      }
    case 'server':
      return {
        code: 'PROVIDER',
        message: `${cannot} ${where} answered with an error of its own${status}.`,
        hint: 'Try again. If it stays so, tell its administrator.',
        retryable: true,
      }
  }
}

/** Rounded up: earlier it would be too often again. */
function whenAgain(afterMs: number | undefined): string {
  if (afterMs === undefined || afterMs === 0) return 'Try again in a while.'
  const stepMs = afterMs < 60_000 ? 1000 : 60_000
  const left = durationText(Math.ceil(afterMs / stepMs) * stepMs)
  return `Try again in ${left}: so long it wants to be left alone.`
}

function refusal(where: string, signIn: Doing['signIn']): string {
  return signIn === 'password'
    ? `${where} does not accept the user name and password.`
    : `${where} does not accept the token. It has expired, was withdrawn, or is not one of its tokens.`
}
