import type { CheckoutContext, CheckoutOrder } from '@main/providers/contract'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { INVENTORY_ARGUMENT } from '@main/providers/ansible-tower/form/prompts'
import type { Launch } from './launch'
import { launchParts } from './launch-body'
import { inventoryId, requireDefaultInventory } from './launch-inventory'
import { labelIds } from './launch-labels'
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
  const [inventory, ids] = await Promise.all([
    wanted === undefined ? undefined : inventoryId(instance, wanted, ctx.signal),
    labelIds(instance, template, labels, ctx.signal, (text) => ctx.log(text, 'warn')),
  ])
  return {
    template,
    ourId: order.hostId,
    ...launchParts({
      template,
      ourId: order.hostId,
      origin: order.origin,
      arguments: order.arguments,
      labels,
      jenkinsUrl: deps.env['BUILD_URL'],
    }),
    inventory,
    labels: ids,
  }
}
