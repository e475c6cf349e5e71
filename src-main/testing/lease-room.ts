import type { Extension, Lease } from '@shared/domain/lease'
import type { LeaseRule, ReminderSettings } from '@shared/domain/reminder'
import { DEFAULT_REMINDERS } from '@shared/domain/reminder'
import type { Notice } from '@shared/domain/notice'
import { put } from '@main/inventory/testing/samples'
import type { Looked } from '@main/leases/deps'
import { Leases } from '@main/leases/service'
import type { HostRecord, Inventory } from '@main/ports/inventory'
import { silentLogger } from '@main/ports/logger'
import { Notices } from '@main/ports/notices'
import type { DesktopNotification } from '@main/ports/notifier'
import type { Publisher } from '@main/ports/publisher'
import { tapped } from '@main/app/tapped-publisher'
import { FakeClock } from '@main/testing/fake-clock'
import { tempInventory } from '@main/testing/temp-inventory'

const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** What a test may change while it runs. */
interface LeaseRoomState {
  reminders: ReminderSettings
  leaseRules: LeaseRule[]
  timeZone: string
  /** Whether the desktop shows notifications; `failing` takes them and does not show them. */
  desktop: 'there' | 'absent' | 'failing'
  look: (host: HostRecord) => Promise<Looked>
  extend: (hostIds: readonly string[], extension: Extension) => void
}

/** The leases room on a real inventory and a clock of its own, with everything that it tells. */
export class LeaseRoom {
  readonly clock: FakeClock
  readonly shown: DesktopNotification[] = []
  readonly extended: { readonly hostIds: readonly string[]; readonly extension: Extension }[] = []
  readonly looked: string[] = []
  readonly state: LeaseRoomState = {
    reminders: { ...DEFAULT_REMINDERS, weekendGuard: false },
    leaseRules: [],
    timeZone: 'UTC',
    desktop: 'there',
    look: () => Promise.resolve({ kind: 'there' }),
    extend: () => undefined,
  }
  readonly #temp: ReturnType<typeof tempInventory>
  leases!: Leases
  notices!: Notices

  constructor(startMs = Date.UTC(2026, 10, 12, 14)) {
    this.clock = new FakeClock({ startMs })
    this.#temp = tempInventory({ clock: this.clock })
    this.#open()
  }

  get inventory(): Inventory {
    return this.#temp.inventory
  }

  get file(): string {
    return this.#temp.file
  }

  get titles(): readonly string[] {
    return this.shown.map((one) => one.title)
  }

  get inWindow(): readonly Notice[] {
    return this.notices.all()
  }

  /** A host that was checked out earlier, so that every reminder of its end is still to come or was missed. */
  hold(
    id: string,
    lease: Partial<Lease> & Pick<Lease, 'endsAtMs'>,
    over: { readonly instance?: string; readonly nick?: string } = {},
  ): void {
    put(
      this.inventory,
      id,
      over,
      {
        state: 'ready',
        hostname: `${id}.lab.example.com`,
        checkedOutAtMs: this.clock.now() - DAY,
        lease: { source: 'provider', confirmedAtMs: this.clock.now(), ...lease },
      },
      this.clock.now(),
    )
    this.leases.watcher.hostsChanged([id])
  }

  /** Another end, as the engine writes it. */
  end(id: string, endsAtMs: number, kind: 'extended' | 'synced' = 'extended'): void {
    const lease: Lease = { endsAtMs, source: 'provider', confirmedAtMs: this.clock.now() }
    const event = { kind, text: kind === 'extended' ? 'Extended' : 'Synced' } as const
    this.inventory.hosts.change(id, ['ready'], { lease }, event, this.clock.now())
    this.leases.watcher.hostsChanged([id])
  }

  /** The application ends and starts again; nobody is there in between. */
  restart(awayMs = 0): void {
    this.leases.watcher.stop()
    this.#temp.reopen()
    this.inventory.tasks.adoptOrphans()
    this.clock.set(this.clock.now() + awayMs)
    this.#open()
    this.leases.watcher.start()
  }

  /** The computer sleeps: its clock goes on, nothing else does. */
  async sleep(ms: number): Promise<void> {
    this.clock.set(this.clock.now() + ms)
    this.leases.watcher.resumed()
    await this.clock.advance(0)
  }

  dispose(): void {
    this.leases.watcher.stop()
    this.#temp.dispose()
  }

  #open(): void {
    const inner: Publisher = { publish: () => undefined }
    this.notices = new Notices(inner)
    const publisher = tapped(inner, (event) => {
      if (event.name === 'hosts.changed') this.leases.watcher.hostsChanged(event.payload.hostIds)
    })
    this.leases = new Leases({
      inventory: this.inventory,
      clock: this.clock,
      elapsed: () => this.clock.elapsed(),
      timeZone: () => this.state.timeZone,
      settings: () => this.state,
      notifier: {
        available: () => this.state.desktop !== 'absent',
        show: (notification) => {
          if (this.state.desktop === 'failing') return Promise.resolve(false)
          this.shown.push(notification)
          return Promise.resolve(true)
        },
      },
      notices: this.notices,
      publisher,
      logger: silentLogger,
      look: (host) => {
        this.looked.push(host.id)
        return this.state.look(host)
      },
      extend: (hostIds, extension) => {
        this.extended.push({ hostIds, extension })
        this.state.extend(hostIds, extension)
      },
    })
  }
}
