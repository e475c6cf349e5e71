import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll } from 'vitest'
import type { JsonObject } from '@shared/lib/json'
import type { CheckoutOrder, Provider } from '@main/providers/contract'
import {
  AWX_FLAVOURS,
  emptyCatalog,
  startAwx,
  type AwxServer,
  type Catalog,
  type JobScript,
} from '@main/testing/awx'
import { describeProviderConformance } from '@main/testing/conformance'
import { startMortalRelay, type MortalRelay } from '@main/testing/mortal-relay'
import { towerConfig, towerDeps } from '@main/testing/tower-harness'
import { towerConfigSchema } from '@main/providers/ansible-tower/config'
import { ansibleTowerDefinition } from '@main/providers/ansible-tower/definition'
import { AnsibleTowerProvider } from '@main/providers/ansible-tower/provider'

const USER = 'jdoe'
const INVENTORY = `${USER}-inventory`

/** Makes a machine that carries our id, as sites do that keep what a workflow was called with. */
const deploy: JobScript = {
  durationMs: 1000,
  effect: (world, { vars, serial, nowMs }) => {
    const name = `vm-${serial}`
    const expiresAtMs = nowMs + 86_400_000
    const machine = world.deploy({
      name,
      fqdn: `${name}.lab.example.com`,
      args: { workflow: 'deploy', _broker_desktop_id: vars['_broker_desktop_id'] ?? '' },
      brokerFacts: { host_type: 'host', expire_date: Math.floor(expiresAtMs / 1000) },
      expiresAtMs,
    })
    const { _broker_args: args = {}, _broker_facts: facts = {} } = machine.facts
    return { vm_name: name, _broker_args: args, _broker_facts: facts }
  },
}

function textOf(vars: JsonObject, name: string): string {
  const value = vars[name]
  return typeof value === 'string' ? value : ''
}

const remove: JobScript = {
  durationMs: 500,
  effect: (world, { vars }) => ({ removed: world.remove(textOf(vars, 'source_vm')) }),
}

const extend: JobScript = {
  durationMs: 500,
  effect: (world, { vars }) => {
    const name = textOf(vars, 'target_vm')
    const end = (world.machine(name)?.expiresAtMs ?? 0) + Number(vars['new_expire_time']) * 1000
    const expire_date = Math.floor(end / 1000)
    if (world.change(name, { expiresAtMs: end, brokerFacts: { expire_date } }) === undefined) {
      throw new Error(`Could not find ${name}.`)
    }
    return { expire_date }
  },
}

const catalog: Catalog = {
  ...emptyCatalog(),
  users: [{ username: USER, password: 'jdoe-secret' }],
  inventories: [{ name: INVENTORY }],
  jobTemplates: [
    { name: 'prepare', inventory: INVENTORY, script: { durationMs: 500 } },
    { name: 'make', inventory: INVENTORY, script: deploy },
    { name: 'remove', inventory: INVENTORY, script: remove },
    { name: 'extend', inventory: INVENTORY, script: extend },
    {
      name: 'fail',
      inventory: INVENTORY,
      script: { durationMs: 300, outcome: { kind: 'failed', message: 'No capacity' } },
    },
    {
      name: 'say',
      inventory: INVENTORY,
      script: { durationMs: 1000, tasks: [{ name: 'Say it', output: ['hello from the playbook'] }] },
    },
  ],
  workflows: [
    {
      name: 'deploy',
      inventory: INVENTORY,
      nodes: [
        { key: 'prepare', runs: { jobTemplate: 'prepare' }, success: ['make'] },
        { key: 'make', runs: { jobTemplate: 'make' } },
      ],
    },
    {
      name: 'deploy-and-fail',
      inventory: INVENTORY,
      nodes: [
        { key: 'make', runs: { jobTemplate: 'make' }, success: ['fail'] },
        { key: 'fail', runs: { jobTemplate: 'fail' } },
      ],
    },
    { name: 'only-fail', inventory: INVENTORY, nodes: [{ key: 'fail', runs: { jobTemplate: 'fail' } }] },
    { name: 'remove-vm', inventory: INVENTORY, nodes: [{ key: 'remove', runs: { jobTemplate: 'remove' } }] },
    { name: 'extend-vm', inventory: INVENTORY, nodes: [{ key: 'extend', runs: { jobTemplate: 'extend' } }] },
  ],
}

for (const flavour of AWX_FLAVOURS) {
  let server: AwxServer
  const relays: MortalRelay[] = []
  const made = new Set<string>()
  beforeAll(async () => {
    server = await startAwx({ flavour, speed: 50, catalog })
  })
  afterAll(() => server.close())

  const provider = (config: Readonly<Record<string, unknown>> = {}): Provider =>
    new AnsibleTowerProvider(
      towerConfig(server, {
        token: server.tokenFor(USER),
        workflow_poll_interval: 0.02,
        // So long is a launch looked for that died on its way.
        request_timeout: 2,
        ...config,
      }),
      towerDeps(),
    )

  const order = (overrides: Partial<CheckoutOrder> = {}): CheckoutOrder => {
    const hostId = randomUUID()
    made.add(hostId)
    return {
      hostId,
      action: 'workflow',
      offering: 'deploy',
      arguments: {},
      labels: {},
      origin: 'broker-desktop:maya',
      index: 1,
      count: 1,
      ...overrides,
    }
  }

  const machinesOf = (hostId: string | undefined): readonly string[] =>
    server
      .machines()
      .filter(({ args }) => {
        const ours = args['_broker_desktop_id']
        return typeof ours === 'string' && (hostId === undefined ? made.has(ours) : ours === hostId)
      })
      .map(({ name }) => name)

  describeProviderConformance(`AnsibleTower at ${flavour}`, {
    definition: ansibleTowerDefinition,
    makeProvider: () => provider(),
    badInstance: () =>
      new AnsibleTowerProvider(
        towerConfigSchema.parse({ base_url: 'http://127.0.0.1:9', token: 'nobody' }),
        towerDeps(),
      ),
    order,
    failing: [
      {
        title: 'a machine is left behind',
        order: () => order({ offering: 'deploy-and-fail' }),
        code: 'PROVIDER',
      },
      { title: 'nothing was made', order: () => order({ offering: 'only-fail' }), code: 'PROVIDER' },
      {
        title: 'the inventory is not there',
        order: () => order({ arguments: { tower_inventory: 'nowhere' } }),
        code: 'NOT_FOUND',
      },
    ],
    execution: () => ({
      order: order({ action: 'job_template', offering: 'say' }),
      output: 'hello from the playbook',
    }),
    remoteCount: (hostId) => machinesOf(hostId).length,
    mortalProvider: async () => {
      const relay = await startMortalRelay(Number(new URL(server.baseUrl).port))
      relays.push(relay)
      return {
        provider: provider({ base_url: `http://127.0.0.1:${relay.port}` }),
        die: () => relay.die(),
      }
    },
    extensionCount: (hostId) => {
      const names = machinesOf(hostId)
      return server
        .launches()
        .filter(
          ({ templateName, extraVars }) =>
            templateName === 'extend-vm' && names.some((name) => name === extraVars['target_vm']),
        ).length
    },
    cleanup: async () => {
      for (const relay of relays.splice(0)) await relay.close()
    },
  })
}
