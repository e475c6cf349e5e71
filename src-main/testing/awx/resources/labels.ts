import type { Json, JsonObject } from '@shared/lib/json'
import { stamp, take, type Api } from '@main/testing/awx/api'
import { forbidden, invalid, ok, type Answer } from '@main/testing/awx/http/answer'
import { bodyOf, userOf, type Ask } from '@main/testing/awx/http/ask'
import type { Router } from '@main/testing/awx/http/router'
import { labelModel } from '@main/testing/awx/query/models'
import { list } from '@main/testing/awx/query/page'
import { organizationSummary } from '@main/testing/awx/resources/summaries'
import { isMember, mayRead } from '@main/testing/awx/store/access'
import type { Label } from '@main/testing/awx/store/records'

const LONGEST = 512

export function showLabel(api: Api, label: Label): JsonObject {
  const { organization } = label
  return {
    id: label.id,
    type: 'label',
    url: api.link(`/labels/${label.id}/`),
    related: { organization: api.link(`/organizations/${organization.id}/`) },
    summary_fields: { organization: organizationSummary(organization) },
    created: stamp(api, label.createdMs),
    modified: stamp(api, label.createdMs),
    name: label.name,
    organization: organization.id,
  }
}

/** Labels can be made and read; they vanish by themselves, so DELETE is a 405. */
export function addLabels(api: Api, router: Router): void {
  const { store } = api
  router.add(
    '/labels/',
    {
      GET: (ask) => {
        const rows = [...store.labels.values()].filter((row) => mayRead(userOf(ask), row))
        return list(api, ask, labelModel, rows, (row) => showLabel(api, row))
      },
      POST: (ask) => create(api, ask),
    },
    { model: labelModel, accepts: { name: 'string*', organization: 'id*' } },
  )
  router.add('/labels/:id/', {
    GET: (ask) =>
      ok(
        showLabel(
          api,
          take(api, userOf(ask), 'Label', ask.params['id'], {
            byId: store.labels,
            key: (label) => `${label.name}++${label.organization.name}`,
          }),
        ),
      ),
  })
}

function create(api: Api, ask: Ask): Answer {
  const { name, organization: organizationId } = bodyOf(ask)
  const errors: JsonObject = {}
  if (name === undefined) errors['name'] = ['This field is required.']
  else if (typeof name !== 'string') errors['name'] = ['Not a valid string.']
  else if (name.trim() === '') errors['name'] = ['This field may not be blank.']
  else if (name.length > LONGEST) {
    errors['name'] = [`Ensure this field has no more than ${LONGEST} characters.`]
  }
  if (organizationId === undefined) errors['organization'] = ['This field is required.']
  else if (organizationId === null) errors['organization'] = ['This field may not be null.']
  else if (toPk(organizationId) === undefined) {
    errors['organization'] = [`Incorrect type. Expected pk value, received ${pythonType(organizationId)}.`]
  }
  const pk = organizationId === undefined ? undefined : toPk(organizationId)
  const organization = pk === undefined ? undefined : api.store.organizations.get(pk)
  if (errors['organization'] === undefined && organization === undefined) {
    errors['organization'] = [`Invalid pk "${pk}" - object does not exist.`]
  }
  if (Object.keys(errors).length > 0 || organization === undefined || typeof name !== 'string') {
    throw invalid(errors)
  }
  if (!isMember(userOf(ask), organization.name)) throw forbidden()
  const wanted = name.trim()
  const exists = [...api.store.labels.values()].some(
    (label) => label.name === wanted && label.organization === organization,
  )
  if (exists) throw invalid({ __all__: ['Label with this Name and Organization already exists.'] })
  const label = api.store.addLabel(wanted, organization, api.now())
  return { status: 201, json: showLabel(api, label), headers: { Location: api.link(`/labels/${label.id}/`) } }
}

/** A number, or its digits as a text. */
export function toPk(given: Json): number | undefined {
  if (typeof given === 'number' && Number.isInteger(given)) return given
  return typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : undefined
}

/** As Python names the types of JSON. */
export function pythonType(value: unknown): string {
  if (value === null) return 'NoneType'
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'string') return 'str'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float'
  return 'dict'
}
