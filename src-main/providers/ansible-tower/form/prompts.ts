import type { Field } from '@shared/domain/form'
import type { Json } from '@shared/lib/json'
import type { RawTemplate } from '@main/providers/ansible-tower/schemas/templates'

const GROUP = 'Launch'

/** Broker's argument for the inventory. */
export const INVENTORY_ARGUMENT = 'tower_inventory'
/** Arguments for passwords of credentials: this and the name that the server has for it. */
export const PASSWORD_PREFIX = 'tower_password_'

/** One thing that a launch may ask for beside variables. */
interface Prompt {
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
  /** Whether the template asks for it. */
  readonly asked: (template: RawTemplate) => boolean
  readonly field: Omit<Field, 'name' | 'required' | 'group' | 'default'>
}

/**
 * What can be said at a launch where the template asks for it (AWX API v2, launch). Credentials, execution environments
 * and instance groups cannot: the template's own are used.
 */
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
]

/** The fields of what a template asks for, with its own values as defaults. */
export function promptFields(template: RawTemplate): readonly Field[] {
  return PROMPTS.filter(({ asked }) => asked(template)).map(({ argument, wire, field }) => {
    const own: Json | undefined = template[wire]
    return {
      ...field,
      name: argument,
      required: false,
      ...(own === null || own === undefined || own === '' ? {} : { default: own }),
      group: GROUP,
    }
  })
}

/** What the inventory of a launch can be. */
export interface InventoryChoice {
  readonly name: string
  readonly hosts: number
}

/** The field of the inventory: one of those that may be seen, by name or id. */
export function inventoryField(options: {
  readonly inventories: readonly InventoryChoice[]
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
    choices: inventories.map(({ name, hosts }) => ({
      value: name,
      hint: `${hosts} hosts`.replace(/^1 hosts$/, '1 host'),
    })),
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
