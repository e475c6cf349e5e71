import type { Offering } from '@shared/domain/provider'
import type { TowerInstance } from './instance'
import type { ListedTemplate } from './schemas/templates'
import { kindOfAction, qualifiedName, startableTemplates } from './templates'

/** Everything that this user may launch by an action, by name. */
export async function listOfferings(
  instance: TowerInstance,
  action: string,
  signal: AbortSignal,
): Promise<readonly Offering[]> {
  return toOfferings(await startableTemplates(instance, kindOfAction(action), signal))
}

/** A name that several organizations have is offered with the organization before it: "Platform QE/deploy-rhel". */
export function toOfferings(templates: readonly ListedTemplate[]): readonly Offering[] {
  const counts = new Map<string, number>()
  for (const { name } of templates) counts.set(name, (counts.get(name) ?? 0) + 1)
  const { compare } = new Intl.Collator('en', { numeric: true })
  return templates
    .map((template) => toOffering(template, (counts.get(template.name) ?? 0) > 1))
    .toSorted((a, b) => compare(a.name, b.name))
}

function toOffering(template: ListedTemplate, isAmbiguous: boolean): Offering {
  const { name, description, summary_fields: fields } = template
  const labels = fields.labels?.results.map((label) => label.name) ?? []
  return {
    name: isAmbiguous ? qualifiedName(template) : name,
    ...(description === '' ? {} : { description }),
    ...(fields.inventory === undefined ? {} : { detail: fields.inventory.name }),
    recommended: false,
    ...(labels.length === 0 ? {} : { labels }),
  }
}
