import { toErrorData } from '@shared/domain/error'
import type { Json, JsonObject } from '@shared/lib/json'
import { MASK } from '@shared/lib/redact'
import type { HostTarget, OperationContext, ProvisionedHost, WorkMark } from '@main/providers/contract'
import { isOutage } from '@main/providers/ansible-tower/errors'
import { INVENTORY_ARGUMENT } from '@main/providers/ansible-tower/form/prompts'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { failureCauses, jobFailed } from './failure'
import { launch } from './launch'
import { jobArguments, launchParts, takenVars } from './launch-body'
import { inventoryId } from './launch-inventory'
import { labelIds } from './launch-labels'
import type { Mask } from './mask'
import { rideOut, rideOutBefore } from './ride-out'
import type { Ended } from './run-job'
import type { Job } from './schemas'
import { templateOf, type Template } from './template'
import { numberOf, textOf } from './values'

/** The launch of a workflow that does something to a host that is there. */
export interface HostLaunch {
  readonly workflow: string
  readonly target: HostTarget
  readonly host: ProvisionedHost | undefined
  readonly ourId: string
  /** What the workflow gets; what was masked in it is filled in from what the host was checked out with. */
  readonly arguments: JsonObject
  /** None where they are left out. */
  readonly labels?: Readonly<Record<string, string>>
  keep(mark: WorkMark): void
}

/** Launches the configured workflow for one host, in the inventory that the host is in. */
export async function launchForHost(
  instance: TowerInstance,
  ctx: OperationContext,
  wanted: HostLaunch,
): Promise<Job> {
  const { labels = {} } = wanted
  const { template, inventory, ids, warnings } = await rideOutBefore(instance, ctx, async () => {
    const found = await templateOf(instance, 'workflow', wanted.workflow, ctx.signal)
    const told: string[] = []
    return {
      template: found,
      inventory: await inventoryOf(instance, found, wanted, ctx),
      ids: await labelIds(instance, found, labels, ctx.signal, (text) => told.push(text)),
      warnings: told,
    }
  })
  // Not before all is known: until then it may have to be asked again.
  for (const text of warnings) ctx.log(text, 'warn')
  const { vars } = launchParts({
    template,
    ourId: wanted.ourId,
    origin: `broker-desktop:${instance.deps.userName}`,
    arguments: unmasked(wanted.arguments, wanted.target.arguments ?? {}),
    labels,
  })
  return await launch(instance, ctx, {
    template,
    ourId: wanted.ourId,
    vars: takenVars(template, vars),
    inventory,
    labels: ids,
    keep: (mark) => wanted.keep(mark),
  })
}

/** What Broker itself added, and what says how the host was asked for, are no arguments of another workflow. */
function unmasked(args: JsonObject, open: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(jobArguments(args)).flatMap(([name, value]) => {
      const filled: Json | undefined = value === MASK ? open[name] : value
      return filled === undefined ? [] : [[name, filled]]
    }),
  )
}

/** The inventory that is stored with the host, else the one of its job, else the configured one. */
async function inventoryOf(
  instance: TowerInstance,
  { asks }: Template,
  { target, host }: HostLaunch,
  ctx: OperationContext,
): Promise<number | undefined> {
  if (!asks.inventory) return undefined
  const stored =
    textOf(target.raw?.[INVENTORY_ARGUMENT]) ??
    textOf(target.arguments?.[INVENTORY_ARGUMENT]) ??
    textOf(host?.raw?.[INVENTORY_ARGUMENT])
  const known = numberOf(host?.ref['inventory'] ?? target.ref?.['inventory'])
  const wanted = stored ?? (known === undefined ? instance.config.inventory : undefined)
  if (wanted === undefined) return known
  try {
    return await inventoryId(instance, wanted, ctx.signal)
  } catch (error) {
    if (ctx.signal.aborted || isOutage(error)) throw error
    // It may have been renamed or deleted since: the workflow's own is better than none of both.
    ctx.log(`Inventory ${wanted} is left out: ${toErrorData(error).message}`, 'warn')
    return known
  }
}

/**
 * Throws the server's own reason when the job did not succeed. It is then over and no longer marked: to do the same once
 * more is to launch another one.
 */
export async function requireSuccess(
  instance: TowerInstance,
  { job, tree }: Ended,
  ctx: OperationContext,
  mask: Mask,
): Promise<void> {
  if (job.status === 'successful') return
  const { error_scope: scope } = instance.config
  const causes = await rideOut(instance, ctx, () => failureCauses(instance, tree, scope, ctx.signal))
  if (!ctx.signal.aborted) ctx.mark({})
  throw jobFailed(instance, job, causes, mask)
}
