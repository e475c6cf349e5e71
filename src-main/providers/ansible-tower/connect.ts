import type { ProviderDeps } from '@main/providers/contract'
import { parseBase, resolvePath } from './address'
import { flavourOf, towerApi, type TowerApi } from './api'
import { wayIn, type TowerConfig } from './config'
import { TowerError } from './errors'
import { Exchange } from './exchange'
import { RestClient } from './rest-client'
import { withRetries } from './retry'
import { pingSchema, rootSchema } from './schemas/root'
import { openSession, type Session } from './session'
import { openTransport, type RawAnswer, type Transport } from './transport'

/** A server that was reached, with what it is. */
export interface Reached {
  readonly api: TowerApi
  readonly exchange: Exchange
  readonly transport: Transport
  /** By how much the server's clock is ahead of this computer's (ms; negative: behind); its answers tell seconds only. */
  readonly clockAheadMs: number | undefined
}

/** A server that was reached and signed in to. */
export interface Connection extends Reached {
  readonly client: RestClient
  readonly session: Session
  /** Deletes a temporary token and closes the connections. Never rejects. */
  close(): Promise<void>
}

const REACH = 'reach the server'

/** Finds out what the server is and signs in. Throws `TowerError`. */
export async function connect(
  config: TowerConfig,
  deps: ProviderDeps,
  signal: AbortSignal,
): Promise<Connection> {
  const reached = await reach(config, deps, signal)
  const { exchange, transport, api } = reached
  try {
    const session = await openSession(exchange, api, config, deps.userName, signal)
    deps.logger.info('Connected to AnsibleTower', {
      instance: deps.instance,
      server: api.title,
      signIn: session.kind,
    })
    return {
      ...reached,
      session,
      client: new RestClient(exchange, session, api),
      close: async () => {
        await session.close()
        transport.close()
      },
    }
  } catch (error) {
    transport.close()
    throw error
  }
}

/** What server answers there ("AWX 24.6.1"), without signing in. Throws `TowerError`. */
export async function whatAnswers(
  config: TowerConfig,
  deps: ProviderDeps,
  signal: AbortSignal,
): Promise<string> {
  const { api, transport } = await reach(config, deps, signal)
  transport.close()
  return api.title
}

/** Asks the roots of the API, which need no sign in, what the server is. Throws `TowerError`. */
async function reach(config: TowerConfig, deps: ProviderDeps, signal: AbortSignal): Promise<Reached> {
  const base = parseBase(config.base_url)
  if (base === undefined) throw new Error('The address was checked when the configuration was read.')
  const { clock, logger, instance } = deps
  const transport = await openTransport(base, config)
  const timeoutMs = config.request_timeout * 1000
  const exchange = new Exchange({
    base,
    transport,
    clock,
    logger,
    instance,
    timeoutMs,
    signIn: wayIn(config),
  })
  const ask = async (url: URL): Promise<RawAnswer> => {
    const request = { method: 'GET', url, authorization: undefined } as const
    const asking = { what: REACH, wants: 'json', signal } as const
    return await withRetries({ clock, signal, retries: 1 }, () => exchange.send(request, asking))
  }
  try {
    const root = rootSchema.safeParse(parseJson(await ask(new URL('api/', base))))
    const controller = root.data?.apis?.controller
    const told = controller === undefined ? root.data?.available_versions?.v2 : `${controller}v2/`
    const prefix = told === undefined ? undefined : resolvePath(base, '/', told)?.pathname
    if (prefix === undefined) throw notTower(exchange, 'It has an API, but not that of AWX or AAP.')
    const ping = await ask(new URL(`${prefix}ping/`, base))
    const { version } = pingSchema.parse(parseJson(ping))
    const flavour = flavourOf(controller !== undefined, version, ping.headers['x-api-product-name'])
    return {
      api: towerApi({ base, prefix, flavour, version }),
      exchange,
      transport,
      clockAheadMs: aheadMs(ping, clock.now()),
    }
  } catch (error) {
    transport.close()
    if (signal.aborted) throw exchange.error('cancelled', REACH)
    throw isNoTower(error) ? notTower(exchange, saidBy(error)) : asTowerError(error, exchange)
  }
}

/** A page where the roots of the API should be is not a Tower's, unless it comes from a proxy with an error of its own. */
function isNoTower(error: unknown): error is TowerError {
  if (!(error instanceof TowerError)) return false
  const { kind, details } = error
  if (kind === 'not-found' || kind === 'method' || kind === 'unreadable') return true
  return kind === 'not-api' && details.status !== undefined && details.status < 500
}

function saidBy({ details }: TowerError): string {
  const title = details.said === undefined || details.said === '' ? '' : ` "${details.said}"`
  if (details.status === 404) return `It says that it has no /api/ (404)${title}.`
  return title === '' ? 'Something else answers there.' : `A page${title} answers there.`
}

function notTower(exchange: Exchange, reason: string): TowerError {
  const address = exchange.base.href.replace(/\/$/, '')
  const error = exchange.error('not-api', REACH)
  return new TowerError(
    'not-api',
    { instance: error.data.instance ?? '', address, what: REACH },
    {},
    {
      code: 'CONFIG',
      message: `${address} is not an Ansible Tower, AWX or AAP. ${reason}`,
      hint: 'Check the address in Settings. It is the one that the user interface has, without what follows # or /api.',
      retryable: false,
    },
  )
}

function asTowerError(error: unknown, exchange: Exchange): TowerError {
  return error instanceof TowerError ? error : exchange.error('unreadable', REACH)
}

function parseJson({ body }: RawAnswer): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function aheadMs(answer: RawAnswer, nowMs: number): number | undefined {
  const saidMs = Date.parse(answer.headers['date'] ?? '')
  return Number.isNaN(saidMs) ? undefined : saidMs - nowMs
}
