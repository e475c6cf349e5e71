import { knownSource, type ArgumentSources } from '@shared/domain/argument-source'
import type { ReportArgument, ReportHost } from '@shared/domain/report'
import type { JsonObject } from '@shared/lib/json'
import { maskArguments } from '@main/engine/argument-secrets'
import type { HostRecord } from '@main/ports/inventory'
import { at } from './moments'
import type { ReportedHost } from './subject'

/** Arguments as a list, in the order in which they were said; `otherwise` is said of those without a known source. */
export function reportArguments(
  args: JsonObject,
  sources: ArgumentSources | undefined,
  otherwise: ReportArgument['source'] = 'unknown',
): readonly ReportArgument[] {
  return Object.entries(maskArguments(args)).map(([name, value]) => {
    const { kind = otherwise, name: sourceName } = knownSource(sources, name) ?? {}
    return { name, value, source: kind, ...(sourceName === undefined ? {} : { sourceName }) }
  })
}

/** What was not asked for here: a sync belongs to its task, and only what inventory.yaml had has none. */
function foundBy([first]: ReportedHost['events']): ReportArgument['source'] {
  if (first?.kind !== 'synced') return 'unknown'
  return first.taskId === undefined ? 'inventory_file' : 'provider'
}

/** A host as the full report has it. */
export function reportHost({ host, events, sources }: ReportedHost): ReportHost {
  const { name, hostname, nick, os, problem, sshCommand, taskId, raw } = host
  return {
    id: host.id,
    ...(name === undefined ? {} : { name }),
    ...(hostname === undefined ? {} : { hostname }),
    provider: host.provider,
    instance: host.instance,
    pretend: host.pretend,
    action: host.action,
    offering: host.offering,
    ...(nick === undefined ? {} : { nick }),
    ...(os === undefined ? {} : { os }),
    state: host.state,
    ...(problem === undefined ? {} : { problem }),
    labels: { ...host.labels },
    ...leaseOf(host),
    arguments: [...reportArguments(host.arguments, sources, foundBy(events))],
    facts: [...host.facts],
    links: [...host.links],
    ...(sshCommand === undefined ? {} : { sshCommand }),
    createdAt: at(host.createdAtMs),
    ...(host.checkedOutAtMs === undefined ? {} : { checkedOutAt: at(host.checkedOutAtMs) }),
    updatedAt: at(host.updatedAtMs),
    ...(taskId === undefined ? {} : { taskId }),
    events: events.map((event) => ({
      at: at(event.atMs),
      kind: event.kind,
      text: event.text,
      ...(event.taskId === undefined ? {} : { taskId: event.taskId }),
    })),
    ...(raw === undefined ? {} : { raw }),
  }
}

function leaseOf({ lease }: HostRecord): Pick<ReportHost, 'lease'> {
  if (lease === undefined) return {}
  const { unconfirmed } = lease
  return {
    lease: {
      endsAt: at(lease.endsAtMs),
      source: lease.source,
      confirmedAt: at(lease.confirmedAtMs),
      ...(unconfirmed === undefined
        ? {}
        : {
            unconfirmed: {
              ...(unconfirmed.endsAtMs === undefined ? {} : { endsAt: at(unconfirmed.endsAtMs) }),
              askedAt: at(unconfirmed.askedAtMs),
            },
          }),
    },
  }
}
