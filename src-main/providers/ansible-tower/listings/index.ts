import { BrokerError } from '@shared/domain/error'
import type { Listed, ListedDetail, Listing } from '@shared/domain/provider'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { listInventories, showInventory } from './inventories'
import { listOfSite, showOfSite, type SiteList } from './site-lists'

interface TowerListing extends Listing {
  list(instance: TowerInstance, signal: AbortSignal): Promise<readonly Listed[]>
  show(instance: TowerInstance, name: string, signal: AbortSignal): Promise<ListedDetail>
}

function ofSite(listing: Listing, list: SiteList): TowerListing {
  return {
    ...listing,
    startsWork: true,
    list: (instance, signal) => listOfSite(instance, list, signal),
    show: (instance, name, signal) => showOfSite(instance, list, name, signal),
  }
}

const LISTINGS: readonly TowerListing[] = [
  {
    name: 'inventories',
    title: 'Inventories',
    noun: 'inventory',
    list: listInventories,
    show: showInventory,
  },
  ofSite(
    { name: 'templates', title: 'Templates', noun: 'template' },
    { workflow: 'list-templates', key: 'list_templates', noun: 'template' },
  ),
  ofSite(
    { name: 'flavors', title: 'Flavors', noun: 'flavor' },
    { workflow: 'list-flavors', key: 'list_flavors', noun: 'flavor' },
  ),
]

/** The lists of an instance to look things up in: its inventories, and what workflows of the site tell. */
export const towerListings: readonly Listing[] = LISTINGS.map(({ name, title, noun, startsWork }) => ({
  name,
  title,
  noun,
  ...(startsWork === undefined ? {} : { startsWork }),
}))

/** Throws `NOT_SUPPORTED` for what is no listing. */
export function listingNamed(name: string): TowerListing {
  const listing = LISTINGS.find((known) => known.name === name)
  if (listing !== undefined) return listing
  throw new BrokerError({
    code: 'NOT_SUPPORTED',
    message: `AnsibleTower has no list ${name}.`,
    hint: `Say one of ${LISTINGS.map((known) => known.name).join(', ')}.`,
    provider: 'AnsibleTower',
  })
}
