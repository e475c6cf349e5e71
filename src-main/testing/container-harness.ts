import { randomUUID } from 'node:crypto'
import type Docker from 'dockerode'
import { systemClock } from '@main/ports/clock'
import { silentLogger } from '@main/ports/logger'
import type { CheckoutOrder, ProviderDeps } from '@main/providers/contract'
import { bareDocker } from '@main/testing/test-engine'

/** What a Container provider in a test is lent. */
export const containerDeps: ProviderDeps = {
  instance: 'tests',
  clock: systemClock,
  logger: silentLogger,
  dataFolder: '',
  env: {},
  userName: 'maya',
}

/**
 * One test file's corner of an engine that others use at the same time: its containers have a prefix of their own, and
 * the engine is asked past the provider.
 */
export class EngineCorner {
  readonly prefix = `t${randomUUID().slice(0, 8)}`
  readonly docker: Docker

  constructor(socketPath: string) {
    this.docker = bareDocker(socketPath)
  }

  /** A check out of an image that runs, with a new host id. */
  order(overrides: Partial<CheckoutOrder> = {}): CheckoutOrder {
    return {
      hostId: randomUUID(),
      action: 'container_host',
      offering: 'localhost/broker-plain:latest',
      arguments: {},
      labels: {},
      origin: 'broker-desktop:maya',
      index: 1,
      count: 1,
      ...overrides,
    }
  }

  /** The names of the containers of this corner, or only of one host. */
  async names(hostId?: string): Promise<readonly string[]> {
    const filters = hostId === undefined ? {} : { filters: { label: [`broker-desktop.host=${hostId}`] } }
    const all = await this.docker.listContainers({ all: true, ...filters })
    return all
      .flatMap(({ Names }) => Names.map((name) => name.replace(/^\//, '')))
      .filter((name) => hostId !== undefined || name.startsWith(this.prefix))
  }

  /** Removes every container of this corner. */
  async clear(): Promise<void> {
    for (const name of await this.names()) {
      await this.docker
        .getContainer(name)
        .remove({ force: true, v: true })
        .catch(() => undefined)
    }
  }
}
