import { randomInt } from 'node:crypto'
import type { JsonObject } from '@shared/lib/json'
import { durationText } from '@shared/lib/time-text'
import type { Clock } from '@main/ports/clock'
import type { SandboxConfig } from './config'
import { durationMs } from './duration'
import type { Failure, Kind } from './kinds'
import { failsAtMs, phaseOf, type Blueprint, type Machine, type Phase } from './machine'
import { ipv4Of, ipv6Of, machineName } from './names'
import { machineSeed, seededRandom } from './random'
import type { NewMachine, SandboxStore } from './store'

/** How the service answers when it does not do what was asked. */
export type ServiceFault =
  'unreachable' | 'unauthorized' | 'reset' | 'not_found' | 'name_taken' | 'locked' | 'lease_limit' | 'storage'

/** What the pretended service throws; the provider turns it into an error of the product. */
export class SandboxServiceError extends Error {
  readonly fault: ServiceFault

  constructor(fault: ServiceFault, message: string, options?: { readonly cause?: unknown }) {
    super(message, options)
    this.name = 'SandboxServiceError'
    this.fault = fault
  }
}

/** What is ordered at the service. */
export interface MachineOrder {
  readonly hostId: string
  readonly kind: Kind
  readonly system: string
  readonly cpus: number
  readonly memoryGib: number
  readonly diskGib: number
  readonly name: string | undefined
  readonly leaseMs: number | undefined
  readonly lines: number
  /** A step that fails, by name, and how. */
  readonly fails: { readonly step: string; readonly failure: Failure } | undefined
  readonly failsFirstRemoval: boolean
  readonly labels: Readonly<Record<string, string>>
  readonly origin: string
  readonly parameters: JsonObject
}

/** A machine with how it stands at the time of the answer. */
export interface MachineView {
  readonly machine: Machine
  readonly phase: Phase
  readonly atMs: number
}

interface Pace {
  /** Of realistic time. */
  readonly factor: number
  /** How long a call takes, there and back, ms. */
  readonly latencyMs: number
}

const PACES: Readonly<Record<SandboxConfig['speed'], Pace>> = {
  realistic: { factor: 1, latencyMs: 120 },
  fast: { factor: 0.1, latencyMs: 20 },
  instant: { factor: 0, latencyMs: 0 },
}

/** Realistic time to remove a machine, ms. */
const REMOVAL_MS = 6000
/** A lost connection cuts off the call that notices it, and the one that tries to clean up. */
const CUTS = 2

/**
 * The pretended cloud, as if it were at the other end of a wire: each call takes its time there and its time back, can
 * be cut off on both ways, and what was asked for happens in between whether or not the answer arrives.
 *
 * Throws `SandboxServiceError`, or the signal's reason when it is aborted.
 */
export class SandboxService {
  readonly #store: SandboxStore
  readonly #clock: Clock
  readonly #config: SandboxConfig
  readonly #instance: string

  constructor(options: {
    readonly store: SandboxStore
    readonly clock: Clock
    readonly config: SandboxConfig
    readonly instance: string
  }) {
    this.#store = options.store
    this.#clock = options.clock
    this.#config = options.config
    this.#instance = options.instance
  }

  /** Who is there: the version of the service and how many machines the instance has. */
  ping(signal?: AbortSignal): Promise<{ readonly version: string; readonly machines: number }> {
    return this.#call(signal, () => ({ version: '1.0', machines: this.#listed().length }))
  }

