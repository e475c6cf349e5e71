import type { JsonObject } from '@shared/lib/json'
import type { Api } from '@main/testing/awx/api'
import {
  readBoolean,
  readChoice,
  readInteger,
  readRow,
  readRows,
} from '@main/testing/awx/resources/launch-input'
import type { Prompting } from '@main/testing/awx/resources/prompting'
import type {
  Credential,
  ExecutionEnvironment,
  InstanceGroup,
  JobPrompts,
  JobTemplate,
} from '@main/testing/awx/store/records'

const VERBOSITIES: readonly string[] = ['0', '1', '2', '3', '4', '5']
const JOB_TYPES: readonly string[] = ['run', 'check']

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

/** What a launch says of a job template beside what workflows take, too; undefined is what it does not say. */
export interface JobFields {
  readonly verbosity: number | undefined
  readonly jobType: string | undefined
  readonly diffMode: boolean | undefined
  readonly forks: number | undefined
  readonly timeout: number | undefined
  readonly slices: number | undefined
  readonly credentials: readonly Credential[] | undefined
  readonly executionEnvironment: ExecutionEnvironment | undefined
  readonly instanceGroups: readonly InstanceGroup[] | undefined
}

export function readJobFields({ store }: Api, payload: JsonObject, errors: JsonObject): JobFields {
  const verbosity = readChoice('verbosity', payload['verbosity'], VERBOSITIES, errors)
  return {
    verbosity: verbosity === undefined ? undefined : Number(verbosity),
    jobType: readChoice('job_type', payload['job_type'], JOB_TYPES, errors),
    diffMode: readBoolean('diff_mode', payload['diff_mode'], errors),
    forks: readInteger('forks', payload['forks'], errors),
    timeout: readInteger('timeout', payload['timeout'], errors, -Infinity),
    slices: readInteger('job_slice_count', payload['job_slice_count'], errors),
    credentials: readRows(store.credentials, 'credentials', payload['credentials'], errors),
    executionEnvironment: readRow(
      store.executionEnvironments,
      'execution_environment',
      payload['execution_environment'],
      errors,
    ),
    instanceGroups: readRows(store.instanceGroups, 'instance_groups', payload['instance_groups'], errors),
  }
}

/** Those fields where they are asked for, else the template's own; what is wrong goes into `errors`. */
export function jobPrompts(
  template: JobTemplate,
  given: JobFields,
  prompting: Prompting,
  errors: JsonObject,
): JobPrompts {
  const own = ownPrompts(template)
  const number = (name: string, value: number | undefined, before: number): number =>
    prompting.accepts(name, value, before, value) ?? before
  const credentials = prompting.acceptsAll('credentials', given.credentials, own.credentials, 'credential')
  if (credentials !== undefined) checkCredentials(own.credentials, credentials, errors)
  const environment = given.executionEnvironment
  return {
    verbosity: number('verbosity', given.verbosity, own.verbosity),
    jobType: prompting.accepts('job_type', given.jobType, own.jobType, given.jobType) ?? own.jobType,
    diffMode: prompting.accepts('diff_mode', given.diffMode, own.diffMode, given.diffMode) ?? own.diffMode,
    forks: number('forks', given.forks, own.forks),
    timeout: number('timeout', given.timeout, own.timeout),
    slices: number('job_slice_count', given.slices, own.slices),
    credentials: credentials ?? own.credentials,
    executionEnvironment:
      prompting.accepts('execution_environment', environment, own.executionEnvironment, environment?.id) ??
      own.executionEnvironment,
    instanceGroups:
      prompting.acceptsAll('instance_groups', given.instanceGroups, own.instanceGroups) ?? own.instanceGroups,
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
