import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder. */
export const projectRoot = fileURLToPath(new URL('../../', import.meta.url))

/** Where `npm ci` puts the packages. */
export const packagesDir = join(projectRoot, 'node_modules')

/**
 * Where set-up keeps what it fetches or compiles and what is too large for git. Shared by all clones of one user.
 * `BROKER_DESKTOP_CACHE` overrides it.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string}
 */
export function cacheDir(env = process.env) {
  if (env.BROKER_DESKTOP_CACHE) return resolve(env.BROKER_DESKTOP_CACHE)
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'broker-desktop')
}
