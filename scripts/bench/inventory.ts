import { readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import type { HostFilter, HostSort } from '@shared/domain/host'
import { readInventoryField, type FieldColumn } from '@shared/domain/inventory-field'
import { openInventory } from '@main/inventory/open'
import { systemClock } from '@main/ports/clock'
import type { Inventory, NewHost } from '@main/ports/inventory'
import { silentLogger } from '@main/ports/logger'

const BATCH = 1_000
const ROUNDS = 200
const YAML_HOSTS = 10_000
const PAGE: { readonly filter: HostFilter; readonly sort: HostSort } = {
  filter: { search: 'rhel-9' },
  sort: { by: 'lease', descending: false },
}

function newHost(index: number): NewHost {
  return {
    id: `bench-${index}`,
    provider: 'Sandbox',
    instance: index % 2 === 0 ? 'sandbox' : 'lab',
    pretend: true,
    action: 'machine',
    offering: index % 3 === 0 ? 'small-vm' : 'large-vm',
    arguments: { size: index % 7, notes: `host number ${index}` },
    labels: index % 10 === 0 ? { team: 'platform' } : {},
  }
}

function nameOf(index: number): string {
  return `rhel-${8 + (index % 3)}-${index % 10}-${index.toString(36)}`
}

function addHosts(inventory: Inventory, from: number, count: number, firstEndMs = 0): void {
  const nowMs = Date.now()
  inventory.transaction(() => {
    const lines = Array.from({ length: count }, (_, offset) => ({
      title: 'bench',
      status: { state: 'succeeded' as const },
      host: newHost(from + offset),
    }))
    const task = inventory.tasks.create(
      {
        title: 'Bench',
        request: { kind: 'checkin', hostIds: [] },
        lines,
      },
      nowMs,
    )
    for (let index = from; index < from + count; index += 1) {
      inventory.hosts.change(
        `bench-${index}`,
        ['requested'],
        {
          state: 'ready',
          name: nameOf(index),
          hostname: `${nameOf(index)}.lab.example.com`,
          os: `RHEL ${8 + (index % 3)}`,
          lease: {
            endsAtMs: nowMs + firstEndMs + ((index * 7919) % 2_592_000) * 1000,
            source: 'provider',
            confirmedAtMs: nowMs,
          },
          checkedOutAtMs: nowMs,
        },
        { kind: 'checked_out', text: 'Checked out', taskId: task.id },
        nowMs,
      )
    }
  })
}

function times(rounds: number, run: (round: number) => void): number[] {
  return Array.from({ length: rounds }, (_, round) => {
    const startedAt = performance.now()
    run(round)
    return performance.now() - startedAt
  })
}

/**
 * Makes an inventory of `size` hosts in a data folder, for a window to open. The leases end over 30 days, the first of
 * them after `firstEndMs`.
 */
export function fillInventory(dataFolder: string, size: number, firstEndMs = 0): void {
  const { inventory } = openInventory({
    file: join(dataFolder, 'inventory.db'),
    clock: systemClock,
    logger: silentLogger,
  })
  for (let from = 0; from < size; from += BATCH)
    addHosts(inventory, from, Math.min(BATCH, size - from), firstEndMs)
  inventory.close()
}

/** Columns as a settings file may say them: joined, with a way out, inside of arguments and of what is told. */
const COLUMNS: readonly FieldColumn[] = [
  'hostname | name',
  '_broker_provider _broker_provider_instance',
  '$action',
  'os_distribution os_distribution_version',
  '_broker_args.size',
  '_broker_args.notes',
  'labels.team',
  'lease.ends',
  'shutdown_time | remove_time',
  'ip',
].map((text) => {
  const read = readInventoryField(text)
  if ('problem' in read) throw new Error(read.problem.message)
  return { title: text, field: read.field }
})

/** Milliseconds of each operation on an inventory of `size` hosts. */
export function measureInventory(size: number): {
  page: number[]
  columns: number[]
  insert: number[]
  update: number[]
} {
  const folder = mkdtempSync(join(tmpdir(), 'broker-bench-'))
  try {
    fillInventory(folder, size)
    const { inventory } = openInventory({
      file: join(folder, 'inventory.db'),
      clock: systemClock,
      logger: silentLogger,
    })
    const page = times(ROUNDS, (round) => {
      inventory.hosts.page({ ...PAGE, offset: (round % 20) * 100, limit: 100, nowMs: Date.now() })
    })
    const columns = times(ROUNDS, (round) => {
      const nowMs = Date.now()
      const { rows } = inventory.hosts.page({ ...PAGE, offset: (round % 20) * 100, limit: 100, nowMs })
      inventory.hosts.fieldValues(
        rows.map(({ id }) => id),
        COLUMNS,
        nowMs,
      )
    })
    const insert = times(ROUNDS, (round) => {
      inventory.tasks.create(
        {
          title: 'One more',
          request: { kind: 'checkin', hostIds: [] },
          lines: [{ title: 'bench', status: { state: 'queued' }, host: newHost(size + round) }],
        },
        Date.now(),
      )
    })
    const update = times(ROUNDS, (round) => {
      inventory.hosts.change(
        `bench-${(round * 37) % size}`,
        ['ready'],
        { name: `renamed-${round}`, problem: null },
        undefined,
        Date.now(),
      )
    })
    inventory.close()
    return { page, columns, insert, update }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The same on one YAML file of 10,000 hosts, read and written whole, as the original keeps its inventory. */
export function measureYaml(rounds = 3): { page: number[]; insert: number[]; update: number[] } {
  const folder = mkdtempSync(join(tmpdir(), 'broker-bench-'))
  const file = join(folder, 'inventory.yaml')
  const hosts = Array.from({ length: YAML_HOSTS }, (_, index) => ({
    ...newHost(index),
    name: nameOf(index),
    hostname: `${nameOf(index)}.lab.example.com`,
    os: `RHEL ${8 + (index % 3)}`,
    ends_at: Date.now() + ((index * 7919) % 2_592_000) * 1000,
  }))
  try {
    writeFileSync(file, stringify(hosts))
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it was written two lines above
    const read = (): typeof hosts => parse(readFileSync(file, 'utf8')) as typeof hosts
    const page = times(rounds, () => {
      read()
        .filter((host) => host.name.includes('rhel-9'))
        .toSorted((a, b) => a.ends_at - b.ends_at)
        .slice(0, 100)
    })
    const insert = times(rounds, (round) => {
      const all = read()
      writeFileSync(file, stringify([...all, { ...all[0], id: `bench-new-${round}` }]))
    })
    const update = times(rounds, (round) => {
      writeFileSync(
        file,
        stringify(
          read().map((host, index) => (index === round ? { ...host, name: `renamed-${round}` } : host)),
        ),
      )
    })
    return { page, insert, update }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
