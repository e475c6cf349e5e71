import type { Api } from '@main/testing/awx/api'
import { ApiError, detail, html, invalid, ok, type Answer } from '@main/testing/awx/http/answer'
import { formOf, userOf, type Ask } from '@main/testing/awx/http/ask'
import { TOKEN_LIFE_MS, type Authentication } from '@main/testing/awx/http/authentication'
import type { Router } from '@main/testing/awx/http/router'
import { page } from '@main/testing/awx/query/page'
import { csrfCookie } from '@main/testing/awx/resources/roots'
import { showUser } from '@main/testing/awx/resources/users'

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
  const grant = (ask: Ask): Answer => passwordGrant(api, authentication, ask)
  if (!api.flavour.gateway) {
    outside.add('/api/login/', { GET: form, POST: login }, { isPublic: true })
    outside.add('/api/logout/', { GET: logout, POST: logout }, { isPublic: true })
    outside.add('/api/o/', { GET: () => ok({ token: api.outside('/api/o/token/') }) })
    outside.add('/api/o/token/', { POST: grant }, { isPublic: true })
    return
  }
  outside.add('/o/token/', { POST: grant }, { isPublic: true })
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

/** OAuth 2, resource owner password: any client may ask here. */
function passwordGrant(api: Api, authentication: Authentication, ask: Ask): Answer {
  const fields = formOf(ask)
  const grantType = fields.get('grant_type')
  if (grantType !== 'password') throw invalid({ error: 'unsupported_grant_type' })
  const clientId = fields.get('client_id') ?? ask.headers['authorization'] ?? ''
  if (clientId === '') throw new ApiError({ status: 401, json: { error: 'invalid_client' } })
  let token
  try {
    const user = authentication.check(fields.get('username') ?? '', fields.get('password') ?? '')
    const scope = fields.get('scope') ?? 'read'
    token = authentication.makeToken(user, {
      scope,
      at: api.flavour.gateway ? 'gateway' : 'controller',
      description: '',
      refresh: true,
    })
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    throw invalid({ error: 'invalid_grant', error_description: 'Invalid credentials given.' })
  }
  return ok({
    access_token: token.token,
    expires_in: TOKEN_LIFE_MS / 1000,
    token_type: 'Bearer',
    scope: token.scope,
    refresh_token: token.refreshToken,
  })
}
