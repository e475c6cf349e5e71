import type { Json, JsonObject } from '@shared/lib/json'
import type { Api } from '@main/testing/awx/api'
import { pythonType, toPk } from '@main/testing/awx/resources/labels'
import type { Prompting } from '@main/testing/awx/resources/prompting'
import type { Credential, JobPrompts, JobTemplate } from '@main/testing/awx/store/records'

const MOST_VERBOSE = 5
const JOB_TYPES: ReadonlySet<string> = new Set(['run', 'check'])

/** What a job template has of its own. */
export function ownPrompts(template: JobTemplate): JobPrompts {
  const { spec, credentials, executionEnvironment, instanceGroups } = template
  return {
    verbosity: 0,
    jobType: 'run',
    diffMode: false,
    forks: 0,
    timeout: 0,
    slices: spec.slices ?? 1,
    credentials,
    executionEnvironment,
    instanceGroups,
  }
}

/**
 * What a launch says of a job template beside what workflows take, too (AWX 9-24, launch serializer). What is wrong goes
 * into `errors`, what is not asked for is ignored.
 */
export function jobPrompts(
  api: Api,
  template: JobTemplate,
  payload: JsonObject,
  prompting: Prompting,
  errors: JsonObject,
): JobPrompts {
  const own = ownPrompts(template)
  const { store } = api
  const number = (name: string, before: number): number =>
    prompting.accepts(name, readInteger(name, payload[name], errors), before, payload[name]) ?? before
  const credentials = prompting.acceptsAll(
    'credentials',
    readRows(store.credentials, 'credentials', payload['credentials'], errors),
    own.credentials,
    'credential',
  )
  if (credentials !== undefined && errors['credentials'] === undefined)
    checkCredentials(own.credentials, credentials, errors)
  return {
    verbosity: number('verbosity', own.verbosity),
    jobType: readJobType(payload['job_type'], prompting, errors) ?? own.jobType,
    diffMode:
      prompting.accepts(
        'diff_mode',
        readBoolean('diff_mode', payload['diff_mode'], errors),
        own.diffMode,
        payload['diff_mode'],
      ) ?? own.diffMode,
    forks: number('forks', own.forks),
    timeout: number('timeout', own.timeout),
    slices: number('job_slice_count', own.slices),
    credentials: credentials ?? own.credentials,
    executionEnvironment:
      prompting.accepts(
        'execution_environment',
        readRow(
          store.executionEnvironments,
          'execution_environment',
          payload['execution_environment'],
          errors,
        ),
        own.executionEnvironment,
        payload['execution_environment'],
      ) ?? own.executionEnvironment,
    instanceGroups:
      prompting.acceptsAll(
        'instance_groups',
        readRows(store.instanceGroups, 'instance_groups', payload['instance_groups'], errors),
        own.instanceGroups,
      ) ?? own.instanceGroups,
  }
}

/** A list of a launch replaces that of the template: each type once, and none of the template's may be missing. */
function checkCredentials(
  own: readonly Credential[],
  wanted: readonly Credential[],
  errors: JsonObject,
): void {
  const messages: string[] = []
  const types = wanted.map(({ spec }) => spec.type).filter((type) => type !== 'Vault')
  const twice = types.find((type, index) => types.indexOf(type) !== index)
  if (twice !== undefined) messages.push(`Cannot assign multiple ${twice} credentials.`)
  for (const credential of own) {
    const { type, name } = credential.spec
    if (wanted.includes(credential) || types.includes(type)) continue
    messages.push(
      `Removing ${type} credential at launch time without replacement is not supported. Provided list lacked credential(s): ${name}.`,
    )
  }
  if (messages.length > 0) errors['credentials'] = messages
}

function readInteger(name: string, given: Json | undefined, errors: JsonObject): number | undefined {
  if (given === undefined || given === null) return undefined
  const value = typeof given === 'string' && /^-?\d+$/.test(given) ? Number(given) : given
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    errors[name] = ['A valid integer is required.']
    return undefined
  }
  if (name === 'verbosity' && (value < 0 || value > MOST_VERBOSE)) {
    errors[name] = [`"${value}" is not a valid choice.`]
  }
  return value
}

function readBoolean(name: string, given: Json | undefined, errors: JsonObject): boolean | undefined {
  if (given === undefined || given === null) return undefined
  if (typeof given === 'boolean') return given
  errors[name] = ['Must be a valid boolean.']
  return undefined
}

function readJobType(given: Json | undefined, prompting: Prompting, errors: JsonObject): string | undefined {
  if (typeof given !== 'string') return undefined
  if (JOB_TYPES.has(given)) return prompting.accepts('job_type', given, 'run', given)
  errors['job_type'] = [`"${given}" is not a valid choice.`]
  return undefined
}

/** One row by its id. */
function readRow<T>(
  rows: ReadonlyMap<number, T>,
  name: string,
  given: Json | undefined,
  errors: JsonObject,
): T | undefined {
  if (given === undefined || given === null) return undefined
  const id = toPk(given)
  const found = id === undefined ? undefined : rows.get(id)
  if (found === undefined) {
    errors[name] = [
      id === undefined
        ? `Incorrect type. Expected pk value, received ${pythonType(given)}.`
        : `Invalid pk "${id}" - object does not exist.`,
    ]
  }
  return found
}

/** Several rows by their ids; undefined where nothing was said. */
export function readRows<T>(
  rows: ReadonlyMap<number, T>,
  name: string,
  given: Json | undefined,
  errors: JsonObject,
): readonly T[] | undefined {
  if (given === undefined || given === null) return undefined
  if (!Array.isArray(given)) {
    errors[name] = [`Expected a list of items but got type "${pythonType(given)}".`]
    return undefined
  }
  return given.flatMap((each) => readRow(rows, name, each, errors) ?? [])
}
