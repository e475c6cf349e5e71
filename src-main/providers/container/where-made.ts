import { BrokerError } from '@shared/domain/error'
import type { HostRef } from '@shared/domain/host'
import type { Found } from './connect'

/**
 * Where an engine was found by itself, the claim says which one it was: the next time another one may answer first (its
 * socket is there, the other's is not), and "not here" would be taken for "gone". An engine that the settings name is
 * the one that is meant, and is not written down.
 */
export function withEngine(ref: HostRef, found: Found): HostRef {
  return found.title === 'configured' ? ref : { ...ref, engine: found.url }
}

/** Throws `CONFIG` when a container that is not here was made on another engine than the one that answers now. */
export function requireSameEngine(ref: HostRef | undefined, found: Found, instance: string): void {
  const made = ref?.['engine']
  if (made === undefined || made === found.url) return
  throw new BrokerError({
    code: 'CONFIG',
    message: `${ref?.['name'] ?? 'The container'} was made at ${made}, and Container ${instance} speaks with ${found.url} now.`,
    hint: `Start the engine at ${made}, or name it as the endpoint of the instance in Settings.`,
    provider: 'Container',
    instance,
    retryable: true,
  })
}
