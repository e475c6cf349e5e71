import type { AwxOptions, AwxServer } from '@main/testing/awx/types'

/** Starts a server and resolves when it listens. */
export function startAwx(_options: AwxOptions = {}): Promise<AwxServer> {
  return Promise.reject(new Error('Not written yet.'))
}
