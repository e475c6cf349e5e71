import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '@main/ports/clock'
import type { Api } from '@main/testing/awx/api'
import { demoCatalog } from '@main/testing/awx/catalog/demo'
import { makeCertificate } from '@main/testing/awx/certificate'
import { control } from '@main/testing/awx/control'
import { FLAVOURS, type Flavour } from '@main/testing/awx/flavours'
import { Authentication } from '@main/testing/awx/http/authentication'
import { dispatch } from '@main/testing/awx/http/dispatch'
import { listen, type Listening } from '@main/testing/awx/http/listener'
import { RequestRecord } from '@main/testing/awx/record'
import { buildParts } from '@main/testing/awx/resources/parts'
import { Engine } from '@main/testing/awx/runs/engine'
import { Machines } from '@main/testing/awx/runs/world'
import { load } from '@main/testing/awx/store/load'
import type { Run, User } from '@main/testing/awx/store/records'
import { Switchboard } from '@main/testing/awx/trouble'
import type { AwxOptions, AwxServer, AwxUser, JobRecord } from '@main/testing/awx/types'
import { portOf } from '@main/testing/port-of'

const PROBE_MS = 5
const DEFAULT_WAIT_MS = 10_000

/** Starts a server and resolves when it listens. */
export async function startAwx(options: AwxOptions = {}): Promise<AwxServer> {
  const { speed = 1, basePath = '', clock = systemClock, host = '127.0.0.1' } = options
  const flavour: Flavour = FLAVOURS[options.flavour ?? 'awx']
  const store = load(options.catalog ?? demoCatalog(), clock.now())
  const record = new RequestRecord()
  const trouble = new Switchboard(options.latencyMs ?? 0, {
    expire: (username) => {
      for (const token of store.tokens.values()) {
        if (username === undefined || token.user.spec.username === username) token.expiresAtMs = clock.now()
      }
    },
    revoke: (username) => {
      for (const token of store.tokens.values()) {
        if (username === undefined || token.user.spec.username === username) store.tokens.delete(token.id)
      }
    },
  })
  const { settings } = trouble
  const machines = new Machines(store)
  const engine = new Engine({ store, machines, now: () => clock.now(), speed, settings })
  const prefix = `${basePath}${flavour.root}v2`
  const tls = options.tls === true ? makeCertificate('localhost') : options.tls || undefined
  const api: Api = {
    flavour,
    version: options.version ?? flavour.version,
    store,
    engine,
    settings,
    launches: [],
    secure: tls !== undefined,
    now: () => clock.now(),
    link: (path) => `${prefix}${path}`,
    outside: (path) => `${basePath}${path}`,
  }
  const authentication = new Authentication(api)
  const parts = buildParts(api, authentication)
  const waiting = new Set<() => void>()
  const listening: Listening = {
    api,
    basePath,
    record,
    trouble,
    advance: () => void engine.advance(),
    answer: (ask) => dispatch(api, authentication, parts, ask),
    control: (ask) => control({ api, trouble, record }, ask),
    done: () => {
      for (const wake of waiting) wake()
    },
    userOf: (ask) => {
      const value = /^bearer\s+(.*)$/i.exec(ask.headers['authorization'] ?? '')?.[1]
      return [...store.tokens.values()].find(({ token }) => token === value)?.user.spec.username
    },
  }
  const listener: RequestListener = (request, response) => {
    listen(listening, request, response).catch(() => response.destroy())
  }
  const server = tls === undefined ? createHttpServer(listener) : createHttpsServer(tls, listener)
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, host, () => resolve())
  })

  return {
    flavour: flavour.name,
    baseUrl: `${tls === undefined ? 'http' : 'https'}://${host}:${portOf(server)}${basePath}`,
    prefix,
    certificate: tls?.cert,
    users: usersOf([...store.users.values()]),
    tokenFor: (username, wanted = {}) => {
      const user = store.userNamed(username)
      if (user === undefined) throw new Error(`There is no user ${username}.`)
      return authentication.makeToken(user, {
        scope: wanted.scope ?? 'write',
        at: wanted.at ?? (flavour.gateway ? 'gateway' : 'controller'),
        description: wanted.description ?? '',
        ...(wanted.expiresInMs === undefined ? {} : { lifeMs: wanted.expiresInMs }),
      }).token
    },
    trouble,
    requests: (match) => record.find(match),
    counters: () => record.counters(),
    forgetRequests: () => record.forget(),
    launches: () => api.launches,
    machines: () => {
      engine.advance()
      return machines.all()
    },
    jobs: () => {
      engine.advance()
      return [...store.runs.values()].map(recordOf)
    },
    tokens: () =>
      [...store.tokens.values()].map(({ user, ...token }) => ({ ...token, username: user.spec.username })),
    decide: (workflowJobId, approved) => {
      const nowMs = engine.advance()
      for (const node of store.runs.get(workflowJobId)?.nodes ?? []) {
        if (node.run?.kind === 'workflow_approval') engine.decide(node.run, approved, nowMs)
      }
    },
    waitFor: async (probe, timeoutMs = DEFAULT_WAIT_MS) => {
      const endMs = performance.now() + timeoutMs
      for (;;) {
        engine.advance()
        const found = probe()
        if (found) return found
        if (performance.now() > endMs) throw new Error(`Waited ${timeoutMs} ms in vain.`)
        await nextRequest(waiting)
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Resolves after the next request, or when some milliseconds have passed: jobs go on without requests, too. */
async function nextRequest(waiting: Set<() => void>): Promise<void> {
  let wake = (): void => {}
  const woken = new Promise<void>((resolve) => {
    wake = resolve
  })
  waiting.add(wake)
  await Promise.race([woken, sleep(PROBE_MS)])
  waiting.delete(wake)
}

function usersOf(users: readonly User[]): Readonly<Record<string, AwxUser>> {
  return Object.fromEntries(
    users.map(({ id, spec: { username, password } }) => [username, { id, username, password }]),
  )
}

function recordOf(run: Run): JobRecord {
  return {
    id: run.id,
    type: run.kind,
    name: run.name,
    status: run.status,
    parentId: run.node?.workflow.id,
    vars: run.vars,
    artifacts: run.artifacts,
  }
}
