import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Activity, Plug, Plus } from 'lucide-react'
import { useEffect, useState, type ReactElement } from 'react'
import type { InstanceId, ProviderKindInfo } from '@shared/domain/provider'
import type { InstanceView } from '@shared/domain/settings'
import { CallProblem } from '@renderer/app/CallProblem'
import { useKept } from '@renderer/app/kept'
import { goTo, paths, usePlaceBelow } from '@renderer/app/navigation'
import { PageHeader } from '@renderer/app/shell/PageHeader'
import { Waiting } from '@renderer/app/Waiting'
import { instancesQuery, kindsQuery } from '@renderer/features/checkout/queries'
import { isSameInstance } from '@renderer/features/checkout/selection'
import { InstanceList } from '@renderer/features/providers/InstanceList'
import { InstancePane } from '@renderer/features/providers/InstancePane'
import { providersPlace } from '@renderer/features/providers/place'
import { healthQuery } from '@renderer/features/providers/queries'
import { instanceKey, lastInstance } from '@renderer/features/providers/view-store'
import { settingsPaths } from '@renderer/features/settings/place'
import { SyncAllPane, SyncPane } from '@renderer/features/sync'
import { Button } from '@renderer/ui/Button'
import { EmptyState } from '@renderer/ui/EmptyState'

function CheckAllButton({ instances }: { readonly instances: readonly InstanceId[] }): ReactElement {
  const client = useQueryClient()
  const [isChecking, setChecking] = useState(false)
  async function checkAll(): Promise<void> {
    setChecking(true)
    await Promise.all(
      instances.map(({ provider, instance }) =>
        client.refetchQueries({ queryKey: healthQuery({ provider, instance }).queryKey }),
      ),
    )
    setChecking(false)
  }
  return (
    <Button variant="ghost" icon={Activity} busy={isChecking} onClick={() => void checkAll()}>
      Check all
    </Button>
  )
}

function NoInstance(): ReactElement {
  return (
    <EmptyState
      icon={Plug}
      title="No provider yet"
      text="Add one that Broker Desktop may ask for hosts: AnsibleTower, a container engine, or the Sandbox, which pretends."
      actions={
        <Button
          variant="primary"
          size={32}
          icon={Plus}
          onClick={() => {
            goTo(settingsPaths.add)
          }}
        >
          Add provider
        </Button>
      }
    />
  )
}

function Instances(props: {
  readonly instances: readonly InstanceView[]
  readonly kinds: readonly ProviderKindInfo[]
}): ReactElement {
  const { instances, kinds } = props
  const place = providersPlace(usePlaceBelow(paths.providers))
  const last = useKept(lastInstance)
  const all = place?.page === 'syncAll' ? instances.filter((each) => each.provider === place.provider) : []
  const wished = place?.page === 'syncAll' ? all[0] : (place?.id ?? last)
  const found = instances.find((instance) => wished !== undefined && isSameInstance(instance, wished))
  const current = found ?? instances.find((instance) => instance.isDefault) ?? instances[0]
  const kind = kinds.find((known) => known.kind === current?.provider)

  const { provider, instance: name } = current ?? {}
  useEffect(() => {
    if (provider !== undefined && name !== undefined) {
      lastInstance.update(() => ({ provider, instance: name }))
    }
  }, [provider, name])

  if (current === undefined) return <NoInstance />
  return (
    <div className="flex min-h-0 flex-1">
      <InstanceList instances={instances} kinds={kinds} current={current} />
      {kind === undefined ? (
        <EmptyState icon={Plug} title={`This version of Broker Desktop does not know ${current.provider}`} />
      ) : found !== undefined && place?.page === 'sync' && kind.syncScopes !== undefined ? (
        <SyncPane
          key={`${instanceKey(current)}/${JSON.stringify(place.scope)}`}
          id={idOf(current)}
          kind={kind}
          first={place.scope}
        />
      ) : place?.page === 'syncAll' && kind.syncScopes !== undefined ? (
        <SyncAllPane
          key={`${place.provider}/${JSON.stringify(place.scope)}`}
          ids={all.map(idOf)}
          kind={kind}
          first={place.scope}
        />
      ) : (
        <InstancePane key={instanceKey(current)} instance={current} kind={kind} />
      )}
    </div>
  )
}

function idOf({ provider, instance }: InstanceView): InstanceId {
  return { provider, instance }
}

/** Providers: every instance with how it stands, and beside the list one of them with what it offers. */
export function ProvidersPage(): ReactElement {
  const kinds = useQuery(kindsQuery)
  const instances = useQuery(instancesQuery)
  const error = kinds.error ?? instances.error
  const list = instances.data?.instances
  return (
    <>
      <PageHeader
        title="Providers"
        count={list?.length}
        actions={list === undefined || list.length === 0 ? undefined : <CheckAllButton instances={list} />}
      />
      {error === null ? null : (
        <CallProblem
          banner
          error={error}
          onRetry={() => {
            void kinds.refetch()
            void instances.refetch()
          }}
        />
      )}
      {kinds.data === undefined || list === undefined ? (
        error === null ? (
          <Waiting label="Reading the settings" />
        ) : null
      ) : (
        <Instances instances={list} kinds={kinds.data.kinds} />
      )}
    </>
  )
}
