import type { JsonObject } from '@shared/lib/json'
import { present, stamp, take, type Api } from '@main/testing/awx/api'
import { ok } from '@main/testing/awx/http/answer'
import { userOf, type Ask } from '@main/testing/awx/http/ask'
import type { Router } from '@main/testing/awx/http/router'
import { hostModel, inventoryModel } from '@main/testing/awx/query/models'
import { list } from '@main/testing/awx/query/page'
import { showHost } from '@main/testing/awx/resources/hosts'
import { organizationSummary } from '@main/testing/awx/resources/summaries'
import { parseVars } from '@main/testing/awx/runs/vars'
import { mayRead, mayUse } from '@main/testing/awx/store/access'
import type { Inventory, User } from '@main/testing/awx/store/records'

export function inventoryKey(inventory: Inventory): string {
  return `${inventory.spec.name}++${inventory.organization.name}`
}

function showInventory(api: Api, reader: User, inventory: Inventory, isDetail: boolean): JsonObject {
  const { id, spec, organization } = inventory
  const related = (name: string): string => api.link(`/inventories/${id}/${name}/`)
  return present({
    id,
    type: 'inventory',
    url: api.link(`/inventories/${id}/`),
    related: present({
      named_url: isDetail ? api.link(`/inventories/${encodeURI(inventoryKey(inventory))}/`) : undefined,
      hosts: related('hosts'),
      groups: related('groups'),
      variable_data: related('variable_data'),
      organization: api.link(`/organizations/${organization.id}/`),
    }),
    summary_fields: {
      organization: organizationSummary(organization),
      user_capabilities: { edit: reader.spec.superuser === true, delete: false, copy: false, adhoc: false },
      labels: { count: 0, results: [] },
    },
    created: stamp(api, inventory.createdMs),
    modified: stamp(api, inventory.createdMs),
    name: spec.name,
    description: spec.description ?? '',
    organization: organization.id,
    kind: spec.kind ?? '',
    host_filter: spec.kind === 'smart' ? 'enabled=true' : null,
    variables: spec.variables ?? '',
    has_active_failures: false,
    total_hosts: inventory.hosts.size,
    hosts_with_active_failures: 0,
    total_groups: 0,
    has_inventory_sources: false,
    total_inventory_sources: 0,
    inventory_sources_with_failures: 0,
    pending_deletion: spec.pendingDeletion ?? false,
    prevent_instance_group_fallback: api.flavour.asksLabels ? false : undefined,
  })
}

export function addInventories(api: Api, router: Router): void {
  const { store } = api
  const find = (ask: Ask): Inventory =>
    take(api, userOf(ask), 'Inventory', ask.params['id'], { byId: store.inventories, key: inventoryKey })
  router.add(
    '/inventories/',
    {
      GET: (ask) => {
        const reader = userOf(ask)
        const role = ask.query.get('role_level')
        const rows = [...store.inventories.values()].filter((row) =>
          role === null ? mayRead(reader, row) : mayUse(reader, row),
        )
        return list(api, ask, inventoryModel, rows, (row) => showInventory(api, reader, row, false))
      },
    },
    { model: inventoryModel },
  )
  router.add('/inventories/:id/', { GET: (ask) => ok(showInventory(api, userOf(ask), find(ask), true)) })
  router.add('/inventories/:id/variable_data/', { GET: (ask) => ok(parseVars(find(ask).spec.variables)) })
  router.add('/inventories/:id/hosts/', {
    GET: (ask) => list(api, ask, hostModel, [...find(ask).hosts], (row) => showHost(api, userOf(ask), row)),
  })
  router.add('/inventories/:id/groups/', { GET: (ask) => list(api, ask, hostModel, [], () => ({})) })
}
