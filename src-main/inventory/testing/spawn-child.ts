/* oxlint-disable typescript/no-unsafe-type-assertion -- a test reads what it has just written */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { ChildOrder } from '@main/inventory/testing/child'

/** A child process that works on an inventory. */
export interface InventoryChild {
  readonly pid: number
  /** Lets it go on. */
  tell(): void
  /** The next thing it says; throws with what it complained about when it ends instead. */
  hear(): Promise<unknown>
  kill(): Promise<void>
  /** Resolves when it has ended. */
  ended(): Promise<void>
}

/** Starts a real process: what is promised about several processes is tested with several processes. */
export function spawnChild(order: ChildOrder): InventoryChild {
  const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
  const child = spawn(
    process.execPath,
    ['--import', path('./hooks.ts'), path('./child.ts'), JSON.stringify(order)],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  )
  const exit = once(child, 'close')
  let complaints = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    pid: child.pid ?? 0,
    tell() {
      child.stdin.write('go\n')
    },
    async hear() {
      const line = await lines.next()
      if (line.done !== true) return JSON.parse(line.value) as unknown
      throw new Error(`The child process ended: ${complaints}`)
    },
    async kill() {
      child.kill('SIGKILL')
      await exit
    },
    async ended() {
      await exit
    },
  }
}
