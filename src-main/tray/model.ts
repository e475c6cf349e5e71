import type { LeaseLevel } from '@shared/domain/lease'
import { leaseLevel } from '@shared/domain/lease'
import { isEnded, type Task } from '@shared/domain/task'
import { durationText, momentText } from '@shared/lib/time-text'
import { count } from '@shared/lib/words'
import type { DesktopCommand } from '@main/ports/desktop-command'
import type { LeasedHost } from '@main/ports/leases'
import { soonestOf, type Soonest } from '@main/tray/soonest'
import { hostEntries } from '@main/tray/host-entries'
import { progressQuarter, taskEntries } from '@main/tray/task-entries'

/** What the icon says; a task's progress in quarters is a picture each. */
export type TrayPicture = 'calm' | 'attention' | 'alert' | `busy-${0 | 1 | 2 | 3}`

/** An entry of the menu as data: without a command and entries of its own it only tells something. */
export type TrayEntry =
  | { readonly kind: 'line' }
  | {
      readonly kind: 'entry'
      readonly label: string
      readonly enabled?: boolean
      readonly command?: DesktopCommand
      readonly entries?: readonly TrayEntry[]
    }

/** What the tray follows from. */
export interface TrayState {
  /** UTC epoch milliseconds. */
  readonly nowMs: number
  /** Hosts with an end, in any order. */
  readonly hosts: Iterable<LeasedHost>
  /** All that are held, also those without an end. */
  readonly total: number
  /** Whether hosts of this kind can be extended by an amount. */
  readonly canExtend: (host: LeasedHost) => boolean
  /** Those that have not ended, newest first; ended ones are passed over. */
  readonly tasks: readonly Task[]
  /** Those that can be used, the most used first. */
  readonly nicks: readonly string[]
  readonly paused: { readonly untilMs?: number | undefined } | undefined
}

/** What the tray shows, complete: the desktop only draws it. */
export interface TrayView {
  readonly picture: TrayPicture
  readonly tooltip: string
  readonly menu: readonly TrayEntry[]
  /** When a text of it would be another by time alone; undefined when never. */
  readonly nextChangeAtMs: number | undefined
}

const LINE: TrayEntry = { kind: 'line' }
const OPEN = entry('Open Broker Desktop', { do: 'open' })
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** The tray of a state. Pure, and linear in the number of hosts. */
export function trayView(state: TrayState): TrayView {
  const soonest = soonestOf(state.hosts, state.nowMs)
  const tasks = state.tasks.filter((task) => !isEnded(task.state))
  return {
    picture: pictureOf(soonest, tasks, state.nowMs),
    tooltip: tooltipOf(state, soonest, tasks),
    menu: menuOf(state, soonest, tasks),
    nextChangeAtMs: nextChange(state, soonest),
  }
}

/** The tray while the inventory cannot be opened: it leads to the window, which says why, and out. */
export function problemTrayView(title: string): TrayView {
  return {
    picture: 'alert',
    tooltip: title,
    menu: [{ kind: 'entry', label: title, enabled: false }, LINE, OPEN, entry('Quit', { do: 'quit' })],
    nextChangeAtMs: undefined,
  }
}

/** Precedence: alert, attention, busy, calm. */
function pictureOf(soonest: Soonest, tasks: readonly Task[], nowMs: number): TrayPicture {
  const level: LeaseLevel = soonest.endedCount > 0 ? 'ended' : leaseLevel(soonest.next[0]?.endsAtMs, nowMs)
  if (level === 'ended' || level === 'alert') return 'alert'
  if (level === 'attention') return 'attention'
  return tasks.length === 0 ? 'calm' : `busy-${progressQuarter(tasks)}`
}

/** "26 hosts, 1 ended, next ends in 12 min". */
function headText(state: TrayState, { endedCount, next }: Soonest): string {
  const [first] = next
  return [
    state.total === 0 ? 'No hosts' : count(state.total, 'host'),
    ...(endedCount === 0 ? [] : [`${endedCount} ended`]),
    ...(first === undefined ? [] : [`next ends in ${durationText(first.endsAtMs - state.nowMs)}`]),
  ].join(', ')
}

