import { BrokerError } from '@shared/domain/error'

/** What a provider throws when its caller's signal was aborted. */
export function cancelled(): BrokerError {
  return new BrokerError({ code: 'CANCELLED', message: 'Cancelled.', retryable: true })
}

/** Throws `CANCELLED` when the signal is aborted: for the places between two remote calls. */
export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw cancelled()
}
