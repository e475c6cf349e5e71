import { instanceText } from '@shared/domain/provider'
import { toErrorData } from '@shared/domain/error'
import type { ErrorData } from '@shared/domain/error'
import type { HostRef } from '@shared/domain/host'
import { hostTitle } from '@shared/domain/host'
import { momentText } from '@shared/lib/time-text'
import type { HostRecord } from '@main/ports/inventory'
import type { CheckoutOrder, ProvisionedHost } from '@main/providers/contract'
import { openArguments } from '@main/engine/argument-secrets'
import { changeHost } from '@main/engine/deps'
import type { EngineDeps } from '@main/engine/deps'
import type { LineJob } from '@main/tasks/runner'

/** Which line of which task makes which host. */
export interface CheckoutLine {
  readonly taskId: number
  readonly line: number
  readonly count: number
  readonly hostId: string
}

/** A host, and the task that an event of its history belongs to. */
export interface HostLine {
  readonly hostId: string
  readonly taskId?: number
}

/**
 * The job that makes one host. It is the same for a new host and for one that a crash interrupted: the provider's
 * check out is idempotent by host id, so resuming is running it again with the last claim.
 */
export function checkoutJob(deps: EngineDeps, line: CheckoutLine): LineJob {
  const host = deps.inventory.hosts.get(line.hostId)
  const opened = host === undefined ? undefined : tryOpen(deps, host)
  return {
    taskId: line.taskId,
    line: line.line,
    secrets: opened?.ok === true ? opened.secrets : [],
    onNeverBegun() {
      discard(deps, line, 'Cancelled before anything was made.')
    },
    async run(ctx) {
      if (host === undefined || opened === undefined) return 'The host is no longer wanted.'
      const begun = changeHost(deps, host.id, ['requested', 'making'], { state: 'making', problem: null })
      if (!begun) return 'The host is no longer wanted.'
      const order: CheckoutOrder = {
        hostId: host.id,
        action: host.action,
        offering: host.offering,
        arguments: opened.ok ? opened.args : {},
        labels: host.labels,
        origin: deps.origin,
        index: line.line,
        count: line.count,
      }
      const claims = claimKeeper(deps, line, host.ref)
      let made: ProvisionedHost
      try {
        if (!opened.ok) throw opened.error
        made = await deps.registry.get(host).checkout(order, host.ref, { ...ctx, ...claims })
      } catch (error) {
        settleFailure(deps, line, host, claims.current(), toErrorData(error))
        throw error
      }
      keep(deps, line, made)
      ctx.title(hostTitle({ ...made, offering: host.offering }))
      for (const link of made.links) ctx.link(link)
      return made.lease === undefined
        ? 'Ready'
        : `Ready, lease to ${momentText(made.lease.endsAtMs, deps.clock.now())}`
    },
  }
}

/** Writes what a provider made into its host; also how recovery adopts what it finds. */
export function keep(deps: EngineDeps, line: HostLine, made: ProvisionedHost): void {
  changeHost(
    deps,
    line.hostId,
    ['requested', 'making', 'left_behind'],
    {
      state: 'ready',
      ref: made.ref,
      name: made.name ?? null,
      hostname: made.hostname ?? null,
      os: made.os ?? null,
      lease: made.lease ?? null,
      facts: made.facts,
      links: made.links,
      sshCommand: made.sshCommand ?? null,
      raw: made.raw ?? null,
      problem: null,
      checkedOutAtMs: deps.clock.now(),
    },
    { kind: 'checked_out', text: 'Checked out', ...taskOf(line) },
  )
}

/** Records that a host never came to be: nothing is at the provider. */
export function discard(deps: EngineDeps, line: HostLine, why: string): void {
  changeHost(
    deps,
    line.hostId,
    ['requested', 'making', 'left_behind'],
    { state: 'discarded', ref: null },
    { kind: 'discarded', text: why, ...taskOf(line) },
  )
}

/** Records that something may still be at the provider, and why: the person settles it. */
export function leaveBehind(deps: EngineDeps, line: HostLine, problem: string): void {
  changeHost(
    deps,
    line.hostId,
    ['requested', 'making'],
    { state: 'left_behind', problem },
    { kind: 'left_behind', text: problem, ...taskOf(line) },
  )
}

function taskOf({ taskId }: HostLine): { readonly taskId?: number } {
  return taskId === undefined ? {} : { taskId }
}

function settleFailure(
  deps: EngineDeps,
  line: CheckoutLine,
  host: HostRecord,
  claim: HostRef | undefined,
  error: ErrorData,
): void {
  if (claim === undefined) {
    discard(deps, line, error.message)
    return
  }
  leaveBehind(deps, line, `Not finished at ${instanceText(host)}: ${error.message}`)
}

function claimKeeper(
  deps: EngineDeps,
  line: CheckoutLine,
  first: HostRef | undefined,
): {
  claim: (ref: HostRef) => void
  unclaim: () => void
  current: () => HostRef | undefined
} {
  let current = first
  return {
    claim(ref) {
      changeHost(
        deps,
        line.hostId,
        ['making'],
        { ref },
        current === undefined
          ? { kind: 'claimed', text: `Begun as ${Object.values(ref)[0] ?? ''}`, taskId: line.taskId }
          : undefined,
      )
      current = ref
    },
    unclaim() {
      changeHost(deps, line.hostId, ['making'], { ref: null })
      current = undefined
    },
    current: () => current,
  }
}

type Opened =
  ({ readonly ok: true } & ReturnType<typeof openArguments>) | { readonly ok: false; readonly error: unknown }

function tryOpen(deps: EngineDeps, host: HostRecord): Opened {
  try {
    return { ok: true, ...openArguments(deps.vault, host.arguments) }
  } catch (error) {
    return { ok: false, error }
  }
}
