import type { LogLine } from '@shared/domain/task'
import { BridgeError, type BridgeClient } from '@renderer/bridge/client'
import { hasGap, mergeLog } from '@renderer/features/tasks/merge-log'

/** Lines that are asked for at once. */
const PAGE = 5_000

/** A log as far as it is read. */
export interface LogSnapshot {
  /** Without a gap, up to the newest line; the beginning of a long log comes after its end. */
  readonly lines: readonly LogLine[]
  readonly state: 'reading' | 'complete'
  readonly error: BridgeError | undefined
}

/**
 * Reads one task's log and follows it. It listens before it reads, so that nothing falls between the two, and knows a
 * line by its number, so that nothing comes twice. Of a log too long for one page the end is read first.
 */
export class LogReader {
  readonly #client: BridgeClient
  readonly #taskId: number
  readonly #listeners = new Set<() => void>()
  #snapshot: LogSnapshot = { lines: [], state: 'reading', error: undefined }
  /** The beginning, while it does not reach to `tail` yet. */
  #head: readonly LogLine[] = []
  #tail: readonly LogLine[] = []
  /** What came in while the end was not found yet. */
  #early: readonly LogLine[] | undefined = []
  #run = 0

  constructor(client: BridgeClient, taskId: number) {
    this.#client = client
    this.#taskId = taskId
  }

  readonly snapshot = (): LogSnapshot => this.#snapshot

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Begins to read, again after an error; returns how to stop. */
  start(): () => void {
    this.#run += 1
    const run = this.#run
    const stop = this.#client.on('tasks.logged', ({ taskId, lines }) => {
      if (taskId === this.#taskId) this.#take(lines, run)
    })
    void this.#read(run)
    return () => {
      stop()
      this.#run += 1
    }
  }

  #take(lines: readonly LogLine[], run: number): void {
    if (this.#early !== undefined) {
      this.#early = mergeLog(this.#early, lines)
      return
    }
    if (!hasGap(this.#tail, lines)) {
      this.#tail = mergeLog(this.#tail, lines)
      this.#publish()
      return
    }
    void this.#guard(run, async () => {
      await this.#catchUp(run)
    })
  }

  async #read(run: number): Promise<void> {
    await this.#guard(run, async () => {
      const first = await this.#page(0)
      const last = first.lines.at(-1)?.seq ?? 0
      const tail = first.more ? await this.#page(await this.#findEnd(last)) : first
      if (run !== this.#run) return
      this.#head = first.more ? first.lines : []
      this.#tail = tail.lines
      const early = this.#early ?? []
      const isBehind = hasGap(this.#tail, early)
      this.#early = undefined
      if (isBehind) await this.#catchUp(run)
      else this.#tail = mergeLog(this.#tail, early)
      this.#publish()
      await this.#fill(run)
    })
  }

  /** A number from which one page reaches the end: goes forward in growing steps, then halves what is left. */
  async #findEnd(from: number): Promise<number> {
    let low = from
    let step = PAGE
    while (await this.#hasAfter(low + step)) {
      low += step
      step *= 2
    }
    let high = low + step
    while (high - low > PAGE / 2) {
      const middle = Math.floor((low + high) / 2)
      if (await this.#hasAfter(middle)) low = middle
      else high = middle
    }
    return Math.max(from, high - PAGE + 1)
  }

  async #hasAfter(seq: number): Promise<boolean> {
    const { lines } = await this.#client.call('tasks.log', { taskId: this.#taskId, afterSeq: seq, limit: 1 })
    return lines.length > 0
  }

  /** Reads on from the newest line. */
  async #catchUp(run: number): Promise<void> {
    for (;;) {
      const next = await this.#page(this.#tail.at(-1)?.seq ?? 0)
      if (run !== this.#run) return
      this.#tail = mergeLog(this.#tail, next.lines)
      this.#publish()
      if (!next.more) return
    }
  }

  /** Reads the beginning forward until it meets the end. */
  async #fill(run: number): Promise<void> {
    while (this.#head.length > 0 && hasGap(this.#head, this.#tail)) {
      const next = await this.#page(this.#head.at(-1)?.seq ?? 0)
      if (run !== this.#run) return
      if (next.lines.length === 0) break
      this.#head = mergeLog(this.#head, next.lines)
    }
    this.#tail = mergeLog(this.#head, this.#tail)
    this.#head = []
    this.#publish('complete')
  }

  async #page(afterSeq: number): Promise<{ readonly lines: readonly LogLine[]; readonly more: boolean }> {
    return this.#client.call('tasks.log', { taskId: this.#taskId, afterSeq, limit: PAGE })
  }

  async #guard(run: number, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (thrown) {
      if (!(thrown instanceof BridgeError)) throw thrown
      if (run === this.#run) this.#set({ ...this.#snapshot, error: thrown })
    }
  }

  #publish(state = this.#snapshot.state): void {
    this.#set({ lines: this.#tail, state, error: undefined })
  }

  #set(snapshot: LogSnapshot): void {
    this.#snapshot = snapshot
    for (const listener of this.#listeners) listener()
  }
}
