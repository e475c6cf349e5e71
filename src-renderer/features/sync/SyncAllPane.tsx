import { useCallback, useState, type ReactElement } from 'react'
import type { InstanceId, ProviderKindInfo } from '@shared/domain/provider'
import type { SyncScope } from '@shared/domain/sync'
import { SyncPane } from '@renderer/features/sync/SyncPane'
import { Tabs } from '@renderer/ui/Tabs'

function One(props: {
  readonly id: InstanceId
  readonly kind: ProviderKindInfo
  readonly first: SyncScope | undefined
  readonly isShown: boolean
  readonly onChanges: (instance: string, changes: number | undefined) => void
}): ReactElement {
  const { id, onChanges } = props
  const told = useCallback(
    (changes: number | undefined) => {
      onChanges(id.instance, changes)
    },
    [id.instance, onChanges],
  )
  return (
    <SyncPane
      id={id}
      kind={props.kind}
      first={props.first}
      among={{ isShown: props.isShown, onChanges: told }}
    />
  )
}

/** A sync of every instance of a provider: each has its own preview, and is applied by itself. */
export function SyncAllPane(props: {
  readonly ids: readonly InstanceId[]
  readonly kind: ProviderKindInfo
  readonly first: SyncScope | undefined
}): ReactElement {
  const { ids, kind, first } = props
  const [shown, setShown] = useState(ids[0]?.instance ?? '')
  const [changes, setChanges] = useState<Readonly<Record<string, number | undefined>>>({})
  const tell = useCallback((instance: string, number: number | undefined) => {
    setChanges((last) => (last[instance] === number ? last : { ...last, [instance]: number }))
  }, [])
  return (
    <Tabs
      keepMounted
      label={`Instances of ${kind.title}`}
      className="min-w-0 pt-2"
      panelClassName="flex overflow-hidden! [&[hidden]]:hidden"
      value={shown}
      onChange={setShown}
      tabs={ids.map((id) => ({
        id: id.instance,
        label: id.instance,
        count: changes[id.instance],
        panel: <One id={id} kind={kind} first={first} isShown={id.instance === shown} onChanges={tell} />,
      }))}
    />
  )
}
