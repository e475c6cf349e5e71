import type { BrokerError } from '@shared/domain/error'
import type { OperationContext } from '@main/providers/contract'
import type { Clock } from '@main/ports/clock'
import type { Failure } from './kinds'
import { logOf, sayingOf, type Machine, type TimedLine } from './machine'
import { sandboxError, type Speaker } from './map'
import type { MachineView } from './service'

/** What following needs: how to look, and how often (ms). */
export interface FollowOptions {
  readonly look: () => Promise<MachineView | undefined>
  readonly clock: Clock
  readonly pollMs: number
  readonly speaker: Speaker
}

/**
 * Tells the context how a machine is made, step by step with its log, until it is ready; the first step is begun by
 * the caller. A machine that was begun earlier (`isAdopted`) keeps its times: only what is left is waited for, and
 * only what is said from now on is logged.
 *
 * Throws the machine's own failure, `PROVIDER` when it vanishes, and what `look` throws.
 */
export async function followMachine(
  first: MachineView,
  isAdopted: boolean,
  ctx: OperationContext,
  options: FollowOptions,
): Promise<MachineView> {
  const { clock, pollMs, speaker } = options
  const teller = new Teller(first.machine, ctx, isAdopted ? first.atMs : undefined)
  for (let view: MachineView | undefined = first; ; view = await options.look()) {
    if (view === undefined || view.phase.name === 'gone' || view.phase.name === 'removing') {
      throw sandboxError(speaker, {
        code: 'PROVIDER',
        message: `Sandbox ${speaker.instance} removed the machine while it was made.`,
        hint: 'Check out again.',
        retryable: true,
      })
    }
    const { phase, atMs } = view
    switch (phase.name) {
      case 'ready':
        teller.tellAll()
        return view
      case 'failed':
        teller.tell(phase.step, phase.atMs)
        throw failureOf(view, phase.step, ctx, speaker)
      case 'building':
        teller.tell(phase.step, atMs)
        ctx.progress(phase.fraction, sayingOf(view.machine, phase.step, phase.fraction))
        await clock.sleep(Math.max(1, Math.min(pollMs, phase.nextAtMs - atMs)), ctx.signal)
    }
  }
}

/** Passes on steps and lines once each, in order. */
class Teller {
  readonly #ctx: OperationContext
  readonly #machine: Machine
  readonly #lines: readonly TimedLine[]
  #told = 0
  #step = 0

  /** Lines from before `sinceMs` were told by an earlier call. */
  constructor(machine: Machine, ctx: OperationContext, sinceMs: number | undefined) {
    this.#ctx = ctx
    this.#machine = machine
    this.#lines = logOf(machine).filter((line) => sinceMs === undefined || line.atMs >= sinceMs)
  }

  tell(step: number, untilMs: number): void {
    for (; this.#told < this.#lines.length; this.#told += 1) {
      const line = this.#lines[this.#told]
      if (line === undefined || line.step > step || line.atMs > untilMs) break
      this.#begin(line.step)
      this.#ctx.log(line.text, line.level)
    }
    this.#begin(step)
  }

  tellAll(): void {
    this.tell(this.#machine.blueprint.steps.length - 1, Number.POSITIVE_INFINITY)
  }

  #begin(step: number): void {
    while (this.#step < step) {
      this.#step += 1
      this.#ctx.step(this.#machine.blueprint.steps[this.#step]?.name ?? '')
    }
  }
}

/** What the pretended provider says when something fails. */
const SAYINGS: Readonly<Record<Exclude<Failure, 'connection_lost'>, string>> = {
  provider_error: 'fatal: [sandbox]: FAILED! => {"msg": "No bootable device: volume 0 has no boot sector"}',
  no_address: 'fatal: [sandbox]: FAILED! => {"attempts": 15, "msg": "No free IPv4 address in pool lab-v4"}',
}

function failureOf(view: MachineView, step: number, ctx: OperationContext, speaker: Speaker): BrokerError {
  const { blueprint, id } = view.machine
  const name = blueprint.name ?? id
  const stepName = blueprint.steps[step]?.name ?? ''
  const isLate = blueprint.fails?.failure === 'no_address'
  const said = SAYINGS[isLate ? 'no_address' : 'provider_error']
  ctx.log(said, 'error')
  return sandboxError(speaker, {
    code: isLate ? 'TIMEOUT' : 'PROVIDER',
    message: isLate ? `${name} got no address in 15 attempts.` : `${name} failed in the step ${stepName}.`,
    hint: 'This failure is pretended. Check out again, or choose another offering.',
    said,
    retryable: true,
  })
}
