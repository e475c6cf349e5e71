import { tagsOf } from '@shared/domain/host'
import type { HostRecord } from '@main/ports/inventory'
import { at } from './moments'

/** What a spreadsheet would take for a formula; what is before it does not save it. */
const FORMULA = /^\s*[=+\-@\t\r\n]/
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/

const COLUMNS: readonly (readonly [string, (host: HostRecord) => string | undefined])[] = [
  ['Hostname', (host) => host.hostname],
  ['Name', (host) => host.name],
  ['Provider', (host) => host.provider],
  ['Instance', (host) => host.instance],
  ['Action', (host) => host.action],
  ['Offering', (host) => host.offering],
  ['OS', (host) => host.os],
  ['State', (host) => host.state],
  ['Lease ends', ({ lease }) => (lease === undefined ? undefined : at(lease.endsAtMs))],
  ['Lease from', ({ lease }) => lease?.source],
  ['Checked out', (host) => (host.checkedOutAtMs === undefined ? undefined : at(host.checkedOutAtMs))],
  ['Tags', (host) => tagsOf(host.labels).join(', ')],
  ['Problem', (host) => host.problem],
  ['Task', (host) => host.taskId?.toString()],
  ['Id', (host) => host.id],
]

/**
 * The table of hosts as CSV (RFC 4180): a header, one row for each host, CRLF, UTF-8, moments in UTC. `more` are the
 * titles of the columns that the settings file adds; their cells stand after those of `csvRow`. A cell that a
 * spreadsheet would take for a formula begins with an apostrophe, which makes it a text there.
 */
export function hostsCsv(rows: readonly (readonly string[])[], more: readonly string[] = []): string {
  const own = COLUMNS.map(([title]) => title)
  // Two columns of one name are one to many programs.
  const others = more.map((title) => (own.includes(title) ? `${title} (inventory_fields)` : title))
  return [[...own, ...others], ...rows]
    .map((row) => `${row.map((cell) => csvCell(cell)).join(',')}\r\n`)
    .join('')
}

/** The cells of a host, in the order of the header, without the columns of the settings file. */
export function csvRow(host: HostRecord): string[] {
  return COLUMNS.map(([, valueOf]) => valueOf(host) ?? '')
}

/** One cell. */
export function csvCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
