import type { Api } from '@main/testing/awx/api'
import { detail, ok, type Answer } from '@main/testing/awx/http/answer'
import type { Ask } from '@main/testing/awx/http/ask'
import { filtered } from '@main/testing/awx/query/filter'
import type { Model } from '@main/testing/awx/query/model'

const DEFAULT_SIZE = 25
/** More are never sent at once. */
export const MOST_ON_A_PAGE = 200

/** One page of rows in AWX's envelope: 25 by default, 200 at most, whatever is asked. */
export function page<T>(
  api: Api,
  ask: Ask,
  rows: readonly T[],
  show: (row: T) => unknown,
  headers?: Answer['headers'],
): Answer {
  const given = ask.query.get('page_size')
  const asked = given !== null && /^\d+$/.test(given) ? Number(given) : 0
  const size = asked === 0 ? DEFAULT_SIZE : Math.min(asked, MOST_ON_A_PAGE)
  const pages = Math.max(1, Math.ceil(rows.length / size))
  const number = pageNumber(ask.query.get('page'), pages)
  const results = rows.slice((number - 1) * size, number * size).map(show)
  if (ask.query.has('count_disabled')) return ok({ results }, headers)
  if (given !== null && !/^\d+$/.test(given) && number < pages) {
    throw detail(500, 'A server error has occurred.')
  }
  const linkTo = (target: number): string | null => {
    if (target < 1 || target > pages) return null
    const query = new URLSearchParams(ask.query)
    query.set('page', String(target))
    if (asked > MOST_ON_A_PAGE) query.set('page_size', String(MOST_ON_A_PAGE))
    query.sort()
    return `${api.outside(ask.path)}?${query.toString()}`
  }
  return ok({ count: rows.length, next: linkTo(number + 1), previous: linkTo(number - 1), results }, headers)
}

function pageNumber(given: string | null, pages: number): number {
  if (given === null || given === '') return 1
  if (given === 'last') return pages
  const number = /^\d+$/.test(given) ? Number(given) : 0
  if (number < 1 || number > pages) throw detail(404, 'Invalid page.')
  return number
}

/** Filters, orders and pages. */
export function list<T extends object>(
  api: Api,
  ask: Ask,
  model: Model,
  rows: readonly T[],
  show: (row: T) => unknown,
  headers?: Answer['headers'],
): Answer {
  return page(api, ask, filtered(model, rows, ask.query, api.settings.clockSkewMs), show, headers)
}
