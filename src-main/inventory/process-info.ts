import { readFileSync } from 'node:fs'
import { uptime } from 'node:os'

/** Tells processes apart, also after their number was given to another one. */
export interface ProcessInfo {
  readonly pid: number
  /** What this process has and no later one with the same number. */
  readonly startToken: string
  /** Whether the process that had this number and token still runs. */
  isAlive(pid: number, startToken: string): boolean
}

/** When a process was started, in ticks since the computer was; undefined when it is gone (or only its exit code is left). */
function linuxStartTicks(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The second field is the name in brackets and may itself have brackets and blanks: count from the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const state = fields[0]
    return state === 'Z' || state === 'X' ? undefined : fields[19]
  } catch {
    return undefined
  }
}

function linuxBoot(): string | undefined {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()
  } catch {
    return undefined
  }
}

/** Clocks are corrected while a computer runs: starts of it that are nearer than this are the same one. */
const SAME_BOOT_SECONDS = 120

function hasPid(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // It exists and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** The processes of this computer. Where the system does not tell a start time cheaply, the computer's own start has to do. */
export function systemProcesses(): ProcessInfo {
  const boot = linuxBoot()
  const ticks = linuxStartTicks(process.pid)
  if (boot !== undefined && ticks !== undefined) {
    return {
      pid: process.pid,
      startToken: `${boot} ${ticks}`,
      isAlive: (pid, startToken) => {
        const now = linuxStartTicks(pid)
        return now !== undefined && startToken === `${boot} ${now}`
      },
    }
  }
  const bootSeconds = Math.round(Date.now() / 1000 - uptime())
  return {
    pid: process.pid,
    startToken: `boot ${bootSeconds}`,
    isAlive: (pid, startToken) => {
      const theirs = Number(startToken.replace('boot ', ''))
      return Math.abs(theirs - bootSeconds) <= SAME_BOOT_SECONDS && hasPid(pid)
    },
  }
}
