import { tagsOf } from '@shared/domain/host'
import type { HostRecord } from '@main/ports/inventory'

/** After every text: a host without the value comes last. */
const LAST = '\u{10ffff}'

/** Sorts as people read: without regard to case, and host-2 before host-10. */
export function naturalKey(text: string | undefined | null): string {
  if (text === undefined || text === null || text === '') return LAST
  return text.toLowerCase().replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, '').padStart(12, '0'))
}

/** What the derived columns of a host are made from. */
export interface Described {
  readonly name?: string | undefined
  readonly hostname?: string | undefined
  readonly os?: string | undefined
  readonly offering: string
  readonly instance: string
  readonly labels: HostRecord['labels']
}

/** The columns that lists are sorted and searched by. */
export function derivedColumns(host: Described): {
  readonly sort_name: string
  readonly sort_os: string
  readonly search_text: string
} {
  const texts = [host.hostname, host.name, host.offering, host.instance, ...tagsOf(host.labels)]
  return {
    sort_name: naturalKey(host.hostname ?? host.name ?? host.offering),
    sort_os: naturalKey(host.os),
    // Words are looked for one by one, so none can match across the line between two texts.
    search_text: texts
      .filter((text) => text !== undefined)
      .map(searchable)
      .join('\n'),
  }
}

function searchable(text: string): string {
  return text.toLowerCase().replaceAll('\0', '')
}

/** The words of a search: each has to be somewhere in the text. */
export function searchWords(search: string | undefined): readonly string[] {
  return searchable(search ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
}
