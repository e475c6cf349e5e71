import { readFileSync } from 'node:fs'

/**
 * A process that is told apart from a later one with the same number by its start time.
 * @typedef {{ pid: number, startedAt: string }} ProcessMark
 */

/**
 * When the kernel started a process (field 22 of /proc/PID/stat), or undefined when it does not run.
 * @param {number} pid
 */
function startTime(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name, in parentheses, may itself have spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? undefined : fields[19]
  } catch {
    return undefined
  }
}

/**
 * Marks a running process.
 * @param {number} pid
 * @returns {ProcessMark}
 */
export function markProcess(pid) {
  return { pid, startedAt: startTime(pid) ?? 'ended' }
}

/**
 * Whether that very process still runs.
 * @param {ProcessMark | undefined} mark
 */
export function isAlive(mark) {
  return mark !== undefined && startTime(mark.pid) === mark.startedAt
}

/**
 * Ends a process: asks first, then insists. Does nothing when it does not run any more.
 * @param {ProcessMark | undefined} mark
 */
export async function endProcess(mark) {
  if (mark === undefined) return
  /** @type {[NodeJS.Signals, number][]} */
  const attempts = [
    ['SIGTERM', 50],
    ['SIGKILL', 20],
  ]
  for (const [signal, patience] of attempts) {
    if (!isAlive(mark)) return
    try {
      process.kill(mark.pid, signal)
    } catch {
      return
    }
    for (let n = 0; n < patience && isAlive(mark); n++)
      await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
