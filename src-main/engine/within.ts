import { BrokerError } from '@shared/domain/error'
import { durationText } from '@shared/lib/time-text'

/** Runs a call with a deadline: a provider that does not answer in time is told to stop, and the caller `TIMEOUT`. */
export async function within<T>(ms: number, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const timedOut = new BrokerError({
    code: 'TIMEOUT',
    message: `No answer within ${durationText(ms)}.`,
    hint: 'Try again, or test the connection in Settings.',
    retryable: true,
  })
  const timer = setTimeout(() => {
    controller.abort(timedOut)
  }, ms)
  try {
    return await run(controller.signal)
  } catch (error) {
    throw controller.signal.aborted ? timedOut : error
  } finally {
    clearTimeout(timer)
  }
}
