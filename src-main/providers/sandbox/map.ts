import { BrokerError, type ErrorData } from '@shared/domain/error'
import { assertNever } from '@shared/lib/assert-never'
import { checkForm } from '@shared/domain/form-check'
import type { Fact } from '@shared/domain/fact'
import type { HostRef } from '@shared/domain/host'
import type { Extension, Lease } from '@shared/domain/lease'
import type { ActionVerb } from '@shared/domain/provider'
import { nearest } from '@shared/lib/nearest'
import type { Json, JsonObject } from '@shared/lib/json'
import { isSecretName } from '@shared/lib/redact'
import { durationText } from '@shared/lib/time-text'
import type { CheckoutOrder, ListedHost, ProvisionedHost } from '@main/providers/contract'
import type { SandboxConfig } from './config'
import { durationMs } from './duration'
import { FAIL_CHECK_IN, FAIL_NOWHERE, fieldsOf } from './fields'
import { FAILURES, kindNamed, kindsOf, type Failure, type Kind } from './kinds'
import type { Blueprint, Machine } from './machine'
import { DOMAIN } from './names'
import type { MachineOrder, MachineView, SandboxServiceError } from './service'

/** Who speaks in an error. */
export interface Speaker {
  readonly instance: string
}

/** The kind of an offering. Throws `NOT_FOUND` with the nearest names. */
export function kindOf(verb: ActionVerb, offering: string, speaker: Speaker): Kind {
  const kinds = kindsOf(verb)
  const kind = kinds.find((each) => each.name === offering)
  if (kind !== undefined) return kind
  const near = nearest(
    offering,
    kinds.map((each) => each.name),
    3,
  )
  throw sandboxError(speaker, {
    code: 'NOT_FOUND',
    message: `Sandbox ${speaker.instance} has no ${offering}.`,
    hint: `The nearest are ${near.join(', ')}.`,
  })
}

/** An order as the service takes it, defaults filled in. Throws `INVALID_INPUT` with a message for each wrong field. */
export function machineOrder(
  order: CheckoutOrder,
  kind: Kind,
  config: SandboxConfig,
  speaker: Speaker,
): MachineOrder {
  const fields = fieldsOf(kind, config)
  const fieldErrors = checkForm(fields, order.arguments)
  const defaults = Object.fromEntries(fields.map((field) => [field.name, field.default]))
  const values: Readonly<Record<string, Json | undefined>> = { ...defaults, ...order.arguments }
  const leaseMs = durationMs(textOf(values['lease']))
  const longestMs = durationMs(config.max_lease) ?? 0
  if (fieldErrors['lease'] === undefined && leaseMs !== undefined && leaseMs > longestMs) {
    fieldErrors['lease'] = `At most ${durationText(longestMs)}.`
  }
  const wrong = Object.entries(fieldErrors)
  if (wrong.length > 0) {
    throw sandboxError(speaker, {
      code: 'INVALID_INPUT',
      message: `${kind.name} cannot be made so. ${wrong.map(([name, text]) => `${name}: ${text}`).join(' ')}`,
      hint: 'Correct the arguments and check out again.',
      fieldErrors,
    })
  }
  const failAt = textOf(values['fail_at'])
  const isStep = failAt !== FAIL_NOWHERE && failAt !== FAIL_CHECK_IN
  return {
    hostId: order.hostId,
    kind,
    system: textOf(values['os']),
    cpus: numberOf(values['cpus'], kind.cpus),
    memoryGib: numberOf(values['memory_gib'], kind.memoryGib),
    diskGib: numberOf(values['disk_gib'], kind.diskGib),
    name: nameOf(values['name'], order),
    leaseMs,
    lines: numberOf(values['lines'], 0),
    fails: isStep ? { step: failAt, failure: failureOf(values['failure']) } : undefined,
    failsFirstRemoval: failAt === FAIL_CHECK_IN,
    labels: order.labels,
    origin: order.origin,
    parameters: withoutSecrets(
      order.arguments,
      fields.filter((field) => field.type === 'secret').map((field) => field.name),
    ),
  }
}

/** The values were checked against the form: what is no text here is absent. */
function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}

function numberOf(value: Json | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise
}

/** One name for several hosts gets the number of each, else only the first could have it. */
function nameOf(value: Json | undefined, order: CheckoutOrder): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined
  return order.count > 1 ? `${value}-${order.index}` : value
}

function failureOf(value: Json | undefined): Failure {
  return FAILURES.find((failure) => failure === value) ?? FAILURES[0]
}

function withoutSecrets(values: JsonObject, secretNames: readonly string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => !secretNames.includes(name) && !isSecretName(name)),
  )
}

/** What identifies a machine for the inventory. */
export function refOf({ machine }: MachineView): HostRef {
  return { host_id: machine.hostId, machine: machine.id }
}

const PROBLEMS = {
  building: 'The machine is not finished.',
  failed: 'Making the machine failed.',
  removing: 'The machine is being removed.',
  gone: 'The machine is gone.',
} as const

/** A machine as a host; while it is being made it has no address and no lease yet. */
export function hostOf(view: MachineView): ProvisionedHost {
  const { machine, phase } = view
  const { blueprint } = machine
  const isReady = phase.name === 'ready'
  const hostname = isReady && blueprint.name !== undefined ? `${blueprint.name}.${DOMAIN}` : undefined
  const lease = leaseOf(view)
  return {
    ref: refOf(view),
    ...(blueprint.name === undefined ? {} : { name: blueprint.name }),
    ...(hostname === undefined ? {} : { hostname, sshCommand: `ssh root@${hostname}` }),
    os: blueprint.systemTitle,
    ...(lease === undefined ? {} : { lease }),
    facts: factsOf(view, isReady && blueprint.name !== undefined),
    links: [],
    ...(isReady ? {} : { problem: PROBLEMS[phase.name] }),
    raw: {
      machine: machine.id,
      state: phase.name,
      kind: blueprint.kind,
      system: blueprint.system,
      started_at: new Date(blueprint.startedAtMs).toISOString(),
      ...(lease === undefined ? {} : { lease_ends_at: new Date(lease.endsAtMs).toISOString() }),
      labels: blueprint.labels,
      origin: blueprint.origin,
      parameters: blueprint.parameters,
    },
  }
}

