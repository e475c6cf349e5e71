import { systemClock } from '@main/ports/clock'
import { silentLogger } from '@main/ports/logger'
import { towerConfigSchema, type TowerConfig } from '@main/providers/ansible-tower/config'
import { TowerInstance } from '@main/providers/ansible-tower/instance'
import type { ProviderDeps } from '@main/providers/contract'
import type { AwxServer } from '@main/testing/awx'

/** What an instance named `prod` is lent in tests. */
export function towerDeps(overrides: Partial<ProviderDeps> = {}): ProviderDeps {
  return {
    instance: 'prod',
    clock: systemClock,
    logger: silentLogger,
    dataFolder: '/nowhere',
    env: {},
    userName: 'maya',
    ...overrides,
  }
}

/** A configuration that signs in to a test server as its `admin` with a token, unless something else is said. */
export function towerConfig(server: AwxServer, config: Readonly<Record<string, unknown>> = {}): TowerConfig {
  const wayIn = 'username' in config || 'token' in config ? {} : { token: server.tokenFor('admin') }
  const trust = server.certificate === undefined ? {} : { ca_certificate: server.certificate }
  return towerConfigSchema.parse({ base_url: server.baseUrl, ...wayIn, ...trust, ...config })
}

/** An instance on a test server. The caller disposes it. */
export function towerInstance(
  server: AwxServer,
  config: Readonly<Record<string, unknown>> = {},
  deps: Partial<ProviderDeps> = {},
): TowerInstance {
  return new TowerInstance(towerConfig(server, config), towerDeps(deps))
}
