import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Docker from 'dockerode'
import { startCheckout } from '@main/engine/checkout'
import { catalog } from '@main/providers/catalog'
import { testCore } from '@main/testing/test-core'

const COUNT = 20
const IMAGE = 'localhost/broker-test:latest'

/** Milliseconds to create, start and inspect 20 containers at once with bare dockerode calls. */
async function bareRound(docker: Docker, round: number): Promise<number> {
  const startedAt = performance.now()
  const containers = await Promise.all(
    Array.from({ length: COUNT }, async (_, index) => {
      const container = await docker.createContainer({
        Image: IMAGE,
        name: `bench-bare-${round}-${index}`,
        HostConfig: { PublishAllPorts: true },
      })
      await container.start()
      await container.inspect()
      return container
    }),
  )
  const took = performance.now() - startedAt
  await Promise.all(containers.map((container) => container.remove({ force: true, v: true })))
  return took
}

/** Measures check outs of 20 containers, and the same through bare calls, in turn. */
export async function measureContainers(
  socketPath: string,
  rounds: number,
): Promise<{ readonly ours: readonly number[]; readonly bare: readonly number[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'broker-bench-'))
  const docker = new Docker({ socketPath })
  writeFileSync(
    join(folder, 'broker_settings.yaml'),
    `desktop:\n  undoSeconds: 0\nContainer:\n  instances:\n    bench:\n      default: true\n      endpoint: unix://${socketPath}\n`,
  )
  const core = testCore({ folder, definitions: catalog })
  const ours: number[] = []
  const bare: number[] = []
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const bareTook = await bareRound(docker, round)
      const startedAt = performance.now()
      const task = await core.ended(
        startCheckout(core.engine, {
          target: { provider: 'Container', instance: 'bench' },
          action: 'container_host',
          offering: IMAGE,
          arguments: {},
          secretArguments: [],
          count: COUNT,
          labels: {},
        }).id,
      )
      const oursTook = performance.now() - startedAt
      if (task.state !== 'succeeded') throw new Error(`The check out ended as ${task.state}.`)
      await core.ended(core.checkins.start(task.lines.flatMap((line) => line.hostId ?? [])).id)
      // The first round warms both up.
      if (round > 0) {
        ours.push(oursTook)
        bare.push(bareTook)
      }
    }
  } finally {
    void core.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { ours, bare }
}
