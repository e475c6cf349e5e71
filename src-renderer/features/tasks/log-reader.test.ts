import { describe, expect, test } from 'vitest'
import type { LogLine } from '@shared/domain/task'
import type { BridgeClient } from '@renderer/bridge/client'
import { BridgeError } from '@renderer/bridge/client'
import { LogReader } from '@renderer/features/tasks/log-reader'
import { savedText, viewLines } from '@renderer/features/tasks/log-view-lines'
import { hasGap, mergeLog } from '@renderer/features/tasks/merge-log'

function logLine(seq: number): LogLine {
  return { seq, line: (seq % 3) + 1, atMs: seq * 1000, level: 'info', text: `line ${seq}` }
}

function lines(from: number, to: number): LogLine[] {
  return Array.from({ length: to - from + 1 }, (_, index) => logLine(from + index))
}

/** A main process that keeps one log of task 1 and counts how often it is asked. */
function fakeMain(count: number, first = 1) {
  const kept = lines(first, first + count - 1)
  const listeners = new Set<(payload: { taskId: number; lines: LogLine[] }) => void>()
  const state = { asked: 0, failing: false, beforeAnswer: (): void => {} }
  // Only the calls and the event that the reader uses.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const client = {
    async call(_name: string, input: { afterSeq: number; limit: number }) {
      state.asked += 1
      await Promise.resolve()
      if (state.failing) throw new BridgeError({ code: 'INTERNAL', message: 'No.', retryable: true })
      const from = kept.findIndex((line) => line.seq > input.afterSeq)
      const rest = from < 0 ? [] : kept.slice(from, from + input.limit + 1)
      state.beforeAnswer()
      return { lines: rest.slice(0, input.limit), more: rest.length > input.limit }
    },
    on(_name: string, listener: (payload: { taskId: number; lines: LogLine[] }) => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  } as unknown as BridgeClient
  function say(howMany = 1, silently = false): void {
    const last = kept.at(-1)?.seq ?? first - 1
    const said = lines(last + 1, last + howMany)
    kept.push(...said)
    if (!silently) for (const listener of listeners) listener({ taskId: 1, lines: said })
  }
  return { client, state, say, kept }
}

function seqs(reader: LogReader): readonly number[] {
  return reader.snapshot().lines.map((line) => line.seq)
}

async function settled(reader: LogReader): Promise<void> {
  await expect.poll(() => reader.snapshot().state, { timeout: 5000 }).toBe('complete')
}

describe('LogReader', () => {
  test('reads a short log with one call', async () => {
    const main = fakeMain(3)
    const reader = new LogReader(main.client, 1)
    reader.start()
    await settled(reader)
    expect(seqs(reader)).toEqual([1, 2, 3])
    expect(main.state.asked).toBe(1)
  })

  test('loses nothing and repeats nothing that comes in while it reads', async () => {
    const main = fakeMain(2)
    let said = 0
    main.state.beforeAnswer = () => {
      if (said < 3) main.say()
      said += 1
    }
    const reader = new LogReader(main.client, 1)
    reader.start()
    main.say()
    await settled(reader)
    main.say(2)
    expect(seqs(reader)).toEqual(main.kept.map((line) => line.seq))
  })

  test('has the end of a long log before its beginning', async () => {
    const main = fakeMain(40_000, 3)
    const reader = new LogReader(main.client, 1)
    const seen: (readonly [number | undefined, number | undefined])[] = []
    reader.subscribe(() => {
      const shown = reader.snapshot().lines
      seen.push([shown[0]?.seq, shown.at(-1)?.seq])
    })
    reader.start()
    await settled(reader)
    expect(seen[0]?.[1]).toBe(40_002)
    expect(seen[0]?.[0]).toBeGreaterThan(30_000)
    expect(reader.snapshot().lines).toHaveLength(40_000)
    expect(seqs(reader)[0]).toBe(3)
    expect(main.state.asked).toBeLessThan(40)
  })

  test('notices lines that were not told of, and reads them', async () => {
    const main = fakeMain(2)
    const reader = new LogReader(main.client, 1)
    reader.start()
    await settled(reader)
    main.say(3, true)
    main.say()
    await expect.poll(() => seqs(reader)).toEqual([1, 2, 3, 4, 5, 6])
  })

  test('tells of an error and hears nothing after it was stopped', async () => {
    const main = fakeMain(2)
    main.state.failing = true
    const reader = new LogReader(main.client, 1)
    const stop = reader.start()
    await expect.poll(() => reader.snapshot().error?.message).toBe('No.')
    stop()
    main.say()
    expect(seqs(reader)).toEqual([])
  })
})

test('mergeLog joins, overlaps and keeps order', () => {
  expect(mergeLog(lines(1, 2), lines(3, 4)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
  expect(mergeLog(lines(1, 3), lines(2, 5)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5])
  expect(mergeLog(lines(4, 5), lines(1, 2)).map(({ seq }) => seq)).toEqual([1, 2, 4, 5])
  expect(mergeLog([], lines(1, 1))).toHaveLength(1)
  expect(hasGap(lines(1, 2), lines(4, 4))).toBe(true)
  expect(hasGap(lines(1, 2), lines(2, 4))).toBe(false)
  expect(hasGap([], lines(4, 4))).toBe(false)
})

test('viewLines has one host or all, and draws each line once', () => {
  const all = lines(1, 6)
  expect(viewLines(all, 2).map(({ number }) => number)).toEqual([1, 4])
  expect(viewLines(all, undefined)[0]).toBe(viewLines(all, undefined)[0])
  expect(viewLines([{ ...logLine(1), level: 'title' }], undefined)[0]?.level).toBe('heading')
  expect(savedText(all.slice(0, 1), true)).toBe('1970-01-01T00:00:01.000Z [2] line 1\n')
})
