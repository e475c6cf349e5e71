import type { AppLogEntry } from '@shared/domain/app-log'
import { clockText } from '@shared/lib/time-text'
import type { LogLine } from '@renderer/ui/log-lines'

/** An entry as a line of the log's view, with its day where that is not today's; the level is said in words, too, because colour alone says nothing. */
export function lineOf({ number, at, level, text }: AppLogEntry, today: Date): LogLine {
  const moment = at === undefined ? undefined : new Date(at)
  const isOther = moment !== undefined && moment.toDateString() !== today.toDateString()
  const words = [
    ...(isOther ? [dayText(moment)] : []),
    ...(level === undefined || level === 'info' ? [] : [level.toUpperCase()]),
    text,
  ]
  return {
    number,
    time: moment === undefined ? '' : clockText(moment.getTime(), true),
    text: words.join(' '),
    ...(level === 'warn' || level === 'error' ? { level } : {}),
  }
}

/** The log goes over days, and its column for the time has room for the time alone. */
function dayText(at: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}
