import type { ErrorData } from '@shared/domain/error'

/** Every answer across the bridge: errors are data, because Electron drops the fields of thrown ones. */
export type Envelope<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorData }
