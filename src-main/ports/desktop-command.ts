import type { Extension } from '@shared/domain/lease'
import type { PauseChoice } from '@shared/domain/reminder'

/** A notification about leases: what it was, and when (UTC epoch milliseconds). */
export interface Told {
  readonly kind: 'reminder' | 'summary' | 'weekend'
  readonly atMs: number
}

/**
 * What a choice in the tray's menu or on a notification does, as data: `core.perform` does what needs no window, the
 * desktop the rest (`open`, `navigate`, `extendDialog`, `extendWindow`, `showHost`, `copy`, `quit`).
 */
export type DesktopCommand =
  | { readonly do: 'open' }
  /** A page of the window: "/checkout", "/settings/reminders". */
  | { readonly do: 'navigate'; readonly to: string }
  /** The Extend dialog with these hosts selected, and what was told of them that led there. */
  | { readonly do: 'extendDialog'; readonly hostIds: readonly string[]; readonly told?: Told }
  /** The same in a small window of its own, where the desktop shows notifications without buttons. */
  | { readonly do: 'extendWindow'; readonly hostIds: readonly string[]; readonly told?: Told }
  | { readonly do: 'showHost'; readonly hostId: string }
  | { readonly do: 'copy'; readonly text: string }
  | { readonly do: 'quit' }
  | { readonly do: 'extend'; readonly hostIds: readonly string[]; readonly extension: Extension }
  | { readonly do: 'checkin'; readonly hostIds: readonly string[] }
  | { readonly do: 'undoCheckin'; readonly taskId: number; readonly hostIds?: readonly string[] }
  | { readonly do: 'sendCheckin'; readonly taskId: number }
  | { readonly do: 'cancelTask'; readonly taskId: number }
  | { readonly do: 'snooze'; readonly hostIds: readonly string[]; readonly minutes: number }
  | { readonly do: 'pause'; readonly choice: PauseChoice }
  | { readonly do: 'resume' }
