import type { JsonObject } from '@shared/lib/json'
import { present, stamp, stampOrNull, take, type Api } from '@main/testing/awx/api'
import {
  ApiError,
  forbidden,
  invalid,
  methodNotAllowed,
  ok,
  type Answer,
} from '@main/testing/awx/http/answer'
import { bodyOf, userOf, type Ask } from '@main/testing/awx/http/ask'
import type { Router } from '@main/testing/awx/http/router'
import { hostModel } from '@main/testing/awx/query/models'
import { list } from '@main/testing/awx/query/page'
import { inventorySummary } from '@main/testing/awx/resources/summaries'
import { parseVars } from '@main/testing/awx/runs/vars'
import { mayRead } from '@main/testing/awx/store/access'
import type { Host, User } from '@main/testing/awx/store/records'

export function showHost(api: Api, reader: User, host: Host): JsonObject {
  const related = (name: string): string => api.link(`/hosts/${host.id}/${name}/`)
  const mayEdit = reader.spec.auditor !== true
  return present({
    id: host.id,
    type: 'host',
    url: api.link(`/hosts/${host.id}/`),
    related: {
      variable_data: related('variable_data'),
      groups: related('groups'),
      ansible_facts: related('ansible_facts'),
      inventory: api.link(`/inventories/${host.inventory.id}/`),
    },
    summary_fields: {
      inventory: inventorySummary(host.inventory),
      user_capabilities: { edit: mayEdit, delete: mayEdit },
      groups: { count: 0, results: [] },
      recent_jobs: [],
    },
    created: stamp(api, host.createdMs),
    modified: stamp(api, host.modifiedMs),
    name: host.name,
    description: host.description,
    inventory: host.inventory.id,
    enabled: host.enabled,
    instance_id: host.instanceId,
    variables: host.variables,
    has_active_failures: false,
    has_inventory_sources: false,
    last_job: host.lastJob?.id ?? null,
    last_job_host_summary: null,
    ansible_facts_modified: stampOrNull(api, host.factsModifiedMs),
  })
}

export function addHosts(api: Api, router: Router): void {
  const { store } = api
  const find = (ask: Ask): Host =>
    take(api, userOf(ask), 'Host', ask.params['id'], {
      byId: store.hosts,
      key: ({ name, inventory }) => `${name}++${inventory.spec.name}++${inventory.organization.name}`,
    })
  router.add('/hosts/', { GET: (ask) => listHosts(api, ask) }, { model: hostModel })
  router.add('/hosts/:id/', {
    GET: (ask) => ok(showHost(api, userOf(ask), find(ask))),
    DELETE: (ask) => {
      store.removeHost(find(ask))
      return { status: 204 }
    },
  })
  const change = (ask: Ask): Answer => {
    const host = find(ask)
    const before = ask.method === 'PATCH' ? parseVars(host.variables) : {}
    host.variables = JSON.stringify({ ...before, ...bodyOf(ask) })
    host.modifiedMs = api.now()
    return ok(parseVars(host.variables))
  }
  router.add('/hosts/:id/variable_data/', {
    GET: (ask) => ok(parseVars(find(ask).variables)),
    PUT: change,
    PATCH: change,
  })
  router.add('/hosts/:id/groups/', { GET: (ask) => list(api, ask, hostModel, [], () => ({})) })
  router.add('/hosts/:id/ansible_facts/', {
    GET: (ask) => {
      const host = find(ask)
      if (api.settings.factsForbidden) throw forbidden()
      const source = sourceOf(api, host)
      if (source === undefined) return ok(host.facts)
      return { status: 302, headers: { Location: api.link(`/hosts/${source.id}/ansible_facts/`) } }
    },
    POST: () => {
      throw methodNotAllowed('POST')
    },
  })
}

/** The list of hosts alone wraps every error of its filters in `error` (AWX 9-24, HostList). */
function listHosts(api: Api, ask: Ask): Answer {
  const reader = userOf(ask)
  const rows = [...api.store.hosts.values()].filter((row) => mayRead(reader, row))
  try {
    return list(api, ask, hostModel, rows, (row) => showHost(api, reader, row))
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const { json } = error.answer
    const text = typeof json === 'object' && json !== null && 'detail' in json ? String(json.detail) : ''
    throw invalid({ error: text })
  }
}

function sourceOf(api: Api, { source }: Host): Host | undefined {
  if (source === undefined) return undefined
  const inventory = api.store.inventoryNamed(source.inventory)
  return inventory === undefined ? undefined : api.store.hostNamed(inventory, source.host)
}
