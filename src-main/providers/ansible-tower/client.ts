import type { z } from 'zod'
import type { Json } from '@shared/lib/json'
import type { TowerApi } from './api'
import type { Me } from './schemas/root'

/** Values of a query; an absent one is left out, a list is joined by commas (`id__in`). */
export type Query = Readonly<
  Record<string, string | number | boolean | readonly (string | number)[] | undefined>
>

/** What every call gets. */
export interface CallOptions {
  readonly signal: AbortSignal
  /** What the call is for, as in "cannot …": "list the workflows". */
  readonly what: string
  readonly query?: Query
  /**
   * How often a call that only reads is made again after trouble that passes (408, 429, 5xx, a cut connection); 2 when
   * left out. A poller that rides outages out itself says 0. Calls that change something are never repeated.
   */
  readonly retries?: number
}

/**
 * The REST API v2 of one server (AWX, Tower 3, AAP), signed in. A path is either what the server told (`url`,
 * `related`, `next`) or relative to the API's prefix ("jobs/9/"). Every answer is parsed; every call throws only
 * `TowerError`, and ends when its signal is aborted or its time is over.
 */
export interface TowerClient {
  readonly api: TowerApi

  get<S extends z.ZodType>(path: string, schema: S, options: CallOptions): Promise<z.output<S>>

  /**
   * All items of a list, in the order of their ids (or `order_by` of the query), whatever its length. The pages after
   * the first are read beside each other.
   */
  pages<S extends z.ZodType>(path: string, item: S, options: CallOptions): Promise<readonly z.output<S>[]>

  /** Never repeated: `isUncertain` tells of an error whether it may have been done all the same. */
  post<S extends z.ZodType>(path: string, body: Json, schema: S, options: CallOptions): Promise<z.output<S>>

  delete(path: string, options: CallOptions): Promise<void>

  /** A text answer (a job's output). */
  text(path: string, options: CallOptions): Promise<string>

  /** Who is signed in; asked once. */
  me(signal: AbortSignal): Promise<Me>
}
