import type { PullEvent } from './schemas'

/** How far a pull is: `fraction` 0..1, never less than before. */
export interface PullState {
  readonly fraction: number | undefined
  readonly message: string
  /** A line for the log, when this event is worth one. */
  readonly line?: string
}

interface Layer {
  readonly current: number
  readonly total: number
  /** 0..1: downloading is most of it, unpacking the rest. */
  readonly part: number
}

const DOWNLOAD = 0.8
const DONE = /^(pull complete|already exists)/i
const LOADED = /^(download complete|verifying checksum)/i
const BEGUN = /^(pulling fs layer|waiting)/i

/** Adds the layers of a pull up to one fraction and one message (`POST /images/create`, as Docker and Podman stream it). */
export class PullProgress {
  readonly #layers = new Map<string, Layer>()
  #fraction: number | undefined

  /** Takes the next event in; the message is what to show now. */
  take(event: PullEvent): PullState {
    const { id, status } = event
    const layer = id === undefined || status === undefined ? undefined : this.#layer(id, status, event)
    if (id !== undefined && layer !== undefined) this.#layers.set(id, layer)
    const line = lineOf(event)
    const state = { fraction: this.#next(), message: this.#message(status) }
    return line === undefined ? state : { ...state, line }
  }

  #layer(id: string, status: string, event: PullEvent): Layer | undefined {
    const before = this.#layers.get(id) ?? { current: 0, total: 0, part: 0 }
    const { current, total } = event.progressDetail ?? {}
    if (DONE.test(status)) return { ...before, current: before.total, part: 1 }
    if (LOADED.test(status))
      return { ...before, current: before.total, part: Math.max(before.part, DOWNLOAD) }
    const share =
      current === undefined || total === undefined || total <= 0 ? undefined : Math.min(1, current / total)
    if (/^(downloading|copying)/i.test(status)) {
      const size = total ?? before.total
      return {
        current: Math.min(current ?? 0, size),
        total: size,
        part: Math.max(before.part, (share ?? 0) * DOWNLOAD),
      }
    }
    if (/^extracting/i.test(status)) {
      return {
        ...before,
        current: before.total,
        part: Math.max(before.part, DOWNLOAD + (share ?? 0) * (1 - DOWNLOAD)),
      }
    }
    return BEGUN.test(status) ? before : undefined
  }

  #next(): number | undefined {
    if (this.#layers.size === 0) return undefined
    const sum = [...this.#layers.values()].reduce((total, layer) => total + layer.part, 0)
    this.#fraction = Math.max(this.#fraction ?? 0, sum / this.#layers.size)
    return this.#fraction
  }

  #message(status: string | undefined): string {
    const layers = [...this.#layers.values()]
    const total = layers.reduce((sum, layer) => sum + layer.total, 0)
    if (total > 0) {
      const current = layers.reduce((sum, layer) => sum + layer.current, 0)
      return `Pulled ${megabytes(current)} of ${megabytes(total)} MB`
    }
    if (layers.length > 0) {
      return `Pulled ${layers.filter((layer) => layer.part === 1).length} of ${layers.length} layers`
    }
    return status ?? 'Pulling'
  }
}

function megabytes(bytes: number): string {
  const value = bytes / 1_000_000
  return value < 10 ? value.toFixed(1) : value.toFixed(0)
}

function lineOf(event: PullEvent): string | undefined {
  const text = event.error ?? event.status?.trim()
  if (text === undefined || text === '' || /^(downloading|extracting|waiting|copying .*\d%)/i.test(text))
    return undefined
  return event.id === undefined ? text : `${event.id}: ${text}`
}
