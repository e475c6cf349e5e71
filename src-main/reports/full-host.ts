import type { ReportArgument, ReportHost } from '@shared/domain/report'
import type { JsonObject } from '@shared/lib/json'
import { maskArguments } from '@main/engine/argument-secrets'
import type { HostRecord } from '@main/ports/inventory'
import { at } from './moments'
import type { ReportedHost } from './subject'

/** Arguments as a list, in the order in which they were said. */
export function reportArguments(
  args: JsonObject,
  source: ReportArgument['source'],
): readonly ReportArgument[] {
  return Object.entries(maskArguments(args)).map(([name, value]) => ({ name, value, source }))
}

/** A host as the full report has it. */
export function reportHost({ host, events }: ReportedHost): ReportHost {
  // What a sync found was not asked for here: its arguments are what the provider told.
  const source = events[0]?.kind === 'synced' ? 'provider' : 'typed'
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
    arguments: [...reportArguments(host.arguments, source)],
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
