import { randomBytes } from 'node:crypto'
import type { Api } from '@main/testing/awx/api'
import { stamp } from '@main/testing/awx/api'
import { html, ok, type Answer } from '@main/testing/awx/http/answer'
import { userOf, type Ask } from '@main/testing/awx/http/ask'
import type { Router } from '@main/testing/awx/http/router'
import { page } from '@main/testing/awx/query/page'
import { showUser } from '@main/testing/awx/resources/users'

/** The names in the controller's root, with their paths where they differ. */
const RESOURCES: Readonly<Record<string, string>> = {
  ping: 'ping',
  config: 'config',
  me: 'me',
  organizations: 'organizations',
  users: 'users',
  projects: 'projects',
  tokens: 'tokens',
  inventory: 'inventories',
  hosts: 'hosts',
  credentials: 'credentials',
  instance_groups: 'instance_groups',
  job_templates: 'job_templates',
  jobs: 'jobs',
  project_updates: 'project_updates',
  labels: 'labels',
  unified_job_templates: 'unified_job_templates',
  unified_jobs: 'unified_jobs',
  workflow_job_templates: 'workflow_job_templates',
  workflow_jobs: 'workflow_jobs',
  workflow_approvals: 'workflow_approvals',
  workflow_job_template_nodes: 'workflow_job_template_nodes',
  workflow_job_nodes: 'workflow_job_nodes',
}

/** Lists of what there is nothing of here: clients look them up all the same. */
const EMPTY = [
  'activity_stream',
  'ad_hoc_commands',
  'applications',
  'credential_types',
  'groups',
  'instances',
  'inventory_sources',
  'inventory_updates',
  'notification_templates',
  'notifications',
  'roles',
  'schedules',
  'system_job_templates',
  'system_jobs',
  'teams',
] as const

/** A cookie for the check of forms, unless the browser has one. */
export function csrfCookie(api: Api, ask: Ask): Record<string, string[]> {
  if (ask.cookies['csrftoken'] !== undefined) return {}
  const secure = api.secure ? '; Secure' : ''
  return { 'Set-Cookie': [`csrftoken=${randomBytes(16).toString('hex')}; Path=/; SameSite=Lax${secure}`] }
}

/** The API's roots and what a client asks to find out what it speaks with. */
export function addRoots(api: Api, outside: Router, router: Router): void {
  const { flavour } = api
  const controllerRoot = (ask: Ask): Answer => {
    const v2 = api.link('/')
    return ok(
      {
        description: 'AWX REST API',
        current_version: v2,
        available_versions: { v2 },
        ...(flavour.gateway ? {} : { oauth2: api.outside('/api/o/') }),
        custom_logo: '',
        custom_login_info: '',
        login_redirect_override: '',
      },
      csrfCookie(api, ask),
    )
  }
  if (flavour.gateway) {
    const apis = { gateway: api.outside('/api/gateway/'), controller: api.outside('/api/controller/') }
    outside.add(
      '/api/',
      { GET: (ask) => ok({ description: 'AAP gateway REST API', apis }, csrfCookie(api, ask)) },
      { isPublic: true },
    )
  }
  outside.add(flavour.root, { GET: controllerRoot }, { isPublic: true, knowsUsers: true })
  outside.add(
    '/migrations_notran/',
    { GET: () => html(200, 'Ansible AWX is upgrading.') },
    { isPublic: true },
  )
  // Not spoken here; what asks for it is told so and goes on polling.
  for (const path of ['/websocket/', '/api/websocket/', '/api/controller/v2/websocket/']) {
    outside.add(path, { GET: () => html(404, 'Not Found') }, { isPublic: true })
  }
  const resources = {
    ...RESOURCES,
    ...(flavour.executionEnvironments ? { execution_environments: 'execution_environments' } : {}),
    ...Object.fromEntries(EMPTY.map((name) => [name, name])),
  }
  const paths = Object.entries(resources).map(([name, path]) => [name, api.link(`/${path}/`)])
  router.add('/', { GET: () => ok(Object.fromEntries(paths)) }, { isPublic: true, knowsUsers: true })
  for (const name of EMPTY) {
    router.add(`/${name}/`, { GET: (ask) => page(api, ask, [], () => ({})) })
  }
  router.add('/ping/', { GET: () => ok(ping(api)) }, { isPublic: true })
  router.add('/me/', {
    GET: (ask) => page(api, ask, [userOf(ask)], (user) => showUser(api, userOf(ask), user)),
  })
  router.add('/config/', { GET: () => ok(config(api)) })
}

function ping(api: Api): object {
  const node = 'ctl1.example.com'
  return {
    ha: false,
    version: api.version,
    active_node: node,
    install_uuid: '0b3c5f7a-52d1-4a1b-9f0e-5d1c2b3a4f60',
    instances: [
      {
        node,
        node_type: 'hybrid',
        uuid: '00000000-0000-0000-0000-000000000000',
        heartbeat: stamp(api, api.now()),
        capacity: 57,
        version: api.version,
      },
    ],
    instance_groups: [{ name: 'default', capacity: 57, instances: [node] }],
  }
}

function config(api: Api): object {
  const valid = api.settings.license === 'valid'
  return {
    time_zone: 'UTC',
    license_info: valid
      ? { license_type: api.flavour.name === 'awx' ? 'open' : 'enterprise', valid_key: true, compliant: true }
      : { license_type: 'UNLICENSED', valid_key: false },
    version: api.version,
    eula: '',
    analytics_status: 'off',
    become_methods: [['sudo', 'Sudo']],
  }
}
