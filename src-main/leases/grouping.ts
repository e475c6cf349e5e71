import { shortNames } from '@shared/domain/host'
import { instanceText } from '@shared/domain/provider'
import { usualSnooze } from '@shared/domain/reminder'
import { clockText, durationText, momentText } from '@shared/lib/time-text'
import { count } from '@shared/lib/words'
import type { DesktopCommand } from '@main/ports/desktop-command'
import type { DesktopNotification } from '@main/ports/notifier'
import type { Due } from '@main/leases/schedule'

/** Why reminders come late: then one summary is told in their place. */
export type Away = 'slept' | 'closed' | 'paused' | 'quiet' | 'clock'

const WHILE: Readonly<Record<Away, string>> = {
  slept: 'While the computer slept',
  closed: 'While Broker Desktop was closed',
  paused: 'While reminders were paused',
  quiet: 'During quiet hours',
  clock: 'Since the clock was changed',
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const URGENT_MS = 15 * MINUTE

/**
 * The one notification of everything that is due: what ends, what has ended, what the person asked to be reminded of.
 * With `away` it is the summary of what was missed. `due` is not empty, the soonest end first. Times are local.
 */
export function reminderNotification(due: readonly Due[], nowMs: number, away?: Away): DesktopNotification {
  const names = namesOf(due)
  const ended = due.filter((one) => one.kind === 'ended')
  const ending = due.filter((one) => one.kind === 'ending')
  const own = due.filter((one) => one.kind === 'own')
  const parts: Parts = { names, nowMs, ended, ending, own }
  const { title, body } =
    away !== undefined
      ? { title: WHILE[away], body: summary(parts) }
      : due.length === 1
        ? single(due[0], parts)
        : { title: headline(parts), body: listed(parts) }
  const hostIds = due.map((one) => one.host.hostId)
  return {
    id: 'leases',
    title,
    body,
    urgency:
      ended.length > 0 || ending.some((one) => leftOf(one, nowMs) <= URGENT_MS) ? 'critical' : 'normal',
    hostIds,
    ...commands(parts, hostIds, away),
  }
}

interface Parts {
  readonly names: ReadonlyMap<Due, string>
  readonly nowMs: number
  readonly ended: readonly Due[]
  readonly ending: readonly Due[]
  readonly own: readonly Due[]
}

function leftOf(due: Due, nowMs: number): number {
  return due.host.endsAtMs - nowMs
}

function namesOf(due: readonly Due[]): ReadonlyMap<Due, string> {
  const names = shortNames(due.map((one) => one.host.title))
  return new Map(
    due.map((one, index) => {
      const name = names[index] ?? one.host.title
      return [one, one.host.pretend ? `${name} (pretend)` : name]
    }),
  )
}

/** "within the hour": how soon the last of them ends. */
function within(ending: readonly Due[], nowMs: number): string {
  // Rounded down, as the times are that are shown.
  const longestMs = ending.reduce((longest, one) => Math.max(longest, leftOf(one, nowMs)), 0)
  const leftMs = Math.floor(longestMs / MINUTE) * MINUTE
  if (leftMs <= URGENT_MS) return 'within 15 min'
  if (leftMs <= HOUR) return 'within the hour'
  if (leftMs <= 4 * HOUR) return 'within 4 h'
  if (leftMs <= 24 * HOUR) return 'within a day'
  return `within ${Math.ceil(leftMs / (24 * HOUR))} days`
}

function verb(n: number): string {
  return n === 1 ? 'ends' : 'end'
}

/** "today 13:40" is plainly 13:40. */
function moment(atMs: number, nowMs: number): string {
  return momentText(atMs, nowMs).replace(/^today /, '')
}

/** Up to two are named, with what is to be said of each: "a in 42 min, b in 55 min and 3 more". */
function some(due: readonly Due[], say: (due: Due) => string): string {
  const said = due.slice(0, 2).map(say).join(', ')
  return due.length > 2 ? `${said} and ${due.length - 2} more` : said
}

function single(due: Due | undefined, parts: Parts): { readonly title: string; readonly body: string } {
  if (due === undefined) return { title: '', body: '' }
  const name = parts.names.get(due) ?? due.host.title
  const where = instanceText(due.host)
  const at = moment(due.host.endsAtMs, parts.nowMs)
  switch (due.kind) {
    case 'ending':
      return {
        title: `${name} ends in ${durationText(leftOf(due, parts.nowMs))}`,
        body: `At ${at}, ${where}`,
      }
    case 'ended':
      return {
        title: `The lease of ${name} has ended`,
        body: `At ${at}, ${where}. Check whether it still exists, extend it, or forget it.`,
      }
    case 'own':
      return { title: `Reminder of ${name}`, body: `You asked for it at ${at}. ${where} tells no end.` }
  }
}

function headline({ ended, ending, own, nowMs }: Parts): string {
  const said = [
    ...(ended.length > 0 ? [`${count(ended.length, 'lease')} ended`] : []),
    ...(ending.length > 0
      ? [
          `${ended.length > 0 ? ending.length : count(ending.length, 'lease')} ${verb(ending.length)} ${within(ending, nowMs)}`,
        ]
      : []),
    ...(own.length > 0 ? [count(own.length, 'reminder')] : []),
  ]
  return said.join(', ')
}

function listed(parts: Parts): string {
  const { ended, ending, own } = parts
  return [endedNames(parts, ended), endingNames(parts, ending), ownNames(parts, own)]
    .filter((text) => text !== '')
    .join('. ')
}

function endedNames({ names, nowMs }: Parts, ended: readonly Due[]): string {
  return some(ended, (one) => `${names.get(one) ?? ''} at ${moment(one.host.endsAtMs, nowMs)}`)
}

function endingNames({ names, nowMs }: Parts, ending: readonly Due[]): string {
  return some(ending, (one) => `${names.get(one) ?? ''} in ${durationText(leftOf(one, nowMs))}`)
}

function ownNames({ names }: Parts, own: readonly Due[]): string {
  return some(own, (one) => names.get(one) ?? '')
}

/** "1 lease ended: sat-6-16-qa2 at 13:40. 1 more ends in 12 min." */
function summary(parts: Parts): string {
  const { ended, ending, own, nowMs } = parts
  const [first] = ending
  const sentences = [
    ...(ended.length > 0 ? [`${count(ended.length, 'lease')} ended: ${endedNames(parts, ended)}.`] : []),
    ...(first === undefined
      ? []
      : ended.length > 0
        ? [
            ending.length === 1
              ? `1 more ends in ${durationText(leftOf(first, nowMs))}.`
              : `${ending.length} more end ${within(ending, nowMs)}.`,
          ]
        : [
            `${count(ending.length, 'lease')} ${verb(ending.length)} ${within(ending, nowMs)}: ${endingNames(parts, ending)}.`,
          ]),
    ...(own.length > 0 ? [`${count(own.length, 'reminder')} of yours: ${ownNames(parts, own)}.`] : []),
  ]
  return sentences.join(' ')
}

function commands(
  { ended, ending, nowMs }: Parts,
  hostIds: readonly string[],
  away: Away | undefined,
): Pick<DesktopNotification, 'click' | 'actions'> {
  const [firstId = ''] = hostIds
  const show: DesktopCommand = hostIds.length === 1 ? { do: 'showHost', hostId: firstId } : { do: 'open' }
  const withEnd = [...ended, ...ending].map((one) => one.host.hostId)
  // A host without an end has nothing to extend: it is shown.
  if (withEnd.length === 0) return { click: show, actions: [{ label: 'Show', command: show }] }
  const told = { kind: away === undefined ? 'reminder' : 'summary', atMs: nowMs } as const
  const extend: DesktopCommand = { do: 'extendDialog', hostIds: withEnd, told }
  const [soonest] = ending
  const minutes = soonest === undefined ? undefined : usualSnooze(leftOf(soonest, nowMs))
  const second =
    away !== undefined || minutes === undefined
      ? { label: 'Show', command: show }
      : {
          label: `Snooze ${durationText(minutes * MINUTE)}`,
          command: { do: 'snooze', hostIds: ending.map((one) => one.host.hostId), minutes } as const,
        }
  const first = { label: 'Extend', command: extend }
  return { click: extend, actions: away === undefined ? [first, second] : [second, first] }
}

/** The notice before days off: which leases end before work begins again. `ending` is not empty. */
export function weekendNotification(
  ending: readonly { readonly hostId: string; readonly title: string; readonly pretend: boolean }[],
  beginsAtMs: number,
  nowMs: number,
): DesktopNotification {
  const names = shortNames(ending.map((host) => host.title)).map((name, index) =>
    ending[index]?.pretend === true ? `${name} (pretend)` : name,
  )
  const hostIds = ending.map((host) => host.hostId)
  const more = names.length > 2 ? ` and ${names.length - 2} more` : ''
  const told = { kind: 'weekend', atMs: nowMs } as const
  const extend: DesktopCommand = { do: 'extendDialog', hostIds, told }
  return {
    id: 'weekend',
    title: `${count(ending.length, 'lease')} ${verb(ending.length)} before ${weekday(beginsAtMs, nowMs)}`,
    body: `${names.slice(0, 2).join(', ')}${more}. Extend what you need after your days off.`,
    urgency: 'normal',
    hostIds,
    click: extend,
    actions: [
      { label: 'Extend', command: extend },
      { label: 'Show', command: { do: 'open' } },
    ],
  }
}

function weekday(atMs: number, nowMs: number): string {
  const text = momentText(atMs, nowMs)
  return text.startsWith('today ') ? clockText(atMs) : text
}
