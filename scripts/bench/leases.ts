import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DEFAULT_REMINDERS, thresholdsOf } from '@shared/domain/reminder'
import { momentText } from '@shared/lib/time-text'
import { openInventory } from '@main/inventory/open'
import { LeaseBoard } from '@main/leases/board'
import { schedule } from '@main/leases/schedule'
import { systemClock } from '@main/ports/clock'
import type { Inventory } from '@main/ports/inventory'
import { silentLogger } from '@main/ports/logger'
import { trayView } from '@main/tray/model'
import { fillInventory } from './inventory'

const ROUNDS = 200
const NAIVE_ROUNDS = 5
const THRESHOLDS = thresholdsOf(DEFAULT_REMINDERS, [], { provider: 'Sandbox', instance: 'sandbox' })

/** What is due now and what the tray shows, as the application computes both. */
function dueAndTray(board: LeaseBoard, total: number, nowMs: number): number {
  const { due } = schedule({
    nowMs,
    hosts: board.hosts.values(),
    thresholdsOf: () => THRESHOLDS,
    claimed: board.claimed,
    snoozes: board.snoozes,
  })
  const { menu } = trayView({
    nowMs,
    hosts: board.hosts.values(),
    total,
    canExtend: () => true,
    tasks: [],
    nicks: [],
    paused: undefined,
  })
  return due.length + menu.length
}

/** The same as one writes it first: every host whole from the inventory, every reminder of it, all in order. */
function naively(inventory: Inventory, nowMs: number): number {
  const hosts = inventory.hosts.inStates(['ready'])
  const claimed = inventory.leases.claimed()
  const reminders = hosts
    .flatMap((host) =>
      [...THRESHOLDS, 0].map((threshold) => ({
        host,
        atMs: (host.lease?.endsAtMs ?? Infinity) - threshold,
        threshold,
      })),
    )
    .toSorted((a, b) => a.atMs - b.atMs)
  const due = reminders.filter(
    ({ host, atMs, threshold }) =>
      atMs <= nowMs && !claimed.some((key) => key.hostId === host.id && key.thresholdMs === threshold),
  )
  const menu = hosts
    .toSorted((a, b) => (a.lease?.endsAtMs ?? Infinity) - (b.lease?.endsAtMs ?? Infinity))
    .map((host) => `${host.hostname ?? ''} ${momentText(host.lease?.endsAtMs ?? nowMs, nowMs)}`)
    .slice(0, 5)
  return due.length + menu.length
}

function times(rounds: number, run: (round: number) => void): number[] {
  return Array.from({ length: rounds }, (_, round) => {
    const startedAt = performance.now()
    run(round)
    return performance.now() - startedAt
  })
}

/** Milliseconds to find what is due among `size` leases and to make the tray of them. */
export function measureLeases(size: number): {
  readonly ours: readonly number[]
  readonly afterChange: readonly number[]
  readonly naive: readonly number[]
} {
  const folder = mkdtempSync(join(tmpdir(), 'broker-bench-'))
  try {
    fillInventory(folder, size)
    const { inventory } = openInventory({
      file: join(folder, 'inventory.db'),
      clock: systemClock,
      logger: silentLogger,
    })
    const nowMs = Date.now()
    const board = new LeaseBoard(inventory.leases)
    board.reload()
    const ours = times(ROUNDS, (round) => {
      dueAndTray(board, size, nowMs + round * 60_000)
    })
    const afterChange = times(ROUNDS, (round) => {
      board.refresh([`bench-${(round * 37) % size}`])
      dueAndTray(board, size, nowMs + round * 60_000)
    })
    const naive = times(NAIVE_ROUNDS, (round) => {
      naively(inventory, nowMs + round * 60_000)
    })
    inventory.close()
    return { ours, afterChange, naive }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
