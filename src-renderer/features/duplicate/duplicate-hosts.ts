import type { QueryClient } from '@tanstack/react-query'
import type { HostOrder } from '@shared/domain/host-order'
import { instanceText } from '@shared/domain/provider'
import { goTo, paths } from '@renderer/app/navigation'
import { orToast } from '@renderer/app/problem-toast'
import { EMPTY_DRAFT } from '@renderer/features/checkout/checkout-draft'
import { drafts } from '@renderer/features/checkout/draft-store'
import { ignoredValues } from '@renderer/features/checkout/ignored'
import { tagsOf } from '@renderer/features/checkout/labels'
import { orderedLayers } from '@renderer/features/checkout/layers'
import { isSameInstance } from '@renderer/features/checkout/selection'
import { askedDuplicate } from '@renderer/features/duplicate/duplicate-store'
import { withoutText } from '@renderer/features/duplicate/duplicate-words'
import { instancesQuery, ordersQuery } from '@renderer/features/duplicate/queries'
import { loadHosts } from '@renderer/features/hosts/load-hosts'
import { toastManager } from '@renderer/ui/toast-manager'

/**
 * Checks hosts out again: one through the Check out page, filled in with what it was checked out with, several after a
 * dialog that lists what that will be.
 */
export async function duplicateHosts(client: QueryClient, hostIds: ReadonlySet<string>): Promise<void> {
  if (hostIds.size === 0) return
  await orToast(async () => {
    const { orders, without } = await client.fetchQuery(ordersQuery([...hostIds]))
    const unknown = await loadHosts(client, new Set(without), [])
    const [order] = orders
    if (order === undefined) {
      const description = unknown.length === 0 ? 'It is no longer in the inventory.' : withoutText(unknown)
      toastManager.show({ tone: 'warn', title: 'There is nothing to check out again', description })
    } else if (hostIds.size === 1) await fillIn(client, order)
    else askedDuplicate.update(() => ({ orders, without: unknown }))
  })
}

async function fillIn(client: QueryClient, order: HostOrder): Promise<void> {
  const { target, action, offering } = order
  const { instances } = await client.fetchQuery(instancesQuery)
  // The page would offer another instance in its place.
  if (!instances.some((instance) => isSameInstance(instance, target))) {
    toastManager.show({
      tone: 'warn',
      title: `${instanceText(target)} is no longer configured`,
      description: 'Add it in the settings, or check out from another instance.',
    })
    return
  }
  const selection = { target, action, offering }
  drafts.keep(selection, {
    ...EMPTY_DRAFT,
    values: order.arguments,
    tags: tagsOf(order.labels),
    layers: orderedLayers(order),
    ignored: ignoredValues(order.ignored ?? [], order),
  })
  drafts.ask(selection)
  goTo(paths.checkout)
}
