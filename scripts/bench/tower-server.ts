import { parentPort, workerData } from 'node:worker_threads'
import {
  emptyCatalog,
  manyHosts,
  manyWorkflows,
  startAwx,
  type Catalog,
  type JobTemplateSpec,
} from '@main/testing/awx'

const LATENCY_MS = 20
const INVENTORY = 'lab'

/** With what the workflow around it takes 3 s from the launch to the end; then there is a machine. */
const DEPLOYMENT: JobTemplateSpec = {
  name: 'deploy',
  inventory: INVENTORY,
  script: {
    pendingMs: 300,
    durationMs: 2_380,
    effect: (world, { serial }) => {
      const name = `vm-${serial}`
      const { facts, args } = world.deploy({
        name,
        fqdn: `${name}.lab.example.com`,
        args: { workflow: 'deploy' },
      })
      return { _broker_args: args, _broker_facts: facts['_broker_facts'] ?? {} }
    },
  },
}

/** What there is at the server, by what is measured. */
const SCENES: Readonly<Record<string, () => Catalog>> = {
  sync: () => ({
    ...emptyCatalog(),
    inventories: [1, 2, 3, 4, 5].map((number) => ({
      name: `admin-${number}`,
      hosts: manyHosts(200, `vm${number}`),
    })),
  }),
  checkouts: () => ({
    ...emptyCatalog(),
    inventories: [{ name: INVENTORY }],
    jobTemplates: [DEPLOYMENT],
    workflows: [
      { name: 'deploy', inventory: INVENTORY, nodes: [{ key: 'only', runs: { jobTemplate: 'deploy' } }] },
    ],
  }),
  offerings: () => ({
    ...emptyCatalog(),
    jobTemplates: [{ name: 'noop', script: {} }],
    workflows: manyWorkflows(5_000, 'noop'),
  }),
}

// In a thread of its own: a server is another computer's work, and its time must not be taken for the application's.
const server = await startAwx({
  catalog: (SCENES[String(workerData)] ?? emptyCatalog)(),
  latencyMs: LATENCY_MS,
})
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage({ baseUrl: server.baseUrl, prefix: server.prefix, token: server.tokenFor('admin') })
