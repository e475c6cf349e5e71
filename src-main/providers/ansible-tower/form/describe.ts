import type { Field } from '@shared/domain/form'
import type { OfferingForm } from '@shared/domain/provider'
import { count } from '@shared/lib/words'
import { kindOf } from '@main/providers/ansible-tower/errors'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { allInventories } from '@main/providers/ansible-tower/inventories'
import { allNamed, sayingOf } from '@main/providers/ansible-tower/named'
import { planOf } from '@main/providers/ansible-tower/jobs/run-job'
import { variablesOf } from '@main/providers/ansible-tower/jobs/values'
import type { Inventory } from '@main/providers/ansible-tower/schemas/inventories'
import { fractionsIn } from '@main/providers/ansible-tower/python-yaml'
import {
  launchPageSchema,
  type LaunchPage,
  type Question,
  type RawTemplate,
} from '@main/providers/ansible-tower/schemas/templates'
import {
  findTemplate,
  kindOfAction,
  surveyOf,
  type ActionName,
} from '@main/providers/ansible-tower/templates'
import { inventoryField, passwordFields, promptFields, PROMPTS, type Choosable } from './prompts'
import { surveyField } from './survey'
import { variableFields } from './variables'

/** The form of one workflow or job template. Throws as `findTemplate` does. */
export async function describeOffering(
  instance: TowerInstance,
  action: string,
  offering: string,
  signal: AbortSignal,
): Promise<OfferingForm> {
  const kind = kindOfAction(action)
  const client = await instance.client(signal)
  const template = await findTemplate(instance, action, offering, signal)
  const what = `read what ${offering} asks for`
  const [questions, launch, inventories, choosable] = await Promise.all([
    surveyOf(instance, action, template, signal),
    client.get(`${kind.collection}${template.id}/launch/`, launchPageSchema, { signal, what }),
    template.ask_inventory_on_launch ? allInventories(instance, signal) : [],
    choosableResources(instance, template, signal),
  ])
  const { inventory } = instance.config
  const link = client.api.templateLink(kind.action, template.id)
  return {
    ...offeringForm({
      offering,
      action: kind.action,
      template,
      questions,
      launch,
      inventories,
      inventory,
      choosable,
    }),
    links: [link],
  }
}

/** The lists to choose from of what the template asks for; one that this user may not see is empty: an id can be said. */
async function choosableResources(
  instance: TowerInstance,
  template: RawTemplate,
  signal: AbortSignal,
): Promise<Choosable> {
  const lists = PROMPTS.filter(({ asked }) => asked(template)).flatMap(({ wire, resources }) =>
    resources === undefined ? [] : [{ wire, resources }],
  )
  const read = await Promise.all(
    lists.map(async ({ wire, resources }) => {
      try {
        return [wire, await allNamed(instance, resources, signal)] as const
      } catch (error) {
        const kind = kindOf(error)
        if (kind !== 'permission' && kind !== 'not-found') throw error
        return [wire, []] as const
      }
    }),
  )
  return Object.fromEntries(read)
}

/** What a form is made of. */
export interface FormParts {
  /** As it was asked for. */
  readonly offering: string
  readonly action: ActionName
  readonly template: RawTemplate
  readonly questions: readonly Question[]
  readonly launch: LaunchPage
  readonly inventories: readonly Inventory[]
  /** The one that the instance says, by name or id. */
  readonly inventory: string | undefined
  readonly choosable: Choosable
}

/** The form: the survey, the template's variables as far as they may be changed, and what a launch asks for. */
export function offeringForm(parts: FormParts): OfferingForm {
  const { action, template, questions, launch } = parts
  const asked = new Set(questions.map(({ variable }) => variable))
  const variables = template.ask_variables_on_launch ? variablesOf(template.extra_vars) : {}
  const rest = Object.fromEntries(Object.entries(variables).filter(([name]) => !asked.has(name)))
  const notices = noticesOf(parts)
  return {
    ...(template.description === '' ? {} : { description: template.description }),
    fields: [
      ...questions.map(surveyField),
      ...variableFields(rest, fractionsIn(template.extra_vars)),
      ...inventoryFields(parts),
      ...passwordFields(launch.passwords_needed_to_start),
      ...promptFields(template, launch, parts.choosable),
    ],
    ...freeArguments(action, template.ask_variables_on_launch),
    ...(template.ask_labels_on_launch
      ? {}
      : { labelsHelp: `The ${kindOfAction(action).noun} takes no labels.` }),
    ...(notices.length === 0 ? {} : { notice: notices.join(' ') }),
    steps: [...planOf(parts.offering)],
  }
}

/** A job template ignores variables that it does not ask for; a workflow refuses the launch. */
function freeArguments(
  action: ActionName,
  asks: boolean,
): Pick<OfferingForm, 'freeArguments' | 'freeArgumentsHelp'> {
  if (asks) return { freeArguments: true }
  return action === 'workflow'
    ? { freeArguments: false, freeArgumentsHelp: 'The workflow takes no variables beside these.' }
    : { freeArguments: true, freeArgumentsHelp: 'The job template ignores them.' }
}

function inventoryFields({ template, launch, inventories, inventory }: FormParts): readonly Field[] {
  if (!template.ask_inventory_on_launch) return []
  if (inventory !== undefined) return [inventoryField({ inventories, usual: inventory, required: false })]
  const own = inventories.find(({ id }) => id === template.inventory)
  const isHidden = own === undefined && typeof template.inventory === 'number'
  return [
    inventoryField({
      inventories,
      usual: own === undefined ? undefined : sayingOf(inventories, own),
      required: isHidden || (own === undefined && launch.inventory_needed_to_start),
      ...(isHidden
        ? { help: 'This user may not see the default inventory of the template: choose another.' }
        : {}),
    }),
  ]
}

function noticesOf({ action, template, launch }: FormParts): readonly string[] {
  const broken = new Set([...launch.node_templates_missing, ...launch.node_prompts_rejected]).size
  return [
    ...(broken === 0
      ? []
      : [
          `${count(broken, 'node')} of this workflow will fail: ${[
            ...(launch.node_templates_missing.length === 0 ? [] : ['a template was deleted']),
            ...(launch.node_prompts_rejected.length === 0
              ? []
              : ['a template does not take what it is given']),
          ].join(', ')}.`,
        ]),
    ...(template.ask_variables_on_launch
      ? []
      : [
          `This ${action === 'workflow' ? 'workflow' : 'job template'} takes no variables, so its jobs do not tell who asked for them.`,
        ]),
  ]
}
