import type { JsonObject } from '@shared/lib/json'
import { present, stamp, take, type Api } from '@main/testing/awx/api'
import { detail, forbidden, invalid, noSuchRoute, ok, type Answer } from '@main/testing/awx/http/answer'
import { bodyOf, userOf, type Ask } from '@main/testing/awx/http/ask'
import type { Authentication } from '@main/testing/awx/http/authentication'
import type { Handler, Router } from '@main/testing/awx/http/router'
import { tokenModel } from '@main/testing/awx/query/leaf-models'
import { list, page } from '@main/testing/awx/query/page'
import { userSummary } from '@main/testing/awx/resources/summaries'
import type { Token, User } from '@main/testing/awx/store/records'

const TOKEN_FIELDS = { description: 'string', application: 'id', scope: 'string' } as const
const HIDDEN = '************'
const SCOPES = new Set(['read', 'write'])

function tokenUrl(api: Api, token: Token): string {
  return token.at === 'gateway'
    ? api.outside(`/api/gateway/v1/tokens/${token.id}/`)
    : api.link(`/tokens/${token.id}/`)
}

/** `secret`: only the answer to the creation shows the token. */
function showToken(api: Api, token: Token, secret: boolean): JsonObject {
  const url = tokenUrl(api, token)
  return present({
    id: token.id,
    type: token.at === 'gateway' ? 'token' : 'o_auth2_access_token',
    url,
    related: { user: api.link(`/users/${token.user.id}/`), activity_stream: `${url}activity_stream/` },
    summary_fields: { user: userSummary(token.user) },
    created: stamp(api, token.createdMs),
    modified: stamp(api, token.createdMs),
    description: token.description,
    user: token.user.id,
    token: secret ? token.token : HIDDEN,
    refresh_token: token.refreshToken === undefined ? null : HIDDEN,
    application: null,
    expires: stamp(api, token.expiresAtMs),
    scope: token.scope,
  })
}

function create(api: Api, authentication: Authentication, ask: Ask, at: Token['at'], owner: User): Answer {
  const user = userOf(ask)
  if (owner !== user && user.spec.superuser !== true) throw forbidden()
  if (owner.spec.external === true) {
    throw forbidden(
      'OAuth2 Tokens cannot be created by users associated with an external authentication provider (ldap)',
    )
  }
  const { scope = 'write', description = '' } = bodyOf(ask)
  const words = typeof scope === 'string' ? scope.split(' ') : []
  if (words.length === 0 || !words.every((word) => SCOPES.has(word))) {
    throw invalid({
      scope: ["Must be a simple space-separated string with allowed scopes ['read', 'write']."],
    })
  }
  const token = authentication.makeToken(owner, {
    scope: words.join(' '),
    at,
    description: typeof description === 'string' ? description : '',
  })
  return { status: 201, json: showToken(api, token, true), headers: { Location: tokenUrl(api, token) } }
}

/** Tokens at the controller and, behind the platform gateway, those of the gateway: neither lists the other's. */
export function addTokens(api: Api, authentication: Authentication, router: Router, gateway: Router): void {
  const offered =
    (handler: Handler): Handler =>
    (ask) => {
      if (!api.settings.tokenEndpoints) throw noSuchRoute()
      return handler(ask)
    }
  const collection = (
    at: Token['at'],
    ownerOf: (ask: Ask) => User,
    all: boolean,
  ): Record<string, Handler> => ({
    GET: offered((ask) => {
      const reader = userOf(ask)
      const rows = [...api.store.tokens.values()].filter(
        (token) =>
          token.at === at &&
          (all ? reader.spec.superuser === true || token.user === reader : token.user === ownerOf(ask)),
      )
      return list(api, ask, tokenModel, rows, (token) => showToken(api, token, false))
    }),
    POST: offered((ask) => create(api, authentication, ask, at, ownerOf(ask))),
  })
  const one = (at: Token['at']): Record<string, Handler> => {
    const find = (ask: Ask): Token => {
      const token = take(api, userOf(ask), 'OAuth2AccessToken', ask.params['id'], { byId: api.store.tokens })
      if (token.at !== at) throw detail(404, 'Not found.')
      return token
    }
    return {
      GET: offered((ask) => ok(showToken(api, find(ask), false))),
      DELETE: offered((ask) => {
        api.store.tokens.delete(find(ask).id)
        return { status: 204 }
      }),
    }
  }
  const named = (ask: Ask): User =>
    take(api, userOf(ask), 'User', ask.params['id'], {
      byId: api.store.users,
      key: (user) => user.spec.username,
    })
  router.add('/tokens/', collection('controller', userOf, true), { model: tokenModel, accepts: TOKEN_FIELDS })
  router.add('/tokens/:id/', one('controller'))
  router.add('/tokens/:id/activity_stream/', { GET: (ask) => page(api, ask, [], () => ({})) })
  for (const name of ['personal_tokens', 'tokens', 'authorized_tokens']) {
    router.add(`/users/:id/${name}/`, collection('controller', named, false))
  }
  if (api.flavour.gateway) {
    gateway.add('/tokens/', collection('gateway', userOf, true))
    gateway.add('/tokens/:id/', one('gateway'))
    gateway.add('/tokens/:id/activity_stream/', { GET: (ask) => page(api, ask, [], () => ({})) })
  }
}
