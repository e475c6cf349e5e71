/* oxlint-disable typescript/no-unsafe-type-assertion -- a test reads what it has just written */
import { createInterface } from 'node:readline'
import { connect } from '@main/inventory/database'
import { migrateTo } from '@main/inventory/migrate'
import { migrations } from '@main/inventory/migrations/index'
import { openInventory } from '@main/inventory/open'
import { InventoryProblem } from '@main/inventory/problem'
import { checkoutOf, wanted } from '@main/inventory/testing/samples'
import { systemClock } from '@main/ports/clock'
import { silentLogger } from '@main/ports/logger'

/** What a child process of a test is told to do: `node --import hooks.ts child.ts '{"job": "write", ...}'`. */
export interface ChildOrder {
  readonly job: 'write' | 'loop' | 'adopt' | 'migrate' | 'open' | 'remind'
  readonly file: string
  /** What the ids of its hosts begin with. */
  readonly name: string
  /** How many tasks to write. */
  readonly count?: number
  /** Becomes this user before it opens the file: file permissions do not hold the superuser back. */
  readonly uid?: number
}

const order = JSON.parse(process.argv[2] ?? '{}') as ChildOrder
const input = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const say = (message: unknown): void => {
  process.stdout.write(`${JSON.stringify(message)}\n`)
}
const told = async (): Promise<void> => {
  await input.next()
}
const open = () => openInventory({ file: order.file, clock: systemClock, logger: silentLogger }).inventory

function writeOne(inventory: ReturnType<typeof open>, n: number): void {
  const id = `${order.name}-${n}`
  const task = inventory.tasks.create(checkoutOf([wanted(id)]), Date.now())
  inventory.transaction(() => {
    inventory.hosts.change(
      id,
      ['requested'],
      { state: 'making' },
      { kind: 'claimed', text: 'Claimed' },
      Date.now(),
    )
    inventory.tasks.changeLine(task.id, 1, { status: { state: 'running' } }, Date.now())
  })
  inventory.tasks.appendLog(task.id, [{ atMs: Date.now(), level: 'info', text: `Line of ${id}` }])
}

async function write(): Promise<void> {
  const inventory = open()
  say('ready')
  await told()
  for (let n = 0; n < (order.count ?? 0); n += 1) writeOne(inventory, n)
  inventory.close()
  say('done')
}

function loop(): void {
  const inventory = open()
  for (let n = 0; ; n += 1) {
    writeOne(inventory, n)
    say(n)
  }
}

async function adopt(): Promise<void> {
  const inventory = open()
  say('ready')
  await told()
  say(inventory.tasks.adoptOrphans().map((task) => task.id))
  // It stays alive until it is told, because the tasks of a process that has ended can be adopted again.
  await told()
  inventory.close()
}

async function migrate(): Promise<void> {
  const db = connect({ file: order.file, busyTimeoutMs: 5_000 })
  say('ready')
  await told()
  const next = {
    version: 1_000,
    name: 'counted',
    up: (into: typeof db) => {
      into.exec('CREATE TABLE counted (n INTEGER NOT NULL) STRICT; INSERT INTO counted VALUES (1)')
    },
  }
  const backUps: number[] = []
  const made = migrateTo(db, 1_000, {
    migrations: [...migrations, next],
    backUp: (format) => backUps.push(format),
  })
  db.close()
  say({ made, backUps })
}

/** Claims every reminder of one end, again and again, as two processes do whose clocks agree. */
async function remind(): Promise<void> {
  const inventory = open()
  say('ready')
  await told()
  const mine: number[] = []
  const [host] = inventory.leases.leased()
  for (let thresholdMs = 0; thresholdMs < (order.count ?? 0); thresholdMs += 1) {
    const key = { hostId: host?.hostId ?? '', endsAtMs: host?.endsAtMs ?? 0, thresholdMs }
    const won = inventory.leases.claim([key], Date.now())
    // One that is about to die has not told yet what it has claimed.
    if (order.name !== 'dies') inventory.leases.told(won, Date.now())
    mine.push(...won.map((each) => each.thresholdMs))
  }
  say(mine)
  await told()
  inventory.close()
}

function tryToOpen(): void {
  if (order.uid !== undefined) process.setuid?.(order.uid)
  try {
    open().close()
    say({ kind: 'opened' })
  } catch (error) {
    if (!(error instanceof InventoryProblem)) throw error
    say({ kind: error.kind, title: error.title, path: error.path })
  }
}

const jobs = { write, loop, adopt, migrate, open: tryToOpen, remind }
await jobs[order.job]()
process.exit(0)
