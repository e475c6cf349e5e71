import { BrokerError } from '@shared/domain/error'
import type { HostRef } from '@shared/domain/host'
import type { ExecutionResult } from '@shared/domain/execute'
import type { Extension } from '@shared/domain/lease'
import type { ActionVerb, HealthReport, Offering, OfferingForm } from '@shared/domain/provider'
import { count } from '@shared/lib/words'
import type {
  CallContext,
  CheckoutContext,
  CheckoutOrder,
  ExecuteOrder,
  ExtensionOutcome,
  HostTarget,
  InventoryListing,
  InventoryQuery,
  OperationContext,
  Provider,
  ProviderDeps,
  ProvisionedHost,
} from '@main/providers/contract'
import { cancelled, throwIfCancelled } from '@main/providers/kit/cancel'
import type { SandboxConfig } from './config'
import { fieldsOf } from './fields'
import { followMachine } from './follow'
import { kindsOf, type Kind } from './kinds'
import { logOf } from './machine'
import {
  extensionMs,
  hostOf,
  isCommand,
  kindOf,
  leaseOf,
  listedOf,
  machineOrder,
  refOf,
  sandboxError,
  serviceError,
} from './map'
import { SandboxService, SandboxServiceError, type MachineOrder, type MachineView } from './service'
import { SandboxStore } from './store'

/** The actions, by what they do. */
export const ACTION_OF: Readonly<Record<ActionVerb, string>> = { checkout: 'machine', execute: 'command' }

/** How often a machine that is being made is looked at, ms. */
const POLL_MS: Readonly<Record<SandboxConfig['speed'], number>> = { realistic: 1000, fast: 200, instant: 50 }

const EXTEND_STEPS = ['Move the end'] as const
const RELEASE_STEPS = ['Power off', 'Remove disks', 'Free the name'] as const

/** Speaks to the pretended cloud as any provider speaks to a real one. */
export class SandboxProvider implements Provider {
  readonly #config: SandboxConfig
  readonly #deps: ProviderDeps
  readonly #store: SandboxStore
  readonly #service: SandboxService

