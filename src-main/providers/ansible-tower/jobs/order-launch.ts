import type { CheckoutContext, CheckoutOrder } from '@main/providers/contract'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { INVENTORY_ARGUMENT, LABELS } from '@main/providers/ansible-tower/form/prompts'
import type { Launch } from './launch'
import { launchParts } from './launch-body'
import { inventoryId, requireDefaultInventory } from './launch-inventory'
import { labelIds, takesLabels } from './launch-labels'
import { withResourceIds } from './launch-resources'
import type { Mask } from './mask'
import { passwordsOf, templateOf } from './template'
import { textOf } from './values'

/** The launch of what a person asks for: template, inventory, labels and variables looked up and put together. */
export async function orderLaunch(
  instance: TowerInstance,
  order: CheckoutOrder,
  ctx: CheckoutContext,
  mask: Mask,
): Promise<Omit<Launch, 'keep'>> {
  const { config, deps } = instance
  const template = await templateOf(instance, order.action, order.offering, ctx.signal)
  mask.learn(passwordsOf(template))
  const labels = { ...order.labels, ...config.provider_labels }
  const chosen = textOf(order.arguments[INVENTORY_ARGUMENT])
  // The configured one is for templates that ask; one that a person chose is sent, so that a refusal is told.
  const wanted = chosen ?? (template.asks.inventory ? config.inventory : undefined)
  if (wanted === undefined) await requireDefaultInventory(instance, template, ctx.signal)
  const parts = launchParts({
    template,
    ourId: order.hostId,
    origin: order.origin,
    arguments: order.arguments,
    labels,
    jenkinsUrl: deps.env['BUILD_URL'],
  })
  const warnings: string[] = []
  const [inventory, ids, prompts] = await Promise.all([
    wanted === undefined ? undefined : inventoryId(instance, wanted, ctx.signal),
    labelIds(instance, template, labels, ctx.signal, (text) => warnings.push(text)),
    withResourceIds(instance, parts.prompts, ctx.signal),
  ])
  // Not before all is known: until then it may have to be asked again.
  for (const text of warnings) ctx.log(text, 'warn')
  return {
    template,
    ourId: order.hostId,
    vars: parts.vars,
    prompts,
    inventory,
    labels: ids,
    leftOut: takesLabels(template) || Object.keys(order.labels).length === 0 ? [] : [LABELS],
  }
}
