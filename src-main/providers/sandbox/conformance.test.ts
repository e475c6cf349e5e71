import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { Clock } from '@main/ports/clock'
import { silentLogger } from '@main/ports/logger'
import type { CheckoutOrder, Provider, ProviderDeps } from '@main/providers/contract'
import { describeProviderConformance } from '@main/testing/conformance'
import { FakeClock } from '@main/testing/fake-clock'
import { sandboxConfigSchema } from './config'
import { sandboxDefinition } from './definition'
import { phaseOf } from './machine'
import { SandboxStore } from './store'

/** A clock whose sleepers never wake once it is stopped: the process that they were in has died. */
class MortalClock implements Clock {
  readonly #clock: Clock
  #isDead = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  now(): number {
    return this.#clock.now()
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    await this.#clock.sleep(ms, signal)
    if (this.#isDead) await new Promise<never>(() => {})
  }

  die(): void {
    this.#isDead = true
  }
}

for (const speed of ['realistic', 'fast', 'instant'] as const) {
  const folder = mkdtempSync(join(tmpdir(), 'broker-sandbox-'))
  const clock = new FakeClock({ auto: true })
  const service = new SandboxStore(folder)
  let orders = 0

  const provider = (config: Record<string, unknown>, time: Clock = clock): Provider => {
    const deps: ProviderDeps = {
      instance: 'demo',
      clock: time,
      logger: silentLogger,
      dataFolder: folder,
      env: {},
      userName: 'maya',
    }
    return sandboxDefinition.create(sandboxConfigSchema.parse({ speed, ...config }), deps)
  }
  const order = (overrides: Partial<CheckoutOrder> = {}): CheckoutOrder => ({
    hostId: `host-${(orders += 1)}`,
    action: 'machine',
    offering: 'small-vm',
    arguments: {},
    labels: { team: 'platform' },
    origin: 'broker-desktop:maya',
    index: 1,
    count: 1,
    ...overrides,
  })

  afterAll(() => {
    service.close()
    rmSync(folder, { recursive: true })
  })

  describeProviderConformance(`Sandbox (${speed})`, {
    definition: sandboxDefinition,
    makeProvider: () => provider({}),
    badInstance: () => provider({ trouble: speed === 'instant' ? 'refused' : 'unreachable' }),
    order,
    slowOrder: (overrides) =>
      order({ offering: 'bare-metal', arguments: { purpose: 'a test' }, ...overrides }),
    failing: [
      { title: 'a step fails', order: () => order({ offering: 'always-fails' }), code: 'PROVIDER' },
      { title: 'something stays', order: () => order({ offering: 'leaves-behind' }), code: 'PROVIDER' },
      {
        title: 'the connection is lost',
        order: () => order({ arguments: { fail_at: 'Boot', failure: 'connection_lost' } }),
        code: 'PROVIDER',
      },
      {
        title: 'no address',
        order: () => order({ arguments: { fail_at: 'Wait for address', failure: 'no_address' } }),
        code: 'TIMEOUT',
      },
      {
        title: 'the form is wrong',
        order: () => order({ arguments: { disk_gib: 600 } }),
        code: 'INVALID_INPUT',
      },
    ],
    execution: () => ({
      order: order({ action: 'command', offering: 'uptime' }),
      output: 'load average: 0.08',
    }),
    remoteCount: (hostId) =>
      service
        .list()
        .filter((machine) => hostId === undefined || machine.hostId === hostId)
        .filter((machine) => phaseOf(machine, clock.now()).name !== 'gone').length,
    extensionCount: (hostId) => service.extensionsOf(service.byHostId(hostId)?.id ?? ''),
    ...(speed === 'instant'
      ? {}
      : {
          mortalProvider: () => {
            const mortal = new MortalClock(clock)
            return { provider: provider({}, mortal), die: () => mortal.die() }
          },
        }),
    moments: 12,
    concurrency: 20,
  })
}
