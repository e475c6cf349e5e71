import type { InstanceId } from '@shared/domain/provider'
import type { JsonObject } from '@shared/lib/json'

/** How an instance of AnsibleTower is signed in to; Broker writes it into its output file. */
export type AuthType = 'token' | 'password'

/** By its configuration as it is now: a token goes before a password. Nothing for other kinds and unknown instances. */
export function authTypeOf(
  target: InstanceId,
  configOf: (target: InstanceId) => JsonObject,
): AuthType | undefined {
  if (target.provider !== 'AnsibleTower') return undefined
  try {
    const { token } = configOf(target)
    return typeof token === 'string' && token !== '' ? 'token' : 'password'
  } catch {
    // It was removed since, or its section cannot be read: the rest of the report holds all the same.
    return undefined
  }
}
