import type { AppLogEntry } from '@shared/domain/app-log'
import type { LogLine } from '@renderer/ui/log-lines'

/** An entry as a line of the log's view; the level is said in words, too, because colour alone says nothing. */
export function lineOf({ number, at, level, text }: AppLogEntry): LogLine {
  return {
    number,
    time: at === undefined ? '' : localTime(new Date(at)),
    text: level === undefined || level === 'info' ? text : `${level.toUpperCase()} ${text}`,
    ...(level === 'warn' || level === 'error' ? { level } : {}),
  }
}

/** "11-12 13:56:04": the log goes over days. */
function localTime(at: Date): string {
  if (Number.isNaN(at.getTime())) return ''
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = `${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
}
