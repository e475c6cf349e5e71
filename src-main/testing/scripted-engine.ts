import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { CheckoutRequest } from '@shared/domain/checkout'
import type { HostState } from '@shared/domain/host'
import { startCheckout } from '@main/engine/checkout'
import { cancelled } from '@main/providers/kit/cancel'
import type { ProviderDefinition } from '@main/providers/contract'
import type { Script } from '@main/testing/scripted-provider'
import { scriptedDefinition, ScriptedService } from '@main/testing/scripted-provider'
import { testCore } from '@main/testing/test-core'
import type { TestCore } from '@main/testing/test-core'

/** Never ends: what a provider does in whose middle the application is killed. */
export const NEVER = new Promise<never>(() => {})

/** Rejects as soon as the signal is aborted: what a provider does that can be stopped at any time. */
export function untilStopped(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(cancelled()), { once: true })
  })
}

/** One core after another on the same folder, with a scripted service that outlives them. */
export interface ScriptedEngine {
  readonly service: ScriptedService
  /** The core that runs. */
  readonly core: TestCore
  /** Starts a core; the first of a test, or a second beside it. */
  start(script?: Script): TestCore
  /** Ends the running core as it stands and starts another one, as the application does after a crash. */
  restart(script?: Script): Promise<TestCore>
  /** Checks hosts out and waits until they are ready; answers their ids. */
  holding(count: number, script?: Script): Promise<readonly string[]>
  stateOf(hostId: string | undefined): HostState | undefined
}

/** A check out at the scripted service. */
export function scriptedRequest(overrides: Partial<CheckoutRequest> = {}): CheckoutRequest {
  return {
    target: { provider: 'Sandbox', instance: 'sandbox' },
    action: 'machine',
    offering: 'vm',
    arguments: {},
    secretArguments: [],
    count: 1,
    labels: {},
    ...overrides,
  }
}

/** Registers the set-up and the tear-down of one for each test of the file. */
export function scriptedEngine(
  define: (service: ScriptedService, script: Script) => ProviderDefinition = scriptedDefinition,
): ScriptedEngine {
  let folder = ''
  let cores: TestCore[] = []
  let service = new ScriptedService()
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'broker-engine-'))
    service = new ScriptedService()
    cores = []
  })
  afterEach(() => {
    for (const core of cores) void core.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const engine: ScriptedEngine = {
    get service() {
      return service
    },
    get core() {
      const core = cores.at(-1)
      if (core === undefined) throw new Error('No core was started.')
      return core
    },
    start(script = {}) {
      const core = testCore({ folder, definitions: [define(service, script)] })
      cores.push(core)
      return core
    },
    async restart(script = {}) {
      void cores.pop()?.stop()
      const core = engine.start(script)
      await core.recover()
      return core
    },
    async holding(count, script = {}) {
      const core = engine.start(script)
      const task = await core.ended(startCheckout(core.engine, scriptedRequest({ count })).id)
      return task.lines.flatMap((line) => line.hostId ?? [])
    },
    stateOf: (hostId) => engine.core.inventory.hosts.get(hostId ?? '')?.state,
  }
  return engine
}
