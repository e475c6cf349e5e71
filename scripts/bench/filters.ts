import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { FilterError, HOST_WORDS, readFilter, type Reader } from '@shared/domain/filter'
import type { JsonObject } from '@shared/lib/json'
import { openInventory } from '@main/inventory/open'
import { systemClock } from '@main/ports/clock'
import { silentLogger } from '@main/ports/logger'
import { randomFilters } from '@main/testing/random-filters'
import { cpuMs } from './cpu'
import { fillInventory } from './inventory'

/** Broker's own examples, and those of docs/filters.md. */
const EXAMPLES = [
  '"rhel-9" in @inv.hostname',
  '@inv._broker_args.size == "3"',
  '@inv[3:7]',
  '@inv[-1]',
  '@inv[:3] | "rhel" in @inv.name',
  '@inv.os_distribution_version >= "9" and @inv.provider == "Sandbox"',
  '@inv.lease.minutes_left < 240 and not @inv.problem',
  '@inv.name.startswith(("rhel-9", "sat")) and @inv.labels.team != "platform"',
  '"team=platform" in @inv.tags or @inv.name.split("-")[1] == "10"',
] as const

const ROUNDS = 15
const PORTION = 10_000

/** Milliseconds of each example over an inventory, right after a host has changed: read, filtered, and the first page. */
export function measureFilters(size: number): { example: string; ms: number[] }[] {
  const folder = mkdtempSync(join(tmpdir(), 'broker-bench-'))
  try {
    fillInventory(folder, size)
    const { inventory } = openInventory({
      file: join(folder, 'inventory.db'),
      clock: systemClock,
      logger: silentLogger,
    })
    const page = (filter: string): number =>
      inventory.hosts.page({
        filter: { filter },
        sort: { by: 'lease', descending: false },
        offset: 0,
        limit: 100,
        nowMs: Date.now(),
      }).total
    const measured = EXAMPLES.map((example) => ({
      example,
      ms: Array.from({ length: ROUNDS }, (_, round) => {
        inventory.hosts.change(`bench-${round}`, ['ready'], { problem: null }, undefined, Date.now())
        return cpuMs(() => page(example))
      }),
    }))
    inventory.close()
    return measured
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const HOSTS: readonly JsonObject[] = Array.from({ length: 20 }, (_, index) => ({
  name: `host-${index}`,
  hostname: `host-${index}.example.com`,
  tags: ['a', 'x|y'],
  _broker_args: { v: `9.${index}`, cpus: index },
}))
const READER: Reader<JsonObject> = {
  value: (host) => host,
  field: (host, name) => (Object.hasOwn(host, name) ? host[name] : undefined),
  names: (host) => Object.keys(host),
}

/** As many random filters, made in portions: all at once would fill the memory. */
function* texts(runs: number, seed: number): Generator<string> {
  for (let made = 0; made < runs; made += PORTION)
    yield* fc.sample(randomFilters(), { numRuns: Math.min(PORTION, runs - made), seed: seed + made })
}

function canBeUsed(text: string): boolean {
  try {
    readFilter(text, HOST_WORDS).keep(HOSTS, READER)
    return true
  } catch (error) {
    if (error instanceof FilterError) return false
    throw new Error(`${JSON.stringify(text)}: ${String(error)}`, { cause: error })
  }
}

/**
 * Reads and evaluates random filters: how many could be used, and the slowest. Throws what is no `FilterError`.
 */
export function fuzzFilters(
  runs: number,
  seed: number,
): { used: number; slowestMs: number; slowest: string } {
  let used = 0
  let slowestMs = 0
  let slowest = ''
  for (const text of texts(runs, seed)) {
    const tookMs = cpuMs(() => {
      if (canBeUsed(text)) used += 1
    })
    if (tookMs <= slowestMs) continue
    // The processor's time is that of the whole process: what clears the memory meanwhile is not the filter's.
    const leastMs = Math.min(tookMs, ...Array.from({ length: 3 }, () => cpuMs(() => canBeUsed(text))))
    if (leastMs > slowestMs) [slowestMs, slowest] = [leastMs, text]
  }
  return { used, slowestMs, slowest }
}
