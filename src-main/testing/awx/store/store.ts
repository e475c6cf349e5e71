import type { JsonObject } from '@shared/lib/json'
import type { HostSpec, InventorySpec } from '@main/testing/awx/catalog/types'
import type {
  Credential,
  ExecutionEnvironment,
  Host,
  InstanceGroup,
  Inventory,
  JobTemplate,
  Label,
  Organization,
  Project,
  Run,
  RunNode,
  TemplateNode,
  Token,
  UnifiedTemplate,
  User,
  WorkflowTemplate,
} from '@main/testing/awx/store/records'

/** Ids as a database's sequences give them. */
export type Sequence =
  'template' | 'run' | 'node' | 'templateNode' | 'host' | 'label' | 'resource' | 'token' | 'serial' | 'other'

/** Everything that the server knows, by id; maps keep the order of making. */
export class Store {
  readonly organizations = new Map<number, Organization>()
  readonly users = new Map<number, User>()
  readonly inventories = new Map<number, Inventory>()
  readonly hosts = new Map<number, Host>()
  readonly labels = new Map<number, Label>()
  readonly credentials = new Map<number, Credential>()
  readonly executionEnvironments = new Map<number, ExecutionEnvironment>()
  readonly instanceGroups = new Map<number, InstanceGroup>()
  readonly templates = new Map<number, UnifiedTemplate>()
  readonly templateNodes = new Map<number, TemplateNode>()
  readonly runs = new Map<number, Run>()
  readonly nodes = new Map<number, RunNode>()
  readonly tokens = new Map<number, Token>()
  readonly #last = new Map<Sequence, number>()

  next(sequence: Sequence): number {
    const id = (this.#last.get(sequence) ?? 0) + 1
    this.#last.set(sequence, id)
    return id
  }

  /** Ids do not begin at 1 everywhere: what confuses them is found out. */
  startAt(sequence: Sequence, last: number): void {
    this.#last.set(sequence, last)
  }

  jobTemplates(): JobTemplate[] {
    return [...this.templates.values()].filter((each) => each.kind === 'job_template')
  }

  workflowTemplates(): WorkflowTemplate[] {
    return [...this.templates.values()].filter((each) => each.kind === 'workflow_job_template')
  }

  projects(): Project[] {
    return [...this.templates.values()].filter((each) => each.kind === 'project')
  }

  userNamed(username: string): User | undefined {
    return [...this.users.values()].find((user) => user.spec.username === username)
  }

  inventoryNamed(name: string): Inventory | undefined {
    return [...this.inventories.values()].find((inventory) => inventory.spec.name === name)
  }

  hostNamed(inventory: Inventory, name: string): Host | undefined {
    return [...inventory.hosts].find((host) => host.name === name)
  }

  addInventory(spec: InventorySpec, organization: Organization, createdMs: number): Inventory {
    const id = this.next('other')
    const inventory: Inventory = { id, spec, organization, createdMs, hosts: new Set() }
    this.inventories.set(id, inventory)
    for (const host of spec.hosts ?? []) this.addHost(inventory, host, createdMs)
    return inventory
  }

  addHost(inventory: Inventory, spec: HostSpec, createdMs: number): Host {
    const host: Host = {
      id: this.next('host'),
      inventory,
      createdMs,
      modifiedMs: createdMs,
      name: spec.name,
      description: spec.description ?? '',
      variables:
        typeof spec.variables === 'string'
          ? spec.variables
          : JSON.stringify(spec.variables ?? ({} as JsonObject)),
      facts: spec.facts ?? {},
      factsModifiedMs: spec.facts === undefined ? undefined : createdMs,
      enabled: spec.enabled ?? true,
      instanceId: spec.instanceId ?? '',
      source: spec.sourceHost,
      lastJob: undefined,
    }
    this.hosts.set(host.id, host)
    inventory.hosts.add(host)
    return host
  }

  removeHost(host: Host): void {
    this.hosts.delete(host.id)
    host.inventory.hosts.delete(host)
  }

  addLabel(name: string, organization: Organization, createdMs: number): Label {
    const label: Label = { kind: 'label', id: this.next('label'), name, organization, createdMs }
    this.labels.set(label.id, label)
    return label
  }

  removeRun(run: Run): void {
    for (const node of run.nodes) this.nodes.delete(node.id)
    if (run.node?.run === run) run.node.run = undefined
    const runs = run.template?.runs
    if (runs?.includes(run) === true) runs.splice(runs.indexOf(run), 1)
    this.runs.delete(run.id)
  }
}
