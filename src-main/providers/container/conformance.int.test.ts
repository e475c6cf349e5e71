import { afterAll } from 'vitest'
import { describeProviderConformance } from '@main/testing/conformance'
import { containerDeps, EngineCorner } from '@main/testing/container-harness'
import { startSocketProxy, type SocketProxy } from '@main/testing/socket-proxy'
import { describeWithEngine } from '@main/testing/test-engine'
import type { Provider } from '@main/providers/contract'
import { containerDefinition } from './definition'

describeWithEngine('Container on a real engine', ({ socketPath }) => {
  const corner = new EngineCorner(socketPath)
  const proxies: SocketProxy[] = []
  const provider = (path: string): Provider =>
    containerDefinition.create(
      containerDefinition.configSchema.parse({ endpoint: `unix://${path}`, name_prefix: corner.prefix }),
      containerDeps,
    )

  afterAll(async () => {
    for (const proxy of proxies) await proxy.stop()
    await corner.clear()
  })

  describeProviderConformance('Container', {
    definition: containerDefinition,
    makeProvider: () => provider(socketPath),
    badInstance: () => provider('/nowhere/engine.sock'),
    order: (overrides) => corner.order(overrides),
    unknownOffering: 'localhost/no-such-image:latest',
    failing: [
      {
        title: 'no such image',
        order: () => corner.order({ offering: 'localhost/no-such-image' }),
        code: 'NOT_FOUND',
      },
      {
        title: 'bad port mapping',
        order: () => corner.order({ arguments: { ports: '22:99999' } }),
        code: 'INVALID_INPUT',
      },
      {
        title: 'a command that ends',
        order: () => corner.order({ arguments: { command: 'false' } }),
        code: 'PROVIDER',
      },
      {
        title: 'a command that is not there',
        order: () => corner.order({ arguments: { command: '/nope' } }),
      },
      {
        title: 'a network that is not there',
        order: () => corner.order({ arguments: { network: 'nope' } }),
        code: 'INVALID_INPUT',
      },
    ],
    execution: () => ({
      order: corner.order({
        action: 'container_app',
        arguments: { command: 'echo hello from the container' },
      }),
      output: 'hello from the container',
    }),
    remoteCount: async (hostId) => (await corner.names(hostId)).length,
    mortalProvider: async () => {
      const proxy = await startSocketProxy({ target: socketPath })
      proxies.push(proxy)
      return { provider: provider(proxy.socketPath), die: () => proxy.freeze() }
    },
    timeoutMs: 60_000,
    cleanup: () => corner.clear(),
  })
})