/** A machine as a sync finds it. */
export function listedOf(view: MachineView, action: string): ListedHost {
  const { hostId, blueprint } = view.machine
  return {
    ...hostOf(view),
    action,
    offering: blueprint.kind,
    arguments: blueprint.parameters,
    hostId,
    note: `made by ${blueprint.origin}`,
  }
}

/** Whether a machine only runs a command and is gone after it. */
export function isCommand(machine: Machine): boolean {
  return kindNamed(machine.blueprint.kind)?.verb === 'execute'
}

/** By how much an extension moves an end; without an amount by the lease that the instance gives. */
export function extensionMs(extension: Extension, endsAtMs: number, config: SandboxConfig): number {
  switch (extension.kind) {
    case 'by':
      return extension.ms
    case 'until':
      return Math.max(0, extension.atMs - endsAtMs)
    case 'default':
      return durationMs(config.lease) ?? 0
  }
}

/** The lease of a machine, as the service said at the time of the view. */
export function leaseOf({ phase, atMs }: MachineView): Lease | undefined {
  if (phase.name !== 'ready' || phase.leaseEndsAtMs === undefined) return undefined
  return { endsAtMs: phase.leaseEndsAtMs, source: 'provider', confirmedAtMs: atMs }
}

function factsOf({ machine }: MachineView, hasAddress: boolean): readonly Fact[] {
  const { blueprint } = machine
  return [
    ...(hasAddress ? addressFacts(blueprint) : []),
    { label: 'Size', value: `${blueprint.cpus} CPU, ${blueprint.memoryGib} GiB memory` },
    { label: 'Disk', value: `${blueprint.diskGib} GiB` },
    { label: 'Hypervisor', value: blueprint.hypervisor, mono: true },
    { label: 'Machine', value: machine.id, mono: true },
  ]
}

/** Which addresses were asked for; the form of `large-vm` has a field for it. */
function addressFacts(blueprint: Blueprint): readonly Fact[] {
  const network = blueprint.parameters['network_type'] ?? 'ipv4'
  return [
    ...(network === 'ipv6' ? [] : [{ label: 'IP address', value: blueprint.ipv4, mono: true }]),
    ...(network === 'ipv4' ? [] : [{ label: 'IPv6 address', value: blueprint.ipv6, mono: true }]),
  ]
}

/** An error of the product that names the instance. */
export function sandboxError(
  speaker: Speaker,
  data: Omit<ErrorData, 'retryable' | 'provider' | 'instance'> & { readonly retryable?: boolean },
  cause?: unknown,
): BrokerError {
  return new BrokerError({ ...data, provider: 'Sandbox', instance: speaker.instance }, { cause })
}

/** What the service threw, in the product's words, with the service's own beside them. */
export function serviceError(speaker: Speaker, error: SandboxServiceError): BrokerError {
  const who = `Sandbox ${speaker.instance}`
  const said = error.message
  switch (error.fault) {
    case 'unreachable':
      return sandboxError(
        speaker,
        {
          code: 'PROVIDER',
          message: `Broker Desktop cannot reach ${who}.`,
          hint: 'Set its trouble to none in Settings, Providers and instances.',
          said,
          retryable: true,
        },
        error,
      )
    case 'unauthorized':
      return sandboxError(
        speaker,
        {
          code: 'AUTH',
          message: `${who} refuses the credentials.`,
          hint: 'Set its trouble to none in Settings, Providers and instances.',
          said,
        },
        error,
      )
    case 'reset':
      return sandboxError(
        speaker,
        {
          code: 'PROVIDER',
          message: `The connection to ${who} was lost.`,
          hint: 'Try again in a moment.',
          said,
          retryable: true,
        },
        error,
      )
    case 'not_found':
      return sandboxError(
        speaker,
        {
          code: 'NOT_FOUND',
          message: `${who} does not have this machine, or it is not ready.`,
          hint: 'Its lease may have ended.',
          said,
        },
        error,
      )
    case 'name_taken':
      return sandboxError(
        speaker,
        {
          code: 'INVALID_INPUT',
          message: `The name is taken at ${who}.`,
          hint: 'Say another name, or none.',
          said,
          fieldErrors: { name: 'This name is taken. Say another.' },
        },
        error,
      )
    case 'locked':
      return sandboxError(
        speaker,
        {
          code: 'PROVIDER',
          message: `${who} cannot remove the machine now.`,
          hint: 'Check it in again.',
          said,
          retryable: true,
        },
        error,
      )
    case 'lease_limit':
      return sandboxError(
        speaker,
        {
          code: 'INVALID_INPUT',
          message: `This reaches beyond the longest lease of ${who}. Its end stays as it is.`,
          hint: 'Extend by less, or duplicate the host.',
          said,
        },
        error,
      )
    case 'storage':
      return sandboxError(
        speaker,
        {
          code: 'PROVIDER',
          message: `The memory of ${who} cannot be read or written.`,
          hint: 'Look whether the disk is full and the folder of Broker Desktop can be written.',
          said,
          retryable: true,
        },
        error,
      )
    default:
      return assertNever(error.fault, 'fault of the Sandbox')
  }
}
