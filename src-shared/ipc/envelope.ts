import type { ErrorData } from '@shared/domain/error'

/**
 * Every answer across the bridge: errors are data, because Electron drops the fields of thrown ones. A long list comes as
 * JSON: Electron copies one text in less than half of the time that it takes for thousands of objects.
 */
export type Envelope<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: true; readonly json: string }
  | { readonly ok: false; readonly error: ErrorData }

/** What is in an envelope that holds an answer. */
export function valueIn<T>(envelope: Extract<Envelope<T>, { readonly ok: true }>): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the main process parsed it before it wrote it
  return 'json' in envelope ? (JSON.parse(envelope.json) as T) : envelope.value
}
