import { callQuery } from '@renderer/bridge/queries'

/** Every nick, in the order of the settings file. */
export const nicksQuery = callQuery('nicks.list', {})

/** One nick; the error of an unknown one names the nearest. */
// The options' type is inferred, as that of `callQuery` is.
// eslint-disable-next-line typescript/explicit-module-boundary-types
export function nickQuery(name: string) {
  return callQuery('nicks.get', { name })
}

/** What its provider says of a nick. */
// eslint-disable-next-line typescript/explicit-module-boundary-types
export function nickCheckQuery(name: string) {
  return callQuery('nicks.check', { name })
}
