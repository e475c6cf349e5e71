import type { AwxServer } from '@main/testing/awx/types'

/** An answer as a test looks at it. */
export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as JSON; undefined when it is none. */
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
  readonly json: any
}

/** As for fetch, with plain headers. */
interface Sent extends Omit<RequestInit, 'headers'> {
  readonly headers?: Readonly<Record<string, string>>
}

export interface TestClient {
  get(path: string, headers?: Record<string, string>): Promise<Reply>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>
  send(method: string, path: string, init?: Sent): Promise<Reply>
}

/** Speaks plain HTTP with a server as one user. Paths without `/api/` are below the controller's prefix. */
export function clientOf(server: AwxServer, username = 'admin'): TestClient {
  return clientWith(server, server.tokenFor(username))
}

/** The same without a token. */
export function nobodyAt(server: AwxServer): TestClient {
  return clientWith(server, undefined)
}

function clientWith(server: AwxServer, token: string | undefined): TestClient {
  const send: TestClient['send'] = async (method, path, init = {}) => {
    const url = path.startsWith('/api/')
      ? server.baseUrl + path
      : new URL(server.baseUrl).origin + server.prefix + path
    const response = await fetch(url, {
      redirect: 'manual',
      ...init,
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...init.headers,
      },
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, json: parsed(text) }
  }
  return {
    send,
    get: (path, headers) => send('GET', path, headers === undefined ? {} : { headers }),
    post: (path, body, headers = {}) =>
      send('POST', path, {
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** The launch path of a workflow or job template by name; throws when there is none. */
export async function launchPath(
  client: TestClient,
  name: string,
  kind: 'workflow_job_templates' | 'job_templates' = 'workflow_job_templates',
): Promise<string> {
  const { json } = await client.get(`/${kind}/?name=${encodeURIComponent(name)}`)
  const id: unknown = json.results[0]?.id
  if (typeof id !== 'number') throw new Error(`There is no template ${name}.`)
  return `/${kind}/${id}/launch/`
}
