import type { JsonObject } from '@shared/lib/json'
import { notFound, present, stamp, stampOrNull, take, type Api } from '@main/testing/awx/api'
import { ok } from '@main/testing/awx/http/answer'
import { userOf } from '@main/testing/awx/http/ask'
import type { Router } from '@main/testing/awx/http/router'
import { organizationModel, projectModel, userModel } from '@main/testing/awx/query/models'
import { list } from '@main/testing/awx/query/page'
import { organizationSummary } from '@main/testing/awx/resources/summaries'
import type { Organization, Project, User } from '@main/testing/awx/store/records'

export function showUser(api: Api, reader: User, user: User): JsonObject {
  const path = `/users/${user.id}`
  const self = reader === user || reader.spec.superuser === true
  return {
    id: user.id,
    type: 'user',
    url: api.link(`${path}/`),
    related: {
      teams: api.link(`${path}/teams/`),
      organizations: api.link(`${path}/organizations/`),
      personal_tokens: api.link(`${path}/personal_tokens/`),
      tokens: api.link(`${path}/tokens/`),
    },
    summary_fields: { user_capabilities: { edit: self, delete: reader.spec.superuser === true && !self } },
    created: stamp(api, user.createdMs),
    modified: stamp(api, user.lastLoginMs ?? user.createdMs),
    username: user.spec.username,
    first_name: user.spec.firstName ?? '',
    last_name: user.spec.lastName ?? '',
    email: user.spec.email ?? '',
    is_superuser: user.spec.superuser ?? false,
    is_system_auditor: user.spec.auditor ?? false,
    password: '$encrypted$',
    ldap_dn: user.spec.external === true ? `uid=${user.spec.username},ou=people,dc=example,dc=com` : '',
    last_login: stampOrNull(api, user.lastLoginMs),
  }
}

function showOrganization(api: Api, organization: Organization): JsonObject {
  return {
    id: organization.id,
    type: 'organization',
    url: api.link(`/organizations/${organization.id}/`),
    related: {},
    summary_fields: { user_capabilities: { edit: false, delete: false } },
    created: stamp(api, organization.createdMs),
    modified: stamp(api, organization.createdMs),
    name: organization.name,
    description: '',
    max_hosts: 0,
    custom_virtualenv: null,
  }
}

export function showProject(api: Api, project: Project): JsonObject {
  const url = `/projects/${project.id}/`
  return present({
    id: project.id,
    type: 'project',
    url: api.link(url),
    related: { organization: api.link(`/organizations/${project.organization.id}/`) },
    summary_fields: {
      organization: organizationSummary(project.organization),
      user_capabilities: { edit: false, delete: false, start: false, schedule: false, copy: false },
    },
    created: stamp(api, project.createdMs),
    modified: stamp(api, project.createdMs),
    name: project.name,
    description: project.description,
    scm_type: 'git',
    scm_branch: 'main',
    status: project.failed ? 'failed' : 'successful',
    organization: project.organization.id,
    last_job_failed: project.failed,
  })
}

/** Users, organizations and projects: what other objects refer to. */
export function addUsers(api: Api, router: Router): void {
  const { store } = api
  const users = { byId: store.users, key: (user: User) => user.spec.username }
  router.add(
    '/users/',
    {
      GET: (ask) =>
        list(api, ask, userModel, [...store.users.values()], (user) => showUser(api, userOf(ask), user)),
    },
    { model: userModel },
  )
  router.add('/users/:id/', {
    GET: (ask) => ok(showUser(api, userOf(ask), take(api, userOf(ask), 'User', ask.params['id'], users))),
  })
  for (const empty of ['teams', 'roles']) {
    router.add(`/users/:id/${empty}/`, { GET: (ask) => list(api, ask, organizationModel, [], () => ({})) })
  }
  router.add('/users/:id/organizations/', {
    GET: (ask) =>
      list(api, ask, organizationModel, [...store.organizations.values()], (row) =>
        showOrganization(api, row),
      ),
  })
  router.add(
    '/organizations/',
    {
      GET: (ask) =>
        list(api, ask, organizationModel, [...store.organizations.values()], (row) =>
          showOrganization(api, row),
        ),
    },
    { model: organizationModel },
  )
  router.add('/organizations/:id/', {
    GET: (ask) =>
      ok(
        showOrganization(
          api,
          take(api, userOf(ask), 'Organization', ask.params['id'], {
            byId: store.organizations,
            key: ({ name }) => name,
          }),
        ),
      ),
  })
  router.add('/projects/', {
    GET: (ask) => list(api, ask, projectModel, store.projects(), (row) => showProject(api, row)),
  })
  router.add('/projects/:id/', {
    GET: (ask) => {
      const project = store.templates.get(Number(ask.params['id']))
      if (project?.kind !== 'project') throw notFound(api, 'Project')
      return ok(showProject(api, project))
    },
  })
}
