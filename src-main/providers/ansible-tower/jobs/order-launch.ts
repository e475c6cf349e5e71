import type { CheckoutContext, CheckoutOrder } from '@main/providers/contract'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { INVENTORY_ARGUMENT, LABELS } from '@main/providers/ansible-tower/form/prompts'
import type { Launch } from './launch'
import { launchParts, type LaunchParts } from './launch-body'
import { inventoryId, requireDefaultInventory } from './launch-inventory'
import { labelIds, takesLabels } from './launch-labels'
import { withResourceIds } from './launch-resources'
import type { Mask } from './mask'
import { passwordsOf, templateOf, type Template } from './template'
import { textOf } from './values'

/** The launch of what a person asks for: template, inventory, labels and variables looked up and put together. */
export async function orderLaunch(
  instance: TowerInstance,
  order: CheckoutOrder,
  ctx: CheckoutContext,
  mask: Mask,
): Promise<Omit<Launch, 'keep'>> {
  const template = await templateOf(instance, order.action, order.offering, ctx.signal)
  mask.learn(passwordsOf(template))
  const said = orderParts(instance, order, template)
  if (said.inventory === undefined) await requireDefaultInventory(instance, template, ctx.signal)
  const warnings: string[] = []
  const [inventory, ids, prompts] = await Promise.all([
    said.inventory === undefined ? undefined : inventoryId(instance, said.inventory, ctx.signal),
    labelIds(instance, template, labelsOf(instance, order), ctx.signal, (text) => warnings.push(text)),
    withResourceIds(instance, said.prompts, ctx.signal),
  ])
  // Not before all is known: until then it may have to be asked again.
  for (const text of warnings) ctx.log(text, 'warn')
  return {
    template,
    ourId: order.hostId,
    vars: said.vars,
    prompts,
    inventory,
    labels: ids,
    leftOut: said.leftOut,
  }
}

/** What of a launch the order itself says, in a person's words: names that the server has ids for among them. */
export interface OrderParts extends LaunchParts {
  readonly inventory: string | undefined
  /** Arguments that are not sent because the template does not take them. */
  readonly leftOut: readonly string[]
}

/** Takes an order apart, without asking the server. */
export function orderParts(instance: TowerInstance, order: CheckoutOrder, template: Template): OrderParts {
  const { config, deps } = instance
  const chosen = textOf(order.arguments[INVENTORY_ARGUMENT])
  return {
    ...launchParts({
      template,
      ourId: order.hostId,
      origin: order.origin,
      arguments: order.arguments,
      labels: labelsOf(instance, order),
      jenkinsUrl: deps.env['BUILD_URL'],
    }),
    // The configured one is for templates that ask; one that a person chose is sent, so that a refusal is told.
    inventory: chosen ?? (template.asks.inventory ? config.inventory : undefined),
    leftOut: takesLabels(template) || Object.keys(order.labels).length === 0 ? [] : [LABELS],
  }
}

function labelsOf({ config }: TowerInstance, order: CheckoutOrder): Readonly<Record<string, string>> {
  return { ...order.labels, ...config.provider_labels }
}
