import type { Api } from '@main/testing/awx/api'
import { ApiError, detail, html, invalid, ok, type Answer } from '@main/testing/awx/http/answer'
import { formOf, userOf, type Ask } from '@main/testing/awx/http/ask'
import { TOKEN_LIFE_MS, type Authentication } from '@main/testing/awx/http/authentication'
import type { Router } from '@main/testing/awx/http/router'
import { page } from '@main/testing/awx/query/page'
import { csrfCookie } from '@main/testing/awx/resources/roots'
import { showUser } from '@main/testing/awx/resources/users'
import type { Token, User } from '@main/testing/awx/store/records'

/** The page's login, the password grant, and what the platform gateway has of its own. */
export function addSessions(
  api: Api,
  authentication: Authentication,
  outside: Router,
  gateway: Router,
): void {
  const form = (ask: Ask): Answer => html(200, 'Log in', csrfCookie(api, ask))
  const login = (ask: Ask): Answer => logIn(api, authentication, ask)
  const logout = (ask: Ask): Answer => {
    authentication.closeSession(ask.cookies[authentication.sessionCookie] ?? '')
    return { status: 302, headers: { Location: api.outside('/api/') } }
  }
  const grant = (ask: Ask): Answer => grantToken(api, authentication, ask)
  const revoke = (ask: Ask): Answer => revokeToken(api, ask)
  if (!api.flavour.gateway) {
    outside.add('/api/login/', { GET: form, POST: login }, { isPublic: true })
    outside.add('/api/logout/', { GET: logout, POST: logout }, { isPublic: true })
    const at = (name: string): string => api.outside(`/api/o/${name}/`)
    outside.add(
      '/api/o/',
      { GET: () => ok({ token: at('token'), revoke_token: at('revoke_token') }) },
      { isPublic: true },
    )
    outside.add('/api/o/token/', { POST: grant }, { isPublic: true })
    outside.add('/api/o/revoke_token/', { POST: revoke }, { isPublic: true })
    return
  }
  outside.add('/o/token/', { POST: grant }, { isPublic: true })
  outside.add('/o/revoke_token/', { POST: revoke }, { isPublic: true })
  outside.add(
    '/api/controller/login/',
    {
      GET: form,
      POST: () => {
        throw detail(401, 'Please log in via Platform Authentication.')
      },
    },
    { isPublic: true },
  )
  gateway.add('/login/', { GET: form, POST: login }, { isPublic: true })
  gateway.add('/logout/', { GET: logout, POST: logout }, { isPublic: true })
  gateway.add(
    '/ping/',
    {
      GET: () =>
        ok({ version: '2.5.20250115', pong: '1', status: 'good', db_connected: true, proxy_connected: true }),
    },
    { isPublic: true },
  )
  gateway.add('/me/', {
    GET: (ask) =>
      page(api, ask, [userOf(ask)], (user) => {
        const { is_system_auditor: auditor, ...shown } = showUser(api, user, user)
        return {
          ...shown,
          url: api.outside(`/api/gateway/v1/users/${user.id}/`),
          is_platform_auditor: auditor,
          summary_fields: {
            resource: { ansible_id: `00000000-0000-4000-8000-${String(user.id).padStart(12, '0')}` },
          },
        }
      }),
  })
}

/** Django's login form: 302 and cookies, or 401 with a page. */
function logIn(api: Api, authentication: Authentication, ask: Ask): Answer {
  const fields = formOf(ask)
  const cookie = ask.cookies['csrftoken']
  const given = ask.headers['x-csrftoken'] ?? fields.get('csrfmiddlewaretoken')
  if (cookie === undefined || given !== cookie) return html(403, 'Forbidden: CSRF verification failed.')
  let session: string
  try {
    session = authentication.openSession(
      authentication.check(fields.get('username') ?? '', fields.get('password') ?? ''),
    )
  } catch (error) {
    if (error instanceof ApiError) return html(401, 'Your username or password is incorrect.')
    throw error
  }
  const secure = api.secure ? '; Secure' : ''
  const next = fields.get('next') ?? ''
  return {
    status: 302,
    headers: {
      Location: next.startsWith('/') ? next : api.outside('/api/'),
      'X-API-Session-Cookie-Name': authentication.sessionCookie,
      'Set-Cookie': [
        `${authentication.sessionCookie}=${session}; Path=/; HttpOnly; SameSite=Lax${secure}`,
        `userLoggedIn=true; Path=/; SameSite=Lax${secure}`,
      ],
    },
  }
}

/** OAuth 2, by the owner's password or by a refresh token: any client may ask here. */
function grantToken(api: Api, authentication: Authentication, ask: Ask): Answer {
  const fields = formOf(ask)
  const grantType = fields.get('grant_type')
  requireClient(fields, ask)
  if (grantType !== 'password' && grantType !== 'refresh_token') {
    throw invalid({ error: 'unsupported_grant_type' })
  }
  const token =
    grantType === 'password'
      ? byPassword(api, authentication, fields)
      : byRefreshToken(api, authentication, fields)
  return ok({
    access_token: token.token,
    expires_in: TOKEN_LIFE_MS / 1000,
    token_type: 'Bearer',
    scope: token.scope,
    refresh_token: token.refreshToken,
  })
}

function requireClient(fields: URLSearchParams, ask: Ask): void {
  const clientId = fields.get('client_id') ?? ask.headers['authorization'] ?? ''
  if (clientId === '') throw new ApiError({ status: 401, json: { error: 'invalid_client' } })
}

function byPassword(api: Api, authentication: Authentication, fields: URLSearchParams): Token {
  let user
  try {
    user = authentication.check(fields.get('username') ?? '', fields.get('password') ?? '')
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    throw invalid({ error: 'invalid_grant', error_description: 'Invalid credentials given.' })
  }
  return grantTo(api, authentication, user, fields.get('scope') ?? 'read')
}

/** The access token before it is over with that. */
function byRefreshToken(api: Api, authentication: Authentication, fields: URLSearchParams): Token {
  const before = [...api.store.tokens.values()].find(
    ({ refreshToken }) => refreshToken !== undefined && refreshToken === fields.get('refresh_token'),
  )
  if (before === undefined) throw invalid({ error: 'invalid_grant' })
  api.store.tokens.delete(before.id)
  return grantTo(api, authentication, before.user, fields.get('scope') ?? before.scope)
}

function grantTo(api: Api, authentication: Authentication, user: User, scope: string): Token {
  return authentication.makeToken(user, {
    scope,
    at: api.flavour.gateway ? 'gateway' : 'controller',
    description: '',
    refresh: true,
  })
}

/** 200 whether there is such a token or not (RFC 7009). */
function revokeToken(api: Api, ask: Ask): Answer {
  const fields = formOf(ask)
  requireClient(fields, ask)
  const given = fields.get('token')
  for (const { id, token, refreshToken } of api.store.tokens.values()) {
    if (given !== null && (token === given || refreshToken === given)) api.store.tokens.delete(id)
  }
  return { status: 200 }
}