  constructor(config: SandboxConfig, deps: ProviderDeps) {
    this.#config = config
    this.#deps = deps
    this.#store = new SandboxStore(deps.dataFolder, deps.sqliteBinding)
    this.#service = new SandboxService({
      store: this.#store,
      clock: deps.clock,
      config,
      instance: deps.instance,
    })
  }

  async check(ctx: CallContext): Promise<HealthReport> {
    const startedAtMs = this.#deps.clock.now()
    try {
      const { version, machines } = await this.#ask(ctx.signal, () => this.#service.ping(ctx.signal))
      return {
        usable: true,
        summary: 'Works',
        latencyMs: this.#deps.clock.now() - startedAtMs,
        items: [
          { level: 'ok', title: 'The Sandbox answers', detail: `Version ${version}, inside Broker Desktop` },
          { level: 'ok', title: `Signed in as ${this.#deps.userName}` },
          { level: 'ok', title: count(machines, 'machine'), detail: `Speed ${this.#config.speed}` },
        ],
      }
    } catch (error) {
      if (!(error instanceof BrokerError) || error.data.code === 'CANCELLED') throw error
      const { code, message, said, hint } = error.data
      return {
        usable: false,
        summary: message,
        code,
        items: [{ level: 'error', title: message, detail: [said, hint].filter(Boolean).join(' ') }],
      }
    }
  }

  async offerings(action: string, ctx: CallContext): Promise<readonly Offering[]> {
    const verb = this.#verb(action)
    await this.#ask(ctx.signal, () => this.#service.ping(ctx.signal))
    return kindsOf(verb).map(({ name, title, description, detail, recommended }) => ({
      name,
      title,
      description,
      detail,
      recommended,
    }))
  }

  async describe(action: string, offering: string, ctx: CallContext): Promise<OfferingForm> {
    const kind = kindOf(this.#verb(action), offering, this.#deps)
    await this.#ask(ctx.signal, () => this.#service.ping(ctx.signal))
    return {
      description: kind.description,
      fields: [...fieldsOf(kind, this.#config)],
      freeArguments: true,
      steps: kind.steps.map((step) => step.name),
    }
  }

  checkout(
    order: CheckoutOrder,
    claimed: HostRef | undefined,
    ctx: CheckoutContext,
  ): Promise<ProvisionedHost> {
    return this.#making('checkout', order, claimed, ctx, (view) => Promise.resolve(hostOf(view)))
  }

  execute(order: ExecuteOrder, claimed: HostRef | undefined, ctx: CheckoutContext): Promise<ExecutionResult> {
    return this.#making('execute', order, claimed, ctx, async (view, kind) => {
      await this.#removeWhole(view, ctx.signal)
      ctx.unclaim()
      const output = logOf(view.machine).flatMap((line) => (line.output ? [line.text] : []))
      return { output: output.map((line) => `${line}\n`).join(''), exitCode: kind.exitCode ?? 0 }
    })
  }

  async read(target: HostTarget, ctx: CallContext): Promise<ProvisionedHost | 'gone'> {
    const view = await this.#ask(ctx.signal, () => this.#locate(target, ctx.signal))
    return view === undefined ? 'gone' : hostOf(view)
  }

  async release(target: HostTarget, ctx: OperationContext): Promise<void> {
    ctx.plan(RELEASE_STEPS)
    ctx.step(RELEASE_STEPS[0])
    await this.#ask(ctx.signal, async () => {
      const view = await this.#locate(target, ctx.signal)
      if (view === undefined) {
        ctx.log('The machine is gone already.')
        return
      }
      const { id, blueprint } = view.machine
      ctx.log(`removing ${blueprint.name ?? id}`)
      ctx.step(RELEASE_STEPS[1])
      await this.#removeWhole(view, ctx.signal)
      ctx.step(RELEASE_STEPS[2])
      ctx.log(`${blueprint.name ?? id} is removed`)
    })
  }

  /** Machines that stay; what runs a command is none, and neither is one that is being removed. */
  async inventory(query: InventoryQuery, ctx: CallContext): Promise<InventoryListing> {
    const views = await this.#ask(ctx.signal, () => this.#service.list(ctx.signal))
    const hosts = views
      .filter(({ machine, phase }) => !isCommand(machine) && phase.name !== 'removing')
      .map((view) => listedOf(view, ACTION_OF.checkout))
    query.onProgress?.(hosts.length, hosts.length)
    return { hosts, account: this.#deps.userName, warnings: [] }
  }

  async extend(target: HostTarget, extension: Extension, ctx: OperationContext): Promise<ExtensionOutcome> {
    ctx.plan(EXTEND_STEPS)
    ctx.step(EXTEND_STEPS[0])
    return this.#ask(ctx.signal, async () => {
      const view = await this.#locate(target, ctx.signal)
      const id = view?.machine.id ?? target.ref?.['machine'] ?? ''
      const extended = await this.#service.extend(
        id,
        { operationId: ctx.operationId, ms: (endsAtMs) => extensionMs(extension, endsAtMs, this.#config) },
        ctx.signal,
      )
      const lease = leaseOf(extended)
      const name = extended.machine.blueprint.name ?? id
      ctx.log(
        lease === undefined
          ? `The lease of ${name} has no end.`
          : `The lease of ${name} ends at ${new Date(lease.endsAtMs).toISOString()}.`,
      )
      return lease === undefined ? {} : { lease }
    })
  }

  async latestEnd(target: HostTarget, ctx: CallContext): Promise<number | undefined> {
    const view = await this.#ask(ctx.signal, () => this.#locate(target, ctx.signal))
    return view === undefined ? undefined : this.#service.latestEnd(view)
  }

  dispose(): void {
    this.#store.close()
  }

  /**
   * Makes a machine or finds the one that an earlier call made, follows it until it is ready, and lets `use` make the
   * answer of it. On any failure it removes what was made, or leaves the claim where it cannot.
   */
  async #making<T>(
    verb: ActionVerb,
    order: CheckoutOrder,
    claimed: HostRef | undefined,
    ctx: CheckoutContext,
    use: (view: MachineView, kind: Kind) => Promise<T>,
  ): Promise<T> {
    if (claimed === undefined) throwIfCancelled(ctx.signal)
    else ctx.claim(claimed)
    let isClaimed = claimed !== undefined
    try {
      throwIfCancelled(ctx.signal)
      if (order.action !== ACTION_OF[verb]) throw this.#unknownAction(order.action)
      const kind = kindOf(verb, order.offering, this.#deps)
      const wanted = machineOrder(order, kind, this.#config, this.#deps)
      const stepNames = kind.steps.map((step) => step.name)
      ctx.plan(stepNames)
      ctx.step(stepNames[0] ?? '')
      return await this.#ask(ctx.signal, async () => {
        const known = await this.#known(wanted, ctx)
        // The name under which the service can be asked for it is ours: so it is claimed before it is ordered.
        ctx.claim(known === undefined ? { host_id: order.hostId } : refOf(known))
        isClaimed = true
        const made = known ?? (await this.#service.create(wanted, ctx.signal))
        if (known === undefined) ctx.claim(refOf(made))
        else ctx.log(`Found ${made.machine.blueprint.name ?? made.machine.id}, ordered earlier. Going on.`)
        const ready = await followMachine(made, known !== undefined, ctx, {
          look: () => this.#service.get(made.machine.id, ctx.signal),
          clock: this.#deps.clock,
          pollMs: POLL_MS[this.#config.speed],
          speaker: this.#deps,
        })
        throwIfCancelled(ctx.signal)
        return await use(ready, kind)
      })
    } catch (error) {
      const isClean = !isClaimed || (await this.#cleanUp(order.hostId, ctx))
      if (!ctx.signal.aborted || isClean) throw error
      throw sandboxError(this.#deps, {
        code: 'CANCELLED',
        message: `Cancelled. What was begun may still be at Sandbox ${this.#deps.instance}.`,
        hint: 'Check it in, or keep it.',
        retryable: true,
      })
    }
  }

  /** The machine that an earlier call ordered; one that is being removed is waited for until it is gone. */
  async #known(wanted: MachineOrder, ctx: CheckoutContext): Promise<MachineView | undefined> {
    const known = await this.#service.find(wanted.hostId, ctx.signal)
    if (known?.phase.name !== 'removing') return known
    ctx.claim(refOf(known))
    await this.#removeWhole(known, ctx.signal)
    return undefined
  }

  /** Removes what a check out made that did not end well, whatever its caller's signal says; false if it cannot. */
  async #cleanUp(hostId: string, ctx: CheckoutContext): Promise<boolean> {
    try {
      const view = await this.#service.find(hostId)
      if (view !== undefined) await this.#removeWhole(view)
      ctx.unclaim()
      return true
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error)
      ctx.log(`What was begun may still be there: ${text}`, 'warn')
      return false
    }
  }

  /** Removes a machine and waits until it is gone. */
  async #removeWhole(view: MachineView, signal?: AbortSignal): Promise<void> {
    const { id } = view.machine
    for (let left = await this.#service.remove(id, signal); left !== undefined;) {
      const untilMs = left.phase.name === 'removing' ? left.phase.untilMs : left.atMs
      await this.#deps.clock.sleep(Math.max(1, untilMs - left.atMs), signal)
      left = await this.#service.get(id, signal)
    }
  }

  /** Looks by the service's own id, and by ours where that is not known. */
  async #locate(target: HostTarget, signal: AbortSignal): Promise<MachineView | undefined> {
    const id = target.ref?.['machine']
    const byId = id === undefined ? undefined : await this.#service.get(id, signal)
    return byId ?? (await this.#service.find(target.hostId, signal))
  }

  #verb(action: string): ActionVerb {
    if (action === ACTION_OF.checkout) return 'checkout'
    if (action === ACTION_OF.execute) return 'execute'
    throw this.#unknownAction(action)
  }

  #unknownAction(action: string): BrokerError {
    return sandboxError(this.#deps, {
      code: 'INVALID_INPUT',
      message: `Sandbox has no action ${action} for this.`,
      hint: `Say ${ACTION_OF.checkout} to check out, ${ACTION_OF.execute} to execute.`,
    })
  }

  /** Runs calls to the service; what they throw comes out as an error of the product. */
  async #ask<T>(signal: AbortSignal, run: () => Promise<T>): Promise<T> {
    try {
      return await run()
    } catch (error) {
      if (signal.aborted) throw cancelled()
      if (error instanceof SandboxServiceError) throw serviceError(this.#deps, error)
      throw error
    }
  }
}
