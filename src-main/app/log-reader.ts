import { readFileSync } from 'node:fs'
import { appLogLevelSchema, type AppLogEntry, type AppLogLevel } from '@shared/domain/app-log'
import { KEPT_FILES, numbered } from '@main/app/logging'
import type { AppLog, AppLogQuery } from '@main/ports/app-log'
import { asObject } from '@main/settings/values'

const LEVELS: readonly AppLogLevel[] = appLogLevelSchema.options
const TEXT_LINE = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) (DEBUG|INFO|WARN|ERROR) +(.*)$/u

/** Reads the files of the log, the oldest first. They are small by design: all of them are read for each look. */
export function logReader(file: string): AppLog {
  return { read: (query) => readLog(file, query) }
}

function readLog(
  file: string,
  { level, search, limit }: AppLogQuery,
): { readonly entries: readonly AppLogEntry[]; readonly total: number } {
  const least = LEVELS.indexOf(level)
  const words = search.toLowerCase().split(/\s+/u).filter(Boolean)
  const files = Array.from({ length: KEPT_FILES }, (_, at) => numbered(file, KEPT_FILES - 1 - at))
  const found = files
    .flatMap(linesOf)
    .map((line, index) => entryOf(line, index + 1))
    .filter(
      (entry) =>
        (entry.level === undefined || LEVELS.indexOf(entry.level) >= least) &&
        words.every((word) => entry.text.toLowerCase().includes(word)),
    )
  return { entries: found.slice(-limit), total: found.length }
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean)
  } catch {
    // Not there yet, or moved on this very moment: the next look finds it.
    return []
  }
}

/** An entry as it was written, as text or as JSON; anything else stays a line. */
export function entryOf(line: string, number: number): AppLogEntry {
  const match = TEXT_LINE.exec(line)
  if (match !== null) {
    const [, at = '', level = '', text = ''] = match
    return { number, at, level: appLogLevelSchema.parse(level.toLowerCase()), text }
  }
  const said = line.startsWith('{') ? parsed(line) : undefined
  const level = appLogLevelSchema.safeParse(said?.['level']).data
  if (said === undefined || level === undefined) return { number, text: line }
  const { at, message, details } = said
  const rest = details === undefined ? '' : ` ${JSON.stringify(details)}`
  return { number, ...(typeof at === 'string' ? { at } : {}), level, text: `${String(message)}${rest}` }
}

function parsed(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return asObject(JSON.parse(line))
  } catch {
    return undefined
  }
}
