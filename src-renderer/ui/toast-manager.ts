/** What a toast tells by its icon. */
export type ToastTone = 'info' | 'ok' | 'warn' | 'danger'

/** Something that can be done about a toast; doing it closes the toast. */
export interface ToastAction {
  readonly label: string
  readonly keyHint?: string | undefined
  readonly variant?: 'secondary' | 'ghost' | undefined
  readonly onPress: () => void
}

/** What `toastManager.show` takes. */
export interface ToastOptions {
  readonly id?: string | undefined
  readonly tone?: ToastTone | undefined
  readonly title: string
  /** A text, or a text that names the seconds left. */
  readonly description?: string | ((secondsLeft: number) => string) | undefined
  readonly actions?: readonly ToastAction[] | undefined
  /** Shows a ring that counts down; the clock stands still on hover and focus. */
  readonly countdownMs?: number | undefined
  readonly onElapsed?: (() => void) | undefined
  /** Tells that the clock was stopped or goes on, for whoever counts along. */
  readonly onHeldChange?: ((held: boolean) => void) | undefined
  /** How long a toast without countdown stays; failures stay until they are dismissed. */
  readonly durationMs?: number | undefined
}

/** A toast on the screen. */
export interface Toast extends ToastOptions {
  readonly id: string
  readonly totalMs: number
  readonly leftMs: number
}

/** More would hide the page. */
const MAX_TOASTS = 3
const DEFAULT_MS = 6000
const WARN_MS = 12_000

function lifetime(options: ToastOptions): number {
  if (options.countdownMs !== undefined) return options.countdownMs
  if (options.durationMs !== undefined) return options.durationMs
  if (options.tone === 'danger') return Infinity
  return options.tone === 'warn' ? WARN_MS : DEFAULT_MS
}

/** Keeps the toasts on the screen: at most three, oldest out first, a counting one never pushed out by a plain one. */
export class ToastManager {
  private toasts: readonly Toast[] = []
  private readonly listeners = new Set<() => void>()
  private nextId = 1

  /** Shows a toast; the same id replaces what it showed before. */
  show(options: ToastOptions): string {
    const id = options.id ?? `toast-${this.nextId++}`
    const totalMs = lifetime(options)
    const toast: Toast = { ...options, id, totalMs, leftMs: totalMs }
    const others = this.toasts.filter((other) => other.id !== id)
    const kept = this.makeRoom(others)
    this.set([...kept, toast])
    return id
  }

  /** Changes words or actions without starting the clock again. */
  update(id: string, patch: Partial<Omit<ToastOptions, 'id'>>): void {
    this.set(this.toasts.map((toast) => (toast.id === id ? { ...toast, ...patch } : toast)))
  }

  /** Takes a toast away. Its `onElapsed` is not called. */
  close(id: string): void {
    this.set(this.toasts.filter((toast) => toast.id !== id))
  }

  /** Lets time pass for all toasts that are not held. */
  tick(ms: number, held: ReadonlySet<string>): void {
    const after = this.toasts.map((toast) =>
      held.has(toast.id) || toast.leftMs === Infinity ? toast : { ...toast, leftMs: toast.leftMs - ms },
    )
    const elapsed = after.filter((toast) => toast.leftMs <= 0)
    this.set(after.filter((toast) => toast.leftMs > 0))
    for (const toast of elapsed) toast.onElapsed?.()
  }

  /** The toasts now, oldest first. The same array until something changes. */
  readonly snapshot = (): readonly Toast[] => this.toasts

  /** Calls back after every change, until the returned function is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => {
      this.listeners.delete(listener)
    }
  }

  private makeRoom(toasts: readonly Toast[]): readonly Toast[] {
    if (toasts.length < MAX_TOASTS) return toasts
    const victim = toasts.find((toast) => toast.countdownMs === undefined) ?? toasts[0]
    // A countdown that must go is not forgotten: what it counted down to happens now.
    if (victim?.countdownMs !== undefined) victim.onElapsed?.()
    return toasts.filter((toast) => toast !== victim)
  }

  private set(toasts: readonly Toast[]): void {
    this.toasts = toasts
    for (const listener of this.listeners) listener()
  }
}

/** The toasts of this window. */
export const toastManager = new ToastManager()
