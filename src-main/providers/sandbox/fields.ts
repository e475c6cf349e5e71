import type { Field } from '@shared/domain/form'
import type { SandboxConfig } from './config'
import { DURATION_HINT, DURATION_PATTERN } from './duration'
import { FAILURES, type Kind } from './kinds'

/** The values of `fail_at` that are no step: nothing fails, and the first check in fails. */
export const FAIL_NOWHERE = 'none'
export const FAIL_CHECK_IN = 'check_in'

const FAILURE_TITLES: Readonly<Record<(typeof FAILURES)[number], string>> = {
  provider_error: 'The provider reports an error',
  connection_lost: 'The connection is lost, and comes back',
  no_address: 'No address in time',
}

/** The form of a kind. */
export function fieldsOf(kind: Kind, config: SandboxConfig): readonly Field[] {
  if (kind.verb === 'execute') return [...commandFields(kind), ...troubleFields(kind)]
  return [
    ...(kind.needsPurpose === true ? [PURPOSE] : []),
    systemField(kind),
    ...sizeFields(kind),
    ...(kind.name === 'large-vm' ? EVERY_TYPE : [NAME, ROOT_PASSWORD]),
    leaseField(config),
    ...troubleFields(kind),
  ]
}

const PURPOSE: Field = {
  name: 'purpose',
  type: 'text',
  required: true,
  max: 80,
  placeholder: 'kernel bisect',
  help: 'Physical systems are few: say what it is wanted for.',
}

function systemField(kind: Kind): Field {
  return {
    name: 'os',
    type: 'choice',
    required: false,
    default: kind.systems[0]?.value ?? '',
    choices: kind.systems.map((system) => ({ value: system.value, hint: system.title })),
    help: 'What the machine runs.',
  }
}

function sizeFields(kind: Kind): readonly Field[] {
  const group = 'Size'
  return [
    { name: 'cpus', type: 'integer', required: false, default: kind.cpus, min: 1, max: 64, group },
    {
      name: 'memory_gib',
      type: 'integer',
      required: false,
      default: kind.memoryGib,
      min: 1,
      max: 512,
      unit: 'GiB',
      group,
    },
    {
      name: 'disk_gib',
      type: 'integer',
      required: false,
      default: kind.diskGib,
      min: 20,
      max: 500,
      unit: 'GiB',
      group,
    },
  ]
}

const NAME: Field = {
  name: 'name',
  type: 'text',
  required: false,
  pattern: '[a-z][a-z0-9-]{1,39}',
  patternHint: 'Say 2 to 40 small letters, digits and hyphens, a letter first.',
  placeholder: 'chosen by the Sandbox',
  help: 'With several hosts each gets its number behind it.',
}

const ROOT_PASSWORD: Field = {
  name: 'root_password',
  type: 'secret',
  required: false,
  min: 8,
  help: 'At least 8 characters. The Sandbox forgets it at once.',
}

/** One field of every type there is, so that the whole form can be tried. */
const EVERY_TYPE: readonly Field[] = [
  NAME,
  { ...ROOT_PASSWORD, group: 'Access' },
  {
    name: 'ssh_public_key',
    type: 'path',
    required: false,
    placeholder: '~/.ssh/id_ed25519.pub',
    help: 'Is not read.',
    group: 'Access',
  },
  { name: 'register', type: 'boolean', required: false, default: true, group: 'Content' },
  {
    name: 'activation_key',
    type: 'secret',
    required: false,
    showWhen: { field: 'register', in: [true] },
    group: 'Content',
  },
  {
    name: 'repositories',
    type: 'list',
    required: false,
    default: ['baseos', 'appstream'],
    max: 20,
    group: 'Content',
  },
  {
    name: 'network_type',
    type: 'choice',
    required: false,
    default: 'ipv4',
    choices: [{ value: 'ipv4' }, { value: 'ipv6' }, { value: 'dual-stack' }],
    help: 'Addresses the host should have.',
    group: 'Content',
  },
  {
    name: 'overcommit',
    type: 'number',
    required: false,
    default: 1.5,
    min: 1,
    max: 4,
    help: 'Virtual processors for each real one.',
    group: 'Advanced',
  },
  { name: 'metadata', type: 'map', required: false, help: 'Names with values.', group: 'Advanced' },
  { name: 'extra_vars', type: 'json', required: false, help: 'Any JSON.', group: 'Advanced' },
  {
    name: 'user_data',
    type: 'multiline',
    required: false,
    placeholder: '#cloud-config',
    max: 16_384,
    group: 'Advanced',
  },
]

function leaseField(config: SandboxConfig): Field {
  return {
    name: 'lease',
    type: 'choice',
    required: false,
    default: config.lease,
    choices: [
      { value: '15m', label: '15 min' },
      { value: '1h', label: '1 h' },
      { value: '4h', label: '4 h' },
      { value: '1d', label: '1 day' },
      { value: '2d', label: '2 days' },
      { value: '7d', label: '7 days' },
      { value: 'none', label: 'No end' },
    ],
    openChoices: true,
    pattern: `none|${DURATION_PATTERN}`,
    patternHint: DURATION_HINT,
    help: `At its end the machine is gone. At most ${config.max_lease}, extensions included.`,
    group: 'Lease',
  }
}

function commandFields(kind: Kind): readonly Field[] {
  const system: Field = { ...systemField(kind), help: 'What the runner runs.' }
  if (kind.name !== 'many-lines') return [system]
  return [
    system,
    {
      name: 'lines',
      type: 'integer',
      required: false,
      default: 200,
      min: 1,
      max: 5000,
      help: 'How many lines.',
    },
  ]
}

function troubleFields(kind: Kind): readonly Field[] {
  const group = 'Trouble on demand'
  const steps = kind.steps.map((step) => step.name)
  return [
    {
      name: 'fail_at',
      type: 'choice',
      required: false,
      default: FAIL_NOWHERE,
      choices: [
        { value: FAIL_NOWHERE, label: 'Nowhere' },
        ...steps.map((value) => ({ value })),
        ...(kind.verb === 'checkout' ? [{ value: FAIL_CHECK_IN, label: 'The first check in' }] : []),
      ],
      help: 'The step that fails.',
      group,
    },
    {
      name: 'failure',
      type: 'choice',
      required: false,
      default: FAILURES[0],
      choices: FAILURES.map((value) => ({ value, label: FAILURE_TITLES[value] })),
      showWhen: { field: 'fail_at', in: steps },
      help: 'How it fails.',
      group,
    },
  ]
}
