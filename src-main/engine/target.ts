import type { HostRecord } from '@main/ports/inventory'
import type { HostTarget } from '@main/providers/contract'
import { toErrorData } from '@shared/domain/error'
import { openArguments } from '@main/engine/argument-secrets'
import type { EngineDeps } from '@main/engine/deps'

/** A host as its provider is told of it, and the secrets in that. */
export interface OpenTarget {
  readonly target: HostTarget
  readonly secrets: readonly string[]
}

/**
 * A host as its provider is told of it. A secret argument that is no longer known is left out with all arguments and
 * noted in the log: it must not keep a host from being given back.
 */
export function targetOf(deps: Pick<EngineDeps, 'vault' | 'logger'>, host: HostRecord): OpenTarget {
  const { id, ref, name, hostname, lease, action, offering, raw } = host
  const opened = tryOpen(deps, host)
  return {
    target: {
      hostId: id,
      ref,
      ...(name === undefined ? {} : { name }),
      ...(hostname === undefined ? {} : { hostname }),
      ...(lease === undefined ? {} : { lease }),
      action,
      offering,
      ...(opened === undefined ? {} : { arguments: opened.args }),
      ...(raw === undefined ? {} : { raw }),
    },
    secrets: opened?.secrets ?? [],
  }
}

function tryOpen(
  deps: Pick<EngineDeps, 'vault' | 'logger'>,
  host: HostRecord,
): ReturnType<typeof openArguments> | undefined {
  try {
    return openArguments(deps.vault, host.arguments)
  } catch (error) {
    deps.logger.warn('A host is worked on without its arguments.', {
      hostId: host.id,
      error: toErrorData(error).message,
    })
    return undefined
  }
}
