import type { JsonObject } from '@shared/lib/json'
import type { Machine, RunInput, World } from '@main/testing/awx/catalog/types'
import { isObject } from '@main/testing/awx/runs/vars'
import type { Host, Inventory } from '@main/testing/awx/store/records'
import type { Store } from '@main/testing/awx/store/store'

interface Row {
  readonly machine: Machine
  readonly host: Host
}

/** The machines that jobs have made. Each is a host of an inventory with facts, as a deployment leaves it. */
export class Machines {
  readonly #store: Store
  readonly #rows = new Map<string, Row>()

  constructor(store: Store) {
    this.#store = store
  }

  all(): readonly Machine[] {
    return [...this.#rows.values()].map(({ machine }) => machine)
  }

  /** The world as one job may change it. */
  seenBy(input: RunInput, inventory: Inventory | undefined): World {
    return {
      machines: () => this.all(),
      machine: (name) => this.#find(name)?.machine,
      deploy: (wanted) => {
        if (inventory === undefined) throw new Error('No inventory to deploy to.')
        if (this.#rows.has(wanted.name)) throw new Error(`There is a machine ${wanted.name} already.`)
        const brokerFacts: JsonObject = { fqdn: wanted.fqdn, name: wanted.name, ...wanted.brokerFacts }
        const facts: JsonObject = {
          ansible_fqdn: wanted.fqdn,
          ...wanted.facts,
          _broker_args: wanted.args ?? {},
          _broker_facts: brokerFacts,
        }
        const host = this.#store.addHost(
          inventory,
          {
            name: wanted.name,
            description: 'imported',
            variables: { fqdn: wanted.fqdn, ...wanted.variables },
            facts,
            instanceId: `vm-${input.serial}`,
          },
          input.nowMs,
        )
        const machine: Machine = {
          name: wanted.name,
          fqdn: wanted.fqdn,
          inventory: inventory.spec.name,
          createdBy: input.username,
          jobId: input.jobId,
          hostId: host.id,
          args: wanted.args ?? {},
          facts,
          expiresAtMs: wanted.expiresAtMs,
        }
        this.#rows.set(machine.name, { machine, host })
        return machine
      },
      remove: (name) => this.#remove(name),
      change: (name, change) => this.#change(name, change, input.nowMs),
    }
  }

  /** By its name or its fqdn, since both are used for a host. */
  #find(name: string): Row | undefined {
    return this.#rows.get(name) ?? [...this.#rows.values()].find(({ machine }) => machine.fqdn === name)
  }

  #remove(name: string): boolean {
    const row = this.#find(name)
    // Hosts that the catalogue brought are machines as well as those that jobs made.
    const host = row?.host ?? [...this.#store.hosts.values()].find((each) => each.name === name)
    if (row !== undefined) this.#rows.delete(row.machine.name)
    if (host !== undefined) this.#store.removeHost(host)
    return host !== undefined
  }

  #change(name: string, change: Parameters<World['change']>[1], nowMs: number): Machine | undefined {
    const row = this.#find(name)
    const host = row?.host ?? [...this.#store.hosts.values()].find((each) => each.name === name)
    if (host === undefined) return undefined
    const before = host.facts['_broker_facts']
    host.facts = {
      ...host.facts,
      _broker_facts: { ...(isObject(before) ? before : {}), ...change.brokerFacts },
    }
    host.factsModifiedMs = nowMs
    const machine: Machine = {
      ...(row?.machine ?? machineOf(host)),
      facts: host.facts,
      ...(change.expiresAtMs === undefined ? {} : { expiresAtMs: change.expiresAtMs }),
    }
    this.#rows.set(machine.name, { machine, host })
    return machine
  }
}

function machineOf(host: Host): Machine {
  const fqdn = host.facts['ansible_fqdn']
  return {
    name: host.name,
    fqdn: typeof fqdn === 'string' ? fqdn : host.name,
    inventory: host.inventory.spec.name,
    createdBy: '',
    jobId: 0,
    hostId: host.id,
    args: {},
    facts: host.facts,
    expiresAtMs: undefined,
  }
}
