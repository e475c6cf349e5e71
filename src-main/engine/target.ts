import type { HostRecord } from '@main/ports/inventory'
import type { HostTarget } from '@main/providers/contract'
import { openArguments } from '@main/engine/argument-secrets'
import type { EngineDeps } from '@main/engine/deps'

/** A host as its provider is told of it, and the secrets in that. */
export interface OpenTarget {
  readonly target: HostTarget
  readonly secrets: readonly string[]
}

/**
 * A host as its provider is told of it. A secret argument that is no longer known is left out and noted in the log: it
 * must not keep a host from being given back.
 */
export function targetOf(deps: Pick<EngineDeps, 'vault' | 'logger'>, host: HostRecord): OpenTarget {
  const { id, ref, name, hostname, lease, checkedOutAtMs, action, offering, raw } = host
  const { args, secrets } = openArguments(deps.vault, host.arguments, (argument) => {
    deps.logger.warn('A secret argument of a host is no longer known.', { hostId: id, argument })
  })
  return {
    target: {
      hostId: id,
      ref,
      ...(name === undefined ? {} : { name }),
      ...(hostname === undefined ? {} : { hostname }),
      ...(lease === undefined ? {} : { lease }),
      ...(checkedOutAtMs === undefined ? {} : { checkedOutAtMs }),
      action,
      offering,
      arguments: args,
      ...(raw === undefined ? {} : { raw }),
    },
    secrets,
  }
}
