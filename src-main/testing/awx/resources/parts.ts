import type { Api } from '@main/testing/awx/api'
import type { Authentication } from '@main/testing/awx/http/authentication'
import type { Part } from '@main/testing/awx/http/dispatch'
import { ok } from '@main/testing/awx/http/answer'
import { Router } from '@main/testing/awx/http/router'
import { addEvents } from '@main/testing/awx/resources/events'
import { addHosts } from '@main/testing/awx/resources/hosts'
import { addInventories } from '@main/testing/awx/resources/inventories'
import { addLabels } from '@main/testing/awx/resources/labels'
import { addLaunch } from '@main/testing/awx/resources/launch'
import { addNodes } from '@main/testing/awx/resources/nodes'
import { addResources } from '@main/testing/awx/resources/resources'
import { addRoots } from '@main/testing/awx/resources/roots'
import { addRuns } from '@main/testing/awx/resources/runs'
import { addSessions } from '@main/testing/awx/resources/sessions'
import { addStdout } from '@main/testing/awx/resources/stdout'
import { addTemplates } from '@main/testing/awx/resources/templates'
import { addTokens } from '@main/testing/awx/resources/tokens'
import { addUsers } from '@main/testing/awx/resources/users'

/** All that answers, by the start of the path; the first that fits counts. */
export function buildParts(api: Api, authentication: Authentication): readonly Part[] {
  const outside = new Router()
  const controller = new Router()
  const gateway = new Router()
  addRoots(api, outside, controller)
  addSessions(api, authentication, outside, gateway)
  addTokens(api, authentication, controller, gateway)
  addUsers(api, controller)
  addLaunch(api, controller)
  addTemplates(api, controller)
  addInventories(api, controller)
  addHosts(api, controller)
  addLabels(api, controller)
  addResources(api, controller)
  addRuns(api, controller)
  addNodes(api, controller)
  addEvents(api, controller)
  addStdout(api, controller)
  const parts: Part[] = [
    { prefix: `${api.flavour.root}v2/websocket/`, router: outside },
    { prefix: `${api.flavour.root}v2/`, router: controller },
  ]
  if (api.flavour.gateway) {
    gateway.add('/', { GET: () => ok({ ping: '', me: '', tokens: '' }) }, { isPublic: true })
    outside.add(
      '/api/gateway/',
      {
        GET: () => ok({ available_versions: { v1: api.outside('/api/gateway/v1/') } }),
      },
      { isPublic: true },
    )
    parts.push({ prefix: '/api/gateway/v1/', router: gateway })
  }
  return [...parts, { prefix: '/', router: outside }]
}
