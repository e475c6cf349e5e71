import { instanceText } from '@shared/domain/provider'
import { redactError, toErrorData } from '@shared/domain/error'
import type { ErrorData } from '@shared/domain/error'
import type { HostRef } from '@shared/domain/host'
import { hostTitle } from '@shared/domain/host'
import { redactText } from '@shared/lib/redact'
import { momentText } from '@shared/lib/time-text'
import type { HostRecord } from '@main/ports/inventory'
import type { CheckoutOrder, ProvisionedHost } from '@main/providers/contract'
import { tryOpenArguments } from '@main/engine/argument-secrets'
import { abandonJob } from '@main/engine/abandon-line'
import { changeHost } from '@main/engine/deps'
import type { EngineDeps } from '@main/engine/deps'
import { settleLeftBehind, writeLeftBehind } from '@main/engine/left-behind'
import type { LeftBehind } from '@main/engine/left-behind'
import { operationOf, removalOf } from '@main/engine/operation'
import { discard, leaveBehind, recordReady } from '@main/engine/host-states'
import { writeOutcome } from '@main/tasks/outcome'
import { cancelled } from '@main/tasks/runner'
import type { LineJob } from '@main/tasks/runner'

/** Which line of which task makes which host. */
export interface CheckoutLine {
  readonly taskId: number
  readonly line: number
  readonly count: number
  readonly hostId: string
}

/**
 * The job that makes one host. It is the same for a new host and for one that a crash interrupted: the provider's
 * check out is idempotent by host id, so resuming is running it again with the last claim.
 */
export function checkoutJob(deps: EngineDeps, line: CheckoutLine): LineJob {
  const host = deps.inventory.hosts.get(line.hostId)
  const opened = host === undefined ? undefined : tryOpenArguments(deps.vault, host.arguments)
  return {
    taskId: line.taskId,
    line: line.line,
    operationId: operationOf(line),
    secrets: opened?.ok === true ? opened.secrets : [],
    onNeverBegun() {
      // A host that an earlier run had begun to make may be at the provider: it is removed there, not forgotten.
      if (deps.inventory.hosts.get(line.hostId)?.state === 'making') return abandonJob(deps, line)
      discard(deps, line, 'Cancelled before anything was made.')
      return undefined
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
      const leaving = { taskId: line.taskId, line: line.line, like: host }
      let left: LeftBehind | undefined
      let made: ProvisionedHost
      try {
        if (!opened.ok) throw opened.error
        made = await deps.registry.get(host).checkout(order, host.ref, {
          ...ctx,
          ...claims,
          removal: ctx.forOperation(removalOf(line)),
          leaveBehind(hosts, settle) {
            if (hosts.length > 0) left = writeLeftBehind(deps, leaving, hosts, settle)
          },
        })
      } catch (thrown) {
        const clean = (text: string): string => redactText(text, opened.ok ? opened.secrets : [])
        const error = redactError(toErrorData(thrown), clean)
        if (left === undefined)
          await writeOutcome(deps.clock, () => settleFailure(deps, line, host, claims.current(), error))
        else await settleLeftBehind(deps, leaving, left, error, ctx)
        throw thrown
      }
      await writeOutcome(deps.clock, () => {
        recordReady(deps, line, made)
        ctx.title(hostTitle({ ...made, offering: host.offering }))
        for (const link of made.links) ctx.link(link)
      })
      return made.lease === undefined
        ? 'Ready'
        : `Ready, lease to ${momentText(made.lease.endsAtMs, deps.clock.now())}`
    },
  }
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
      const written = changeHost(
        deps,
        line.hostId,
        ['making'],
        { ref },
        current === undefined
          ? { kind: 'claimed', text: `Begun as ${Object.values(ref)[0] ?? ''}`, taskId: line.taskId }
          : undefined,
      )
      // What cannot be written down must not be made: nothing would know of it.
      if (!written) throw cancelled('The host is no longer wanted.')
      current = ref
    },
    unclaim() {
      changeHost(deps, line.hostId, ['making'], { ref: null })
      current = undefined
    },
    current: () => current,
  }
}
