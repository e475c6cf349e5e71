import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { catalog } from '@main/providers/catalog'
import type { InstanceId } from '@shared/domain/provider'
import { jsonSchema } from '@shared/lib/json'
import { TowerInstance } from '@main/providers/ansible-tower/instance'
import { towerConfigSchema } from '@main/providers/ansible-tower/config'
import { towerDeps } from '@main/testing/tower-harness'
import { testCore, type TestCore } from '@main/testing/test-core'

export const TARGET: InstanceId = { provider: 'AnsibleTower', instance: 'bench' }

const startedSchema = z.object({ baseUrl: z.string(), prefix: z.string(), token: z.string() })
const recordSchema = z.array(
  z.object({
    atMs: z.number(),
    method: z.enum(['GET', 'POST']),
    path: z.string(),
    query: z.string(),
    body: z.string(),
  }),
)
const statusSchema = z.object({ counters: z.object({ total: z.number(), maxInFlight: z.number() }) })

/** One request as the server has it in its record. */
export type Recorded = z.infer<typeof recordSchema>[number]

/** A test server in a thread of its own, and what its own record says. */
export class BenchServer {
  readonly prefix: string
  readonly #worker: Worker
  readonly #baseUrl: string
  readonly #token: string

  private constructor(worker: Worker, started: z.infer<typeof startedSchema>) {
    this.#worker = worker
    this.prefix = started.prefix
    this.#baseUrl = started.baseUrl
    this.#token = started.token
  }

  /** `file` is the bundle of tower-server.ts, `scene` one of those there. */
  static async start(file: string, scene: string): Promise<BenchServer> {
    const worker = new Worker(file, { workerData: scene })
    const [message] = await once(worker, 'message')
    return new BenchServer(worker, startedSchema.parse(message))
  }

  /** What was asked since `forget`, and how many requests were under way at the same time at most. */
  async record(): Promise<{ readonly requests: readonly Recorded[]; readonly maxInFlight: number }> {
    const { counters } = statusSchema.parse(await this.#control(''))
    return {
      requests: recordSchema.parse(await this.#control('requests')),
      maxInFlight: counters.maxInFlight,
    }
  }

  async forget(): Promise<void> {
    await fetch(`${this.#baseUrl}/__switchboard__/requests`, { method: 'DELETE' })
  }

  /** The whole answer of a path below the API's prefix. */
  async get(path: string): Promise<unknown> {
    const headers = { authorization: `Bearer ${this.#token}` }
    return (await fetch(`${this.#baseUrl}${this.prefix}${path}`, { headers })).json()
  }

  /** Milliseconds for the same requests one after the other, by the application's own client. */
  async oneAfterTheOther(requests: readonly Recorded[]): Promise<number> {
    const config = towerConfigSchema.parse({ base_url: this.#baseUrl, token: this.#token })
    const instance = new TowerInstance(config, towerDeps())
    const { signal } = new AbortController()
    const client = await instance.client(signal)
    const options = { signal, what: 'do it again' }
    const startedAt = performance.now()
    for (const { method, path, query, body } of requests) {
      const address = query === '' ? path : `${path}?${query}`
      if (method === 'GET') await client.get(address, jsonSchema, options)
      else await client.post(address, jsonSchema.parse(JSON.parse(body)), jsonSchema, options)
    }
    const took = performance.now() - startedAt
    await instance.dispose()
    return took
  }

  async stop(): Promise<void> {
    await this.#worker.terminate()
  }

  /** A core on this server, on a folder of its own or on one that is there already. */
  core(folder: string): TestCore {
    mkdirSync(folder, { recursive: true })
    writeFileSync(
      join(folder, 'broker_settings.yaml'),
      `desktop:\n  undoSeconds: 0\n  concurrency: 100\nAnsibleTower:\n  instances:\n    bench:\n      base_url: ${this.#baseUrl}\n      token: ${this.#token}\n`,
    )
    return testCore({ folder, definitions: catalog })
  }

  async #control(name: string): Promise<unknown> {
    return (await fetch(`${this.#baseUrl}/__switchboard__/${name}`)).json()
  }
}

/** Runs with a server and a temporary folder, and cleans both up. */
export async function withServer<T>(
  file: string,
  scene: string,
  run: (server: BenchServer, folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'broker-bench-'))
  const server = await BenchServer.start(file, scene)
  try {
    return await run(server, folder)
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
