import type { Api } from '@main/testing/awx/api'
import { methodNotAllowed, noSuchRoute, ok, type Answer } from '@main/testing/awx/http/answer'
import { bodyOf, type Ask } from '@main/testing/awx/http/ask'
import { SWITCHBOARD_PATH } from '@main/testing/awx/http/listener'
import type { RequestRecord } from '@main/testing/awx/record'
import type { Switchboard } from '@main/testing/awx/trouble'
import { ruleSchema, settingsSchema } from '@main/testing/awx/control-schemas'

/** The switchboard over HTTP, for people with curl; README.md in this folder lists the paths. */
export function control(
  about: { readonly api: Api; readonly trouble: Switchboard; readonly record: RequestRecord },
  ask: Ask,
): Answer {
  const { api, trouble, record } = about
  const name = ask.path.slice(SWITCHBOARD_PATH.length).replace(/\/$/, '')
  const isPost = ask.method === 'POST'
  switch (`${ask.method} ${name}`) {
    case 'GET ':
      return ok({
        settings: trouble.settings,
        rules: trouble.rules().map(({ rule, hits }) => ({ ...rule, hits })),
        counters: record.counters(),
      })
    case 'POST rules':
      return ok({ ...trouble.add(ruleSchema.parse(bodyOf(ask))).rule })
    case 'DELETE rules':
      trouble.clear()
      return { status: 204 }
    case 'POST settings':
      trouble.set(settingsSchema.parse(bodyOf(ask)))
      return ok(trouble.settings)
    case 'POST reset':
      trouble.reset()
      return { status: 204 }
    case 'POST expire-tokens':
    case 'POST revoke-tokens': {
      const { username } = bodyOf(ask)
      const who = typeof username === 'string' ? username : undefined
      if (name === 'expire-tokens') trouble.expireTokens(who)
      else trouble.revokeTokens(who)
      return { status: 204 }
    }
    case 'GET requests':
      return ok(record.find().map(({ query, ...request }) => ({ ...request, query: query.toString() })))
    case 'DELETE requests':
      record.forget()
      return { status: 204 }
    case 'GET launches':
      return ok(api.launches)
    case 'GET machines':
      return ok(api.engine.machines.all())
  }
  throw isPost ? noSuchRoute() : methodNotAllowed(ask.method)
}
