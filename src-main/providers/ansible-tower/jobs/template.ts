import type { JsonObject } from '@shared/lib/json'
import { PROMPTS, type Prompt } from '@main/providers/ansible-tower/form/prompts'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import type { Question, RawTemplate } from '@main/providers/ansible-tower/schemas/templates'
import { findTemplate as lookUp, kindOfAction, surveyOf } from '@main/providers/ansible-tower/templates'
import { Remembered } from './remembered'
import { variablesOf } from './values'

/** What a launch needs to know of its template. */
export interface Template {
  readonly id: number
  readonly name: string
  /** Where it is launched, below the API's prefix. */
  readonly launchPath: string
  readonly ownVars: JsonObject
  readonly organization: number | undefined
  readonly inventory: number | undefined
  readonly asks: {
    readonly variables: boolean
    readonly inventory: boolean
    readonly labels: boolean
    readonly prompts: ReadonlySet<Prompt['wire']>
  }
  /** Whether the answer to a launch names what it ignored of it. */
  readonly tellsIgnored: boolean
  readonly questions: readonly Question[]
}

const remembered = new Remembered<Template>()

/** The template of an offering with its survey, remembered for a short time and looked up once for all that ask. */
export async function templateOf(
  instance: TowerInstance,
  action: string,
  offering: string,
  signal: AbortSignal,
): Promise<Template> {
  return await remembered.get(instance, `${action}/${offering}`, signal, async (shared) => {
    const template = await lookUp(instance, action, offering, shared)
    return toTemplate(action, template, await surveyOf(instance, action, template, shared))
  })
}

function toTemplate(action: string, template: RawTemplate, questions: readonly Question[]): Template {
  return {
    id: template.id,
    name: template.name,
    launchPath: `${kindOfAction(action).collection}${template.id}/launch/`,
    ownVars: variablesOf(template.extra_vars),
    organization: template.organization ?? undefined,
    inventory: template.inventory ?? undefined,
    asks: {
      variables: template.ask_variables_on_launch,
      inventory: template.ask_inventory_on_launch,
      labels: template.ask_labels_on_launch,
      prompts: new Set(PROMPTS.filter(({ asked }) => asked(template)).map(({ wire }) => wire)),
    },
    tellsIgnored: action === 'job_template',
    questions,
  }
}

/** The survey's variables that are passwords: their answers are secrets, whatever they are called. */
export function passwordsOf({ questions }: Template): readonly string[] {
  return questions.filter(({ type }) => type === 'password').map(({ variable }) => variable)
}