function tooltipOf(state: TrayState, soonest: Soonest, tasks: readonly Task[]): string {
  const isBusy = pictureOf(soonest, tasks, state.nowMs).startsWith('busy')
  const [first] = soonest.next
  const text = isBusy
    ? [
        `${count(tasks.length, 'task')} running`,
        ...(first === undefined ? [] : [`next ends in ${durationText(first.endsAtMs - state.nowMs)}`]),
      ].join(', ')
    : headText(state, soonest)
  return state.paused === undefined ? text : `${text}, reminders paused`
}

function menuOf(state: TrayState, soonest: Soonest, tasks: readonly Task[]): readonly TrayEntry[] {
  return [
    { kind: 'entry', label: headText(state, soonest), enabled: false },
    LINE,
    ...hostEntries(soonest, state),
    entry('All hosts', { do: 'navigate', to: '/hosts' }),
    LINE,
    checkoutEntry(state.nicks),
    ...taskEntries(tasks),
    LINE,
    pauseEntry(state),
    entry('Settings', { do: 'navigate', to: '/settings' }),
    LINE,
    OPEN,
    entry(
      tasks.length === 0
        ? 'Quit'
        : `Quit, ${count(tasks.length, 'task')} ${tasks.length === 1 ? 'is' : 'are'} running`,
      { do: 'quit' },
    ),
  ]
}

function entry(label: string, command: DesktopCommand): TrayEntry {
  return { kind: 'entry', label, command }
}

/** More are in the window. */
const MAX_NICKS = 9

/** The form, or the form filled in by a nick: nothing is sent before it is seen. */
function checkoutEntry(nicks: readonly string[]): TrayEntry {
  if (nicks.length === 0) return entry('Check out', { do: 'navigate', to: '/checkout' })
  return {
    kind: 'entry',
    label: 'Check out',
    entries: [
      ...nicks
        .slice(0, MAX_NICKS)
        .map((nick) => entry(nick, { do: 'navigate', to: `/checkout/nick/${encodeURIComponent(nick)}` })),
      LINE,
      entry('Something else', { do: 'navigate', to: '/checkout' }),
    ],
  }
}

function pauseEntry({ paused, nowMs }: TrayState): TrayEntry {
  if (paused !== undefined) {
    const until =
      paused.untilMs === undefined
        ? ''
        : `, paused until ${momentText(paused.untilMs, nowMs).replace(/^today /, '')}`
    return entry(`Resume reminders${until}`, { do: 'resume' })
  }
  return {
    kind: 'entry',
    label: 'Pause reminders',
    entries: [
      entry('For 1 h', { do: 'pause', choice: 'hour' }),
      entry('Until tomorrow', { do: 'pause', choice: 'tomorrow' }),
      entry('Until resumed', { do: 'pause', choice: 'resumed' }),
    ],
  }
}

/** The first moment from `atMs` on that is at the same second of a minute as another. */
function sameSecond(atMs: number, otherMs: number): number {
  return atMs + ((((otherMs - atMs) % MINUTE) + MINUTE) % MINUTE)
}

/** After how long the words for a length of time are others (`durationText` rounds down). */
function wordsHoldMs(leftMs: number): number {
  const step = leftMs < MINUTE ? 1000 : leftMs < 10 * HOUR ? MINUTE : leftMs < 7 * DAY ? HOUR : DAY
  return (leftMs % step) + 1
}

/**
 * The words of the first lease change at once: icon and tooltip are about it. Those of the others wait for the second of
 * the minute at which the first one's change, so that five countdowns wake nobody five times a minute.
 */
function nextChange({ nowMs, paused }: TrayState, { next: [first, ...others] }: Soonest): number | undefined {
  if (first === undefined) return paused?.untilMs
  const changeOf = ({ endsAtMs }: LeasedHost): number => nowMs + wordsHoldMs(endsAtMs - nowMs)
  const firstMs = changeOf(first)
  const moments = [firstMs, ...others.map((host) => sameSecond(changeOf(host), firstMs))]
  if (paused?.untilMs !== undefined) moments.push(paused.untilMs)
  return Math.min(...moments)
}
