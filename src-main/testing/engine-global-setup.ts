import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { TestProject } from 'vitest/node'
import { startRegistryServer, type RegistryServer } from '@main/testing/registry-server'
import type { TestEngine } from '@main/testing/test-engine'
import { startEngine } from '../../scripts/engine/podman.mjs'

/**
 * Starts a private container engine for the integration tests, with a registry it can pull from, and ends both after
 * them. Where there can be no engine the tests are told why and say so; in CI that is a failure. The variable
 * BROKER_TEST_ENGINE_SOCKET names an engine that runs already (then without a registry it trusts).
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const socketPath = process.env['BROKER_TEST_ENGINE_SOCKET']
  if (socketPath !== undefined && socketPath !== '') {
    const registry = process.env['BROKER_TEST_REGISTRY']
    project.provide('engine', { socketPath, ...(registry === undefined ? {} : { registry }) })
    return async () => undefined
  }
  const folder = await mkdtemp(join(tmpdir(), 'broker-engine-'))
  const cleanUps: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })]
  const tearDown = async (): Promise<void> => {
    for (const cleanUp of cleanUps.toReversed()) await cleanUp()
  }
  try {
    const registry = await startRegistry()
    if (registry !== undefined) cleanUps.push(() => registry.stop())
    const engine = await withRegistry(registry, folder, () => startEngine())
    if (engine.available) cleanUps.push(() => engine.stop())
    project.provide('engine', told(engine, registry))
    return tearDown
  } catch (error) {
    await tearDown()
    throw error
  }
}

function told(
  engine: Awaited<ReturnType<typeof startEngine>>,
  registry: RegistryServer | undefined,
): TestEngine {
  if (!engine.available) return { reason: engine.reason }
  const { socketPath } = engine
  return { socketPath, ...(registry === undefined ? {} : { registry: registry.address }) }
}

/** The registry's image is made of this computer's busybox, which the engine's own images need, too. */
async function startRegistry(): Promise<RegistryServer | undefined> {
  try {
    const { stdout } = await promisify(execFile)('/bin/sh', ['-c', 'command -v busybox'])
    return await startRegistryServer(stdout.trim())
  } catch {
    return undefined
  }
}

/** Engines trust plain HTTP only where their registries.conf says so. */
async function withRegistry<T>(
  registry: RegistryServer | undefined,
  folder: string,
  run: () => Promise<T>,
): Promise<T> {
  if (registry === undefined) return await run()
  const file = join(folder, 'registries.conf')
  await writeFile(file, `[[registry]]\nlocation = "${registry.address}"\ninsecure = true\n`)
  const before = process.env['CONTAINERS_REGISTRIES_CONF']
  process.env['CONTAINERS_REGISTRIES_CONF'] = file
  try {
    return await run()
  } finally {
    if (before === undefined) delete process.env['CONTAINERS_REGISTRIES_CONF']
    else process.env['CONTAINERS_REGISTRIES_CONF'] = before
  }
}
