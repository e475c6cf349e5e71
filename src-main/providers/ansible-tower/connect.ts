import type { ProviderDeps } from '@main/providers/contract'
import type { TowerClient } from './client'
import type { TowerConfig } from './config'

/** A server that was reached and signed in to. */
export interface Connection {
  readonly client: TowerClient
  /** Deletes a temporary token and closes the connections. Never rejects. */
  close(): Promise<void>
}

/** Finds out what the server is and signs in. */
export async function connect(
  _config: TowerConfig,
  _deps: ProviderDeps,
  _signal: AbortSignal,
): Promise<Connection> {
  throw new Error('Not written yet.')
}
