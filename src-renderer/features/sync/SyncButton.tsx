import { useQuery } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import type { ReactElement } from 'react'
import { instanceText, type InstanceId } from '@shared/domain/provider'
import { goTo } from '@renderer/app/navigation'
import { instancesQuery, kindsQuery } from '@renderer/features/checkout/queries'
import { providerPaths } from '@renderer/features/providers/place'
import { Button } from '@renderer/ui/Button'
import { Menu } from '@renderer/ui/Menu'

/** Leads to the sync of an instance; where several can sync it asks of which. Nothing where none can. */
export function SyncButton(): ReactElement | null {
  const kinds = useQuery(kindsQuery).data?.kinds ?? []
  const instances = useQuery(instancesQuery).data?.instances ?? []
  const syncing = new Set(kinds.filter((kind) => kind.syncScopes !== undefined).map((kind) => kind.kind))
  const able = instances.filter((instance) => syncing.has(instance.provider))
  const [first, ...others] = able

  function open(id: InstanceId): void {
    goTo(providerPaths.sync(id))
  }

  if (first === undefined) return null
  if (others.length === 0) {
    return (
      <Button
        variant="ghost"
        icon={RefreshCw}
        onClick={() => {
          open(first)
        }}
      >
        Sync
      </Button>
    )
  }
  return (
    <Menu
      align="end"
      label="Sync the hosts of"
      trigger={
        <Button variant="ghost" icon={RefreshCw}>
          Sync
        </Button>
      }
      items={able.map((instance) => ({
        id: `${instance.provider}/${instance.instance}`,
        label: instanceText(instance),
        onSelect: () => {
          open(instance)
        },
      }))}
    />
  )
}
