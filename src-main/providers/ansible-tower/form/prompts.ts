import type { Field } from '@shared/domain/form'
import type { Json } from '@shared/lib/json'
import { count } from '@shared/lib/words'
import { namedChoices, sayingOf, type NamedList } from '@main/providers/ansible-tower/named'
import type { Inventory } from '@main/providers/ansible-tower/schemas/inventories'
import { resourceSchema, type Resource } from '@main/providers/ansible-tower/schemas/resources'
import type { LaunchPage, RawTemplate } from '@main/providers/ansible-tower/schemas/templates'

const GROUP = 'Launch'

/** Broker's argument for the inventory. */
export const INVENTORY_ARGUMENT = 'tower_inventory'
/** Arguments for passwords of credentials: this and the name that the server has for it. */
export const PASSWORD_PREFIX = 'tower_password_'

/** One thing that a launch may ask for beside variables. */
export interface Prompt {
  /** Begins with `tower_`, so that no variable of a template has its name. */
  readonly argument: string
  /** As the body of a launch has it. */
  readonly wire:
    | 'limit'
    | 'job_tags'
    | 'skip_tags'
    | 'scm_branch'
    | 'verbosity'
    | 'job_type'
    | 'diff_mode'
    | 'forks'
    | 'timeout'
    | 'job_slice_count'
    | 'credentials'
    | 'execution_environment'
    | 'instance_groups'
  /** For what the launch takes by ids and a person says by names: the list to choose from. */
  readonly resources?: NamedList<Resource>
  /** Whether the template asks for it. */
  readonly asked: (template: RawTemplate) => boolean
  readonly field: Omit<Field, 'name' | 'required' | 'group' | 'default'>
}

/** What can be said at a launch where the template asks for it (AWX API v2, launch). */
export const PROMPTS: readonly Prompt[] = [
  {
    argument: 'tower_limit',
    wire: 'limit',
    asked: (template) => template.ask_limit_on_launch,
    field: { type: 'text', help: 'A host pattern.' },
  },
  {
    argument: 'tower_job_tags',
    wire: 'job_tags',
    asked: (template) => template.ask_tags_on_launch,
    field: { type: 'text', help: 'Separated by commas.' },
  },
  {
    argument: 'tower_skip_tags',
    wire: 'skip_tags',
    asked: (template) => template.ask_skip_tags_on_launch,
    field: { type: 'text', help: 'Separated by commas.' },
  },
  {
    argument: 'tower_scm_branch',
    wire: 'scm_branch',
    asked: (template) => template.ask_scm_branch_on_launch,
    field: { type: 'text', help: 'Branch, tag or commit of the project.' },
  },
  {
    argument: 'tower_verbosity',
    wire: 'verbosity',
    asked: (template) => template.ask_verbosity_on_launch,
    field: { type: 'integer', min: 0, max: 5 },
  },
  {
    argument: 'tower_job_type',
    wire: 'job_type',
    asked: (template) => template.ask_job_type_on_launch,
    field: {
      type: 'choice',
      choices: [
        { value: 'run', label: 'Run' },
        { value: 'check', label: 'Check' },
      ],
    },
  },
  {
    argument: 'tower_diff_mode',
    wire: 'diff_mode',
    asked: (template) => template.ask_diff_mode_on_launch,
    field: { type: 'boolean', help: 'Shows what changes in files.' },
  },
  {
    argument: 'tower_forks',
    wire: 'forks',
    asked: (template) => template.ask_forks_on_launch,
    field: { type: 'integer', min: 0 },
  },
  {
    argument: 'tower_timeout',
    wire: 'timeout',
    asked: (template) => template.ask_timeout_on_launch,
    field: { type: 'integer', unit: 's', help: '0: the job is not stopped.' },
  },
  {
    argument: 'tower_job_slice_count',
    wire: 'job_slice_count',
    asked: (template) => template.ask_job_slice_count_on_launch,
    field: { type: 'integer', min: 0, help: 'Into how many jobs the inventory is divided.' },
  },
  {
    // Not "credentials": what is called so is kept as a secret, and these are names.
    argument: 'tower_creds',
    wire: 'credentials',
    resources: resources('credentials/', 'credential', 'credentials'),
    asked: (template) => template.ask_credential_on_launch,
    field: {
      type: 'list',
      openChoices: true,
      help: "Credentials, by names or ids. They take the place of the template's own: one of each type.",
    },
  },
  {
    argument: 'tower_execution_environment',
    wire: 'execution_environment',
    resources: resources('execution_environments/', 'execution environment', 'execution environments'),
    asked: (template) => template.ask_execution_environment_on_launch,
    field: { type: 'choice', openChoices: true, help: 'Name or id.' },
  },
  {
    argument: 'tower_instance_groups',
    wire: 'instance_groups',
    resources: resources('instance_groups/', 'instance group', 'instance groups'),
    asked: (template) => template.ask_instance_groups_on_launch,
    field: {
      type: 'list',
      openChoices: true,
      help: 'Names or ids, in the order of preference.',
      placeholder: "The template's own",
    },
  },
]

