import { useQuery } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { instanceText, type InstanceId } from '@shared/domain/provider'
import { goTo } from '@renderer/app/navigation'
import { instancesQuery, kindsQuery } from '@renderer/features/checkout/queries'
import { providerPaths } from '@renderer/features/providers/place'
import { SyncByTextDialog } from '@renderer/features/sync/SyncByTextDialog'
import { Button } from '@renderer/ui/Button'
import { Menu, type MenuEntry } from '@renderer/ui/Menu'

/** The instances, each provider with several before its own as a whole. */
function entriesOf(instances: readonly InstanceId[]): readonly MenuEntry[] {
  const providers = [...new Set(instances.map(({ provider }) => provider))]
  return providers.flatMap((provider): readonly MenuEntry[] => {
    const own = instances.filter((instance) => instance.provider === provider)
    const each = own.map((instance) => ({
      id: `${provider}/${instance.instance}`,
      label: instanceText(instance),
      onSelect: () => {
        goTo(providerPaths.sync(instance))
      },
    }))
    if (own.length < 2) return each
    const all = {
      id: provider,
      label: `${provider}, all ${own.length} instances`,
      onSelect: () => {
        goTo(providerPaths.syncAll(provider))
      },
    }
    return [all, ...each]
  })
}

/** Leads to the sync of an instance or of a whole provider; where several can sync it asks of which. Nothing where none can. */
export function SyncButton(): ReactElement | null {
  const kinds = useQuery(kindsQuery).data?.kinds ?? []
  const instances = useQuery(instancesQuery).data?.instances ?? []
  const [isTyping, setTyping] = useState(false)
  const syncing = new Set(kinds.filter((kind) => kind.syncScopes !== undefined).map((kind) => kind.kind))
  const able = instances.filter((instance) => syncing.has(instance.provider))
  const [first, ...others] = able

  if (first === undefined) return null
  if (others.length === 0) {
    return (
      <Button
        variant="ghost"
        icon={RefreshCw}
        onClick={() => {
          goTo(providerPaths.sync(first))
        }}
      >
        Sync
      </Button>
    )
  }
  return (
    <>
      <Menu
        align="end"
        label="Sync the hosts of"
        trigger={
          <Button variant="ghost" icon={RefreshCw}>
            Sync
          </Button>
        }
        items={[
          ...entriesOf(able),
          { kind: 'separator', id: 'separator' },
          {
            id: 'typed',
            label: 'As broker says it…',
            onSelect: () => {
              setTyping(true)
            },
          },
        ]}
      />
      {isTyping ? (
        <SyncByTextDialog
          kinds={kinds}
          instances={able}
          onClosed={() => {
            setTyping(false)
          }}
        />
      ) : null}
    </>
  )
}