  /** Orders a machine. A second order for the same host id answers the first machine. */
  create(order: MachineOrder, signal?: AbortSignal): Promise<MachineView> {
    return this.#call(signal, () => {
      const machine = this.#store.transaction(() => {
        this.#find(this.#store.byHostId(order.hostId))
        return this.#store.obtain(order.hostId, this.#instance, (sequence, isTaken) =>
          this.#design(order, sequence, isTaken),
        )
      })
      // After the transaction: what was ordered is there, though the answer is lost.
      this.#cutOff(machine)
      return this.#view(machine)
    })
  }

  /** A machine by its own id. */
  get(id: string, signal?: AbortSignal): Promise<MachineView | undefined> {
    return this.#call(signal, () => this.#find(this.#cutOff(this.#store.byId(id))))
  }

  /** A machine by who ordered it. */
  find(hostId: string, signal?: AbortSignal): Promise<MachineView | undefined> {
    return this.#call(signal, () => this.#find(this.#cutOff(this.#store.byHostId(hostId))))
  }

  /** All machines of this instance. */
  list(signal?: AbortSignal): Promise<readonly MachineView[]> {
    return this.#call(signal, () => this.#listed())
  }

  /** Begins to remove a machine; one that is being removed or is gone stays so. Answers undefined when it is gone. */
  remove(id: string, signal?: AbortSignal): Promise<MachineView | undefined> {
    return this.#call(signal, () => {
      this.#cutOff(this.#store.byId(id))
      const refused = this.#store.transaction(() => {
        const view = this.#find(this.#store.byId(id))
        if (view === undefined || view.phase.name === 'removing') return false
        const { machine } = view
        if (machine.refusalsLeft > 0 && view.phase.name !== 'building') {
          this.#store.save({ ...machine, refusalsLeft: machine.refusalsLeft - 1 })
          return true
        }
        this.#store.save({ ...machine, removedAtMs: view.atMs + machine.blueprint.removalMs })
        return false
      })
      if (refused) throw new SandboxServiceError('locked', `409 Conflict: the disk of ${id} is in use`)
      return this.#find(this.#store.byId(id))
    })
  }

  /**
   * Moves the end of a machine's lease, once for one operation however often it is asked. A machine without an end is
   * left as it is.
   */
  extend(
    id: string,
    by: { readonly operationId: string; ms(endsAtMs: number): number },
    signal?: AbortSignal,
  ): Promise<MachineView> {
    return this.#call(signal, () =>
      this.#store.transaction(() => {
        const view = this.#find(this.#store.byId(id))
        if (view?.phase.name !== 'ready') throw new SandboxServiceError('not_found', `404 Not Found: ${id}`)
        const { machine } = view
        const { leaseMs } = machine.blueprint
        if (leaseMs === undefined) return view
        if (!this.#store.noteExtension(id, by.operationId)) return view
        const byMs = by.ms(view.phase.leaseEndsAtMs ?? view.atMs)
        const leftMs = this.#leftMs(machine, leaseMs)
        if (byMs > leftMs) {
          throw new SandboxServiceError(
            'lease_limit',
            `422 Unprocessable: ${durationText(leftMs)} left of a lease of at most ${this.#config.max_lease}`,
          )
        }
        const extended = { ...machine, extendedMs: machine.extendedMs + Math.round(byMs) }
        this.#store.save(extended)
        return this.#view(extended)
      }),
    )
  }

  /** The latest end that extensions of a machine can reach; undefined for one without an end. */
  latestEnd({ machine, phase }: MachineView): number | undefined {
    const { leaseMs } = machine.blueprint
    if (phase.name !== 'ready' || leaseMs === undefined || phase.leaseEndsAtMs === undefined) return undefined
    return phase.leaseEndsAtMs + this.#leftMs(machine, leaseMs)
  }

  async #call<T>(signal: AbortSignal | undefined, run: () => T): Promise<T> {
    const oneWayMs = PACES[this.#config.speed].latencyMs / 2
    await this.#travel(oneWayMs, signal)
    if (this.#config.trouble === 'unreachable') {
      throw new SandboxServiceError('unreachable', 'connect ECONNREFUSED sandbox.example.com:443')
    }
    if (this.#config.trouble === 'refused') {
      throw new SandboxServiceError('unauthorized', '401 Unauthorized: the token is not valid')
    }
    let answer: T
    try {
      answer = run()
    } catch (error) {
      if (error instanceof SandboxServiceError) throw error
      const text = error instanceof Error ? error.message : String(error)
      throw new SandboxServiceError('storage', text, { cause: error })
    }
    await this.#travel(oneWayMs, signal)
    return answer
  }

  async #travel(ms: number, signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted()
    if (ms > 0) await this.#clock.sleep(ms, signal)
  }

  /** Throws in place of an answer while the connection of a machine is lost. */
  #cutOff(machine: Machine | undefined): Machine | undefined {
    if (machine === undefined || machine.cutsLeft === 0) return machine
    const lostAtMs = failsAtMs(machine.blueprint)
    if (lostAtMs === undefined || this.#clock.now() < lostAtMs) return machine
    this.#store.transaction(() => {
      const current = this.#store.byId(machine.id)
      if (current !== undefined) this.#store.save({ ...current, cutsLeft: Math.max(0, current.cutsLeft - 1) })
    })
    throw new SandboxServiceError('reset', 'read ECONNRESET')
  }

  #view(machine: Machine): MachineView {
    const atMs = this.#clock.now()
    return { machine, phase: phaseOf(machine, atMs), atMs }
  }

  /** A machine as it stands; one that is gone is forgotten here, for its end is no event that somebody would wait for. */
  #find(machine: Machine | undefined): MachineView | undefined {
    if (machine === undefined) return undefined
    const view = this.#view(machine)
    if (view.phase.name !== 'gone') return view
    // Another process may have extended it between our look and now.
    return this.#store.transaction(() => {
      const current = this.#store.byId(machine.id)
      if (current === undefined) return undefined
      const latest = this.#view(current)
      if (latest.phase.name !== 'gone') return latest
      this.#store.delete(machine.id)
      return undefined
    })
  }

  #listed(): readonly MachineView[] {
    return this.#store.list(this.#instance).flatMap((machine) => this.#find(machine) ?? [])
  }

  /** How much longer the lease of a machine can become. */
  #leftMs({ extendedMs }: Machine, leaseMs: number): number {
    return this.#longestLeaseMs() - leaseMs - extendedMs
  }

  #longestLeaseMs(): number {
    return durationMs(this.#config.max_lease) ?? Number.POSITIVE_INFINITY
  }

  #design(order: MachineOrder, sequence: number, isTaken: (name: string) => boolean): NewMachine {
    const { kind } = order
    const { factor } = PACES[this.#config.speed]
    const seed =
      this.#config.seed === undefined ? randomInt(0, 2 ** 32) : machineSeed(this.#config.seed, sequence)
    const random = seededRandom(seed)
    if (order.name !== undefined && isTaken(order.name)) {
      throw new SandboxServiceError('name_taken', `409 Conflict: the name ${order.name} is in use`)
    }
    const name = order.name ?? machineName(order.system, random, isTaken)
    const steps = kind.steps.map((step) => ({
      name: step.name,
      durationMs: Math.round(step.ms * factor * (0.8 + 0.4 * random())),
    }))
    const isUnlucky = kind.fails !== undefined && random() < kind.fails.chance
    const fails = order.fails ?? (isUnlucky ? kind.fails : undefined)
    const failingStep = kind.steps.findIndex((step) => step.name === fails?.step)
    const blueprint: Blueprint = {
      kind: kind.name,
      ...(kind.isNameless === true || kind.verb === 'execute' ? {} : { name }),
      system: order.system,
      systemTitle: kind.systems.find((system) => system.value === order.system)?.title ?? order.system,
      cpus: order.cpus,
      memoryGib: order.memoryGib,
      diskGib: order.diskGib,
      ipv4: ipv4Of(sequence),
      ipv6: ipv6Of(sequence),
      hypervisor: `hv-0${1 + Math.floor(random() * 6)}`,
      startedAtMs: this.#clock.now(),
      steps,
      ...(fails === undefined ? {} : { fails: { step: failingStep, failure: fails.failure } }),
      ...(order.leaseMs === undefined ? {} : { leaseMs: order.leaseMs }),
      removalMs: kind.verb === 'execute' ? 0 : Math.round(REMOVAL_MS * factor),
      labels: { ...order.labels },
      origin: order.origin,
      lines: order.lines,
      parameters: order.parameters,
    }
    return {
      blueprint,
      refusalsLeft: (kind.refusals ?? 0) + (order.failsFirstRemoval ? 1 : 0),
      cutsLeft: fails?.failure === 'connection_lost' ? CUTS : 0,
    }
  }
}
