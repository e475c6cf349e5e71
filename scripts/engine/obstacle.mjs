import { hasCommand } from '../lib/processes.mjs'

/**
 * Why the tests' private container engine cannot run here, or undefined when it can.
 * @returns {Promise<string | undefined>}
 */
export async function engineObstacle() {
  if (process.platform !== 'linux')
    return 'the private container engine needs Linux: the container tests will not run'
  if (process.getuid?.() !== 0)
    return 'the private container engine needs root: the container tests will not run'
  const missing = ['podman', 'busybox', 'ip', 'tar'].filter((name) => !hasCommand(name))
  if (!hasCommand('runc') && !hasCommand('crun')) missing.push('runc')
  if (missing.length > 0) {
    return `the private container engine needs ${missing.join(', ')}: the container tests will not run. Run: node scripts/setup.mjs test`
  }
  return undefined
}
