import type { JsonObject } from '@shared/lib/json'
import { present, stamp, take, type Api } from '@main/testing/awx/api'
import { ok } from '@main/testing/awx/http/answer'
import { userOf } from '@main/testing/awx/http/ask'
import type { Router } from '@main/testing/awx/http/router'
import {
  credentialModel,
  executionEnvironmentModel,
  instanceGroupModel,
} from '@main/testing/awx/query/leaf-models'
import { list } from '@main/testing/awx/query/page'
import { organizationSummary } from '@main/testing/awx/resources/summaries'
import { mayUseCredential } from '@main/testing/awx/store/access'
import type { Credential, ExecutionEnvironment, InstanceGroup, User } from '@main/testing/awx/store/records'

type Row = Credential | ExecutionEnvironment | InstanceGroup

const PATHS: Readonly<Record<Row['kind'], string>> = {
  credential: 'credentials',
  execution_environment: 'execution_environments',
  instance_group: 'instance_groups',
}

/** The number of a credential type: they are kept by name alone. */
function typeId({ spec }: Credential): number {
  return spec.type === 'Machine' ? 1 : spec.type === 'Vault' ? 3 : 20
}

/** As `summary_fields.credentials` of templates and jobs has it. */
export function credentialSummary({ id, spec }: Credential): JsonObject {
  const kind = spec.type === 'Machine' ? 'ssh' : spec.type.toLowerCase()
  return { id, name: spec.name, description: spec.description ?? '', kind, cloud: false }
}

/** As `summary_fields.execution_environment` has it; absent where there is none. */
export function environmentSummary(environment: ExecutionEnvironment | undefined): JsonObject | undefined {
  if (environment === undefined) return undefined
  const { id, spec } = environment
  return { id, name: spec.name, description: spec.description ?? '', image: spec.image }
}

/** As the defaults of a launch have it. */
export function credentialDefault(credential: Credential): JsonObject {
  const { id, spec } = credential
  return { id, name: spec.name, credential_type: typeId(credential), passwords_needed: [] }
}

function show(api: Api, reader: User, row: Row): JsonObject {
  const { id, kind, organization, spec } = row
  return present({
    id,
    type: kind,
    url: api.link(`/${PATHS[kind]}/${id}/`),
    related: {},
    summary_fields: present({
      organization: organization === undefined ? undefined : organizationSummary(organization),
      credential_type:
        row.kind === 'credential' ? { id: typeId(row), name: row.spec.type, description: '' } : undefined,
      user_capabilities: {
        edit: reader.spec.superuser === true,
        delete: reader.spec.superuser === true,
        ...(row.kind === 'credential' ? { copy: false, use: mayUseCredential(reader, row) } : {}),
      },
    }),
    created: stamp(api, row.createdMs),
    modified: stamp(api, row.createdMs),
    name: spec.name,
    description: kind === 'instance_group' ? undefined : (spec.description ?? ''),
    organization: kind === 'instance_group' ? undefined : (organization?.id ?? null),
    ...(row.kind === 'credential'
      ? { credential_type: typeId(row), managed: false, inputs: { password: '$encrypted$' } }
      : {}),
    ...(row.kind === 'execution_environment' ? { image: row.spec.image, managed: false, pull: '' } : {}),
    ...(row.kind === 'instance_group'
      ? { capacity: 57, jobs_running: 0, is_container_group: false, max_concurrent_jobs: 0 }
      : {}),
  })
}

/** Credentials, execution environments and instance groups: what a launch may choose. They can only be read. */
export function addResources(api: Api, router: Router): void {
  const { store, flavour } = api
  const add = (rows: ReadonlyMap<number, Row>, kind: Row['kind'], model: typeof credentialModel): void => {
    router.add(
      `/${PATHS[kind]}/`,
      {
        GET: (ask) => list(api, ask, model, [...rows.values()], (row) => show(api, userOf(ask), row)),
      },
      { model },
    )
    router.add(`/${PATHS[kind]}/:id/`, {
      GET: (ask) =>
        ok(show(api, userOf(ask), take(api, userOf(ask), model.name, ask.params['id'], { byId: rows }))),
    })
  }
  add(store.credentials, 'credential', credentialModel)
  add(store.instanceGroups, 'instance_group', instanceGroupModel)
  if (flavour.executionEnvironments)
    add(store.executionEnvironments, 'execution_environment', executionEnvironmentModel)
}
