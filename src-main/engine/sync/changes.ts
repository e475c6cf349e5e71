import type { Fact } from '@shared/domain/fact'
import { isSameEnd } from '@shared/domain/lease'
import { mergeArguments } from '@shared/domain/merge-arguments'
import type { SyncChange } from '@shared/domain/sync'
import type { HostPatch, HostRecord } from '@main/ports/inventory'
import type { ListedHost } from '@main/providers/contract'

/** What the provider says otherwise than the inventory has it. What it does not say is no difference. */
export function changesOf(host: HostRecord, listed: ListedHost): readonly SyncChange[] {
  return [
    ...text('hostname', host.hostname, listed.hostname),
    ...text('name', host.name, listed.name),
    ...text('OS', host.os, listed.os),
    ...lease(host, listed),
    ...listed.facts.flatMap((fact) =>
      text(fact.label, host.facts.find((known) => known.label === fact.label)?.value, fact.value),
    ),
  ]
}

/** What is written of a host that the provider says otherwise; facts that it does not tell stay, and so does what its ref leaves out. */
export function patchOf(host: HostRecord, listed: ListedHost): HostPatch {
  const { ref, name, hostname, os, facts, links, sshCommand, raw } = listed
  return {
    // A listing may know less of a host than the check out that made it.
    ref: { ...host.ref, ...ref },
    ...(name === undefined ? {} : { name }),
    ...(hostname === undefined ? {} : { hostname }),
    ...(os === undefined ? {} : { os }),
    ...(listed.lease === undefined || lease(host, listed).length === 0 ? {} : { lease: listed.lease }),
    facts: [...facts, ...untold(host.facts, facts)],
    ...(links.length === 0 ? {} : { links }),
    ...(sshCommand === undefined ? {} : { sshCommand }),
    // As Broker joins them: what is said now wins, level by level, and what is not said any more stays (`_attrs`).
    ...(raw === undefined ? {} : { raw: mergeArguments(raw, host.raw ?? {}) }),
  }
}

function text(what: string, before: string | undefined, after: string | undefined): readonly SyncChange[] {
  if (after === undefined || before === after) return []
  return [{ what, ...(before === undefined ? {} : { before }), after }]
}

function lease(host: HostRecord, listed: ListedHost): readonly SyncChange[] {
  if (listed.lease === undefined) return []
  const beforeMs = host.lease?.endsAtMs
  const afterMs = listed.lease.endsAtMs
  if (isSameEnd(beforeMs ?? null, afterMs)) return []
  return [{ what: 'lease', ...(beforeMs === undefined ? {} : { beforeMs }), afterMs }]
}

function untold(known: readonly Fact[], told: readonly Fact[]): readonly Fact[] {
  const labels = new Set(told.map((fact) => fact.label))
  return known.filter((fact) => !labels.has(fact.label))
}