function resources(collection: string, noun: string, plural: string): NamedList<Resource> {
  return { collection, noun, plural, schema: resourceSchema }
}

/** Labels are no argument; what is said of them is said of the field of this name. */
export const LABELS = 'labels'

/** The argument that becomes a field of the launch's body; a field that no argument becomes has its own name. */
export function argumentOf(wire: string): string {
  if (wire === 'inventory' || wire === 'inventory_id') return INVENTORY_ARGUMENT
  return PROMPTS.find((prompt) => prompt.wire === wire)?.argument ?? wire
}

/** What can be chosen, by the prompt's name in the body. */
export type Choosable = Readonly<Partial<Record<Prompt['wire'], readonly Resource[]>>>

/** The fields of what a template asks for, with its own values as defaults. */
export function promptFields(
  template: RawTemplate,
  page: Pick<LaunchPage, 'defaults'>,
  choosable: Choosable,
): readonly Field[] {
  return PROMPTS.filter(({ asked }) => asked(template)).map(({ argument, wire, field, resources: list }) => {
    const all = choosable[wire] ?? []
    const own = ownValue(template, page, wire, all)
    return {
      ...field,
      name: argument,
      required: false,
      ...(list === undefined ? {} : { choices: namedChoices(all.filter(mayUse), hintOf) }),
      ...(own === null || own === undefined || own === '' ? {} : { default: own }),
      group: GROUP,
    }
  })
}

function ownValue(
  template: RawTemplate,
  page: Pick<LaunchPage, 'defaults'>,
  wire: Prompt['wire'],
  all: readonly Resource[],
): Json | undefined {
  const { credentials, execution_environment: environment } = template.summary_fields
  const said = (own: readonly { readonly id: number; readonly name: string }[]): Json | undefined =>
    own.length === 0 ? undefined : own.map((entry) => sayingOf(all, entry))
  switch (wire) {
    case 'credentials':
      return said(credentials)
    case 'instance_groups':
      return said(page.defaults.instance_groups)
    case 'execution_environment':
      return environment === undefined ? undefined : sayingOf(all, environment)
    default:
      return template[wire]
  }
}

function mayUse({ summary_fields: { user_capabilities: may } }: Resource): boolean {
  return may?.use !== false
}

/** "Machine", "quay.io/ansible/awx-ee:latest". */
function hintOf({ image, summary_fields: { credential_type: type } }: Resource): string {
  return type?.name ?? image ?? ''
}

/** The field of the inventory: one of those that may be seen, by name or id. */
export function inventoryField(options: {
  readonly inventories: readonly Inventory[]
  /** What is taken when nothing is said; undefined where there is none, or none that may be seen. */
  readonly usual: string | undefined
  readonly required: boolean
  readonly help?: string
}): Field {
  const { inventories, usual, required, help } = options
  return {
    name: INVENTORY_ARGUMENT,
    type: 'choice',
    required,
    choices: namedChoices(inventories, ({ total_hosts: hosts }) => count(hosts, 'host')),
    openChoices: true,
    ...(usual === undefined ? {} : { default: usual }),
    help: help ?? 'Name or id.',
    group: GROUP,
  }
}

/** A field for each password that a launch has to bring because its credential does not keep it. */
export function passwordFields(needed: readonly string[]): readonly Field[] {
  return needed.map((name) => ({
    name: `${PASSWORD_PREFIX}${name}`,
    type: 'secret',
    required: true,
    help: 'A credential of the template asks for it.',
    group: GROUP,
  }))
}
