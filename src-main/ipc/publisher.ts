import { assertNever } from '@shared/lib/assert-never'
import type { LogLine } from '@shared/domain/task'
import type { EventMessage } from '@shared/ipc/bridge'
import { EVENT_CHANNEL, type EventName } from '@shared/ipc/channels'
import type { EventPayload } from '@shared/ipc/contract'
import type { Logger } from '@main/ports/logger'
import type { Publisher } from '@main/ports/publisher'

/** What the publisher needs of a window; Electron's `BrowserWindow` has it. */
export interface EventWindow {
  isDestroyed(): boolean
  readonly webContents: { isDestroyed(): boolean; send(channel: string, message: EventMessage): void }
}

/** Quiet time after which what has gathered is sent, and the longest that anything waits in a burst. */
const TRAILING_MS = 50
const CEILING_MS = 500

/** An event with its payload's type: what `publish` got, as one value that can be told apart by name. */
type AnyEvent = { [N in EventName]: { readonly name: N; readonly payload: EventPayload<N> } }[EventName]

/**
 * Sends events to every window. Bursts are gathered: ids are merged, log lines batched per task, so that a hundred
 * hosts changing at once cost the page one refresh. A navigation is a person's key press, and is sent at once.
 */
export class WindowPublisher implements Publisher {
  readonly #windows: () => readonly EventWindow[]
  readonly #logger: Logger
  readonly #hostIds = new Set<string>()
  readonly #taskIds = new Set<number>()
  readonly #logLines = new Map<number, LogLine[]>()
  readonly #syncIds = new Set<string>()
  readonly #lists = new Map<string, EventPayload<'providers.changed'>>()
  readonly #signals = new Set<
    | 'settings.changed'
    | 'log.grew'
    | 'nicks.changed'
    | 'reminders.changed'
    | 'reports.changed'
    | 'app.noticed'
  >()
  #trailing: NodeJS.Timeout | undefined
  #ceiling: NodeJS.Timeout | undefined
  #disposed = false

  constructor(options: {
    /** The windows as they are now. */
    readonly windows: () => readonly EventWindow[]
    readonly logger: Logger
  }) {
    this.#windows = options.windows
    this.#logger = options.logger
  }

  publish<N extends EventName>(name: N, payload: EventPayload<N>): void {
    if (this.#disposed) return
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the compiler does not put the pair together again
    this.#gather({ name, payload } as AnyEvent)
  }

  /** Sends what has gathered, now. */
  flush(): void {
    clearTimeout(this.#trailing)
    clearTimeout(this.#ceiling)
    this.#trailing = undefined
    this.#ceiling = undefined
    // Log lines first: whoever then reads a changed task finds its log complete.
    for (const [taskId, lines] of this.#logLines)
      this.#send({ name: 'tasks.logged', payload: { taskId, lines } })
    if (this.#taskIds.size > 0)
      this.#send({ name: 'tasks.changed', payload: { taskIds: [...this.#taskIds] } })
    if (this.#hostIds.size > 0)
      this.#send({ name: 'hosts.changed', payload: { hostIds: [...this.#hostIds] } })
    for (const payload of this.#lists.values()) this.#send({ name: 'providers.changed', payload })
    for (const syncId of this.#syncIds) this.#send({ name: 'sync.changed', payload: { syncId } })
    for (const name of this.#signals) this.#send({ name, payload: {} })
    this.#logLines.clear()
    this.#taskIds.clear()
    this.#hostIds.clear()
    this.#lists.clear()
    this.#syncIds.clear()
    this.#signals.clear()
  }

  /** Sends what has gathered; what is published later reaches nobody. */
  dispose(): void {
    this.flush()
    this.#disposed = true
  }

  #gather(event: AnyEvent): void {
    switch (event.name) {
      case 'hosts.changed':
        for (const id of event.payload.hostIds) this.#hostIds.add(id)
        break
      case 'tasks.changed':
        for (const id of event.payload.taskIds) this.#taskIds.add(id)
        break
      case 'tasks.logged': {
        const lines = this.#logLines.get(event.payload.taskId)
        if (lines === undefined) this.#logLines.set(event.payload.taskId, [...event.payload.lines])
        else for (const line of event.payload.lines) lines.push(line)
        break
      }
      case 'providers.changed': {
        const { target, action } = event.payload
        this.#lists.set(JSON.stringify([target.provider, target.instance, action]), event.payload)
        break
      }
      case 'sync.changed':
        this.#syncIds.add(event.payload.syncId)
        break
      case 'nicks.changed':
      case 'settings.changed':
      case 'log.grew':
      case 'reminders.changed':
      case 'reports.changed':
      case 'app.noticed':
        this.#signals.add(event.name)
        break
      case 'app.navigated':
        this.flush()
        this.#send(event)
        return
      default:
        assertNever(event, 'event')
    }
    clearTimeout(this.#trailing)
    this.#trailing = setTimeout(() => this.flush(), TRAILING_MS)
    this.#ceiling ??= setTimeout(() => this.flush(), CEILING_MS)
  }

  #send(message: EventMessage): void {
    for (const window of this.#windows()) {
      if (window.isDestroyed() || window.webContents.isDestroyed()) continue
      try {
        window.webContents.send(EVENT_CHANNEL, message)
      } catch (error) {
        // A window can go between the question and the sending; the others still get theirs.
        this.#logger.debug('An event could not be sent to a window', { name: message.name, error })
      }
    }
  }
}
