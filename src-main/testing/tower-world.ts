import { randomUUID } from 'node:crypto'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import type { CheckoutOrder, HostTarget, ProviderDeps, ProvisionedHost } from '@main/providers/contract'
import { startAwx, type AwxOptions, type AwxServer } from '@main/testing/awx'
import { towerInstance } from '@main/testing/tower-harness'

/** A test server and an instance on it, both ended by the test that asked for them. */
export interface TowerWorld {
  readonly server: AwxServer
  readonly instance: TowerInstance
  /** One more instance on the same server, as a restarted application has. */
  readonly another: (
    config?: Readonly<Record<string, unknown>>,
    deps?: Partial<ProviderDeps>,
  ) => TowerInstance
}

/** Worlds of one test file: `end` belongs into its `afterEach`. */
export class TowerWorlds {
  readonly #endings: (() => Promise<unknown>)[] = []

  /**
   * Time goes fifty times faster there, and an instance asks as often and is soon sure that a launch never came; it
   * signs in as jdoe with a token.
   */
  async make(
    options: AwxOptions = {},
    config: Readonly<Record<string, unknown>> = {},
    deps: Partial<ProviderDeps> = {},
  ): Promise<TowerWorld> {
    const server = await startAwx({ speed: 50, ...options })
    this.#endings.push(() => server.close())
    const username = server.users['jdoe'] === undefined ? 'admin' : 'jdoe'
    const another: TowerWorld['another'] = (more = {}, moreDeps = {}) => {
      const token = server.tokenFor(username)
      const all = { workflow_poll_interval: 0.05, request_timeout: 3, token, ...config, ...more }
      const instance = towerInstance(server, all, { ...deps, ...moreDeps })
      this.#endings.push(() => instance.dispose())
      return instance
    }
    return { server, instance: another(), another }
  }

  async end(): Promise<void> {
    for (const end of this.#endings.splice(0).toReversed()) await end()
  }
}

/** One host of the demo's `deploy-rhel`, unless something else is said. */
export function towerOrder(overrides: Partial<CheckoutOrder> = {}): CheckoutOrder {
  return {
    hostId: randomUUID(),
    action: 'workflow',
    offering: 'deploy-rhel',
    arguments: { deploy_rhel_version: '9.4' },
    labels: {},
    origin: 'broker-desktop:maya',
    index: 1,
    count: 1,
    ...overrides,
  }
}

/** A host as the inventory keeps it. */
export function towerTarget(order: CheckoutOrder, host: ProvisionedHost): HostTarget {
  return {
    hostId: order.hostId,
    ref: host.ref,
    action: order.action,
    offering: order.offering,
    arguments: order.arguments,
    ...(host.name === undefined ? {} : { name: host.name }),
    ...(host.hostname === undefined ? {} : { hostname: host.hostname }),
    ...(host.lease === undefined ? {} : { lease: host.lease }),
    ...(host.raw === undefined ? {} : { raw: host.raw }),
  }
}
