import type { Api } from '@main/testing/awx/api'
import { ApiError, html, type Answer } from '@main/testing/awx/http/answer'
import type { Ask } from '@main/testing/awx/http/ask'
import type { Authentication } from '@main/testing/awx/http/authentication'
import { optionsAnswer } from '@main/testing/awx/http/options'
import type { FoundRoute, Router } from '@main/testing/awx/http/router'

/** Which of the server's parts a path belongs to. */
export interface Part {
  readonly prefix: string
  readonly router: Router
}

const PASSED_BY = /^\/(api\/(login|logout)\/|migrations_notran\/|websocket\/)/

/** Finds the handler: the missing slash, who asks, what is not allowed, and browsers are settled here. */
export async function dispatch(
  api: Api,
  authentication: Authentication,
  parts: readonly Part[],
  ask: Ask,
): Promise<Answer> {
  if (api.settings.migrating && !ask.path.startsWith('/migrations_notran/')) {
    return { status: 302, headers: { Location: api.outside('/migrations_notran/') } }
  }
  if (!ask.path.endsWith('/')) {
    const query = ask.query.toString()
    return {
      status: 301,
      headers: { Location: `${api.outside(ask.path)}/${query === '' ? '' : `?${query}`}` },
    }
  }
  const part = parts.find(({ prefix }) => ask.path.startsWith(prefix))
  if (part === undefined) return html(404, 'Not Found')
  const route = part.router.find(`/${ask.path.slice(part.prefix.length)}`)
  ask.params = route.params
  if (PASSED_BY.test(ask.path)) return await route.handler(ask.method)(ask)
  try {
    return allowing(route, await handle(authentication, route, ask))
  } catch (error) {
    throw error instanceof ApiError ? new ApiError(allowing(route, error.answer)) : error
  }
}

async function handle(authentication: Authentication, route: FoundRoute, ask: Ask): Promise<Answer> {
  identify(authentication, route, ask)
  if (ask.method === 'OPTIONS') return optionsAnswer(route)
  const answer = await route.handler(ask.method)(ask)
  return wantsPage(ask, answer) ? browsable(ask, answer) : answer
}

/** Every answer of the API tells what its path allows, refusals too. */
function allowing(route: FoundRoute, answer: Answer): Answer {
  return { ...answer, headers: { Allow: route.allow, ...answer.headers } }
}

/** A public route that knows no users tells everybody the same, whatever they say of themselves. */
function identify(authentication: Authentication, route: FoundRoute, ask: Ask): void {
  try {
    authentication.authenticate(ask)
  } catch (error) {
    if (!route.isPublic || route.knowsUsers) throw error
  }
  if (ask.user === undefined && !route.isPublic) throw authentication.refuse()
}

function wantsPage(ask: Ask, answer: Answer): boolean {
  if (answer.json === undefined || ask.method === 'HEAD') return false
  const format = ask.query.get('format')
  if (format !== null) return format === 'api'
  return (ask.headers['accept'] ?? '').split(',')[0]?.startsWith('text/html') === true
}

/** The browsable API, in short. */
function browsable(ask: Ask, answer: Answer): Answer {
  const json = JSON.stringify(answer.json, null, 4).replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return {
    status: answer.status,
    type: 'text/html; charset=utf-8',
    text: `<!DOCTYPE html>\n<html><head><title>REST API</title></head><body><b>${ask.method}</b><pre>${json}</pre></body></html>\n`,
    ...(answer.headers === undefined ? {} : { headers: answer.headers }),
  }
}
