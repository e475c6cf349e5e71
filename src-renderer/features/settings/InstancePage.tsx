import { useQuery } from '@tanstack/react-query'
import { Unplug } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { ProviderKindInfo } from '@shared/domain/provider'
import type { InstanceView } from '@shared/domain/settings'
import { goTo } from '@renderer/app/navigation'
import { newStart, startOf, type InstanceStart } from '@renderer/features/settings/instance-draft'
import { InstanceEditor, type InstanceEditorProps } from '@renderer/features/settings/InstanceEditor'
import { takenNames, uniqueName } from '@renderer/features/settings/instance-names'
import { settingsPaths, type SettingsPlace } from '@renderer/features/settings/place'
import { discoverQuery } from '@renderer/features/settings/queries'
import { Button } from '@renderer/ui/Button'
import { EmptyState } from '@renderer/ui/EmptyState'

/** The places that have an instance's form. */
export type InstancePlace = Extract<SettingsPlace, { page: 'instance' | 'new' }>

/** What the form of a new instance begins with, looked up once: it must not change under what is being typed. */
function useNewStart(place: InstancePlace, instances: readonly InstanceView[]): InstanceStart | undefined {
  const found = useQuery({ ...discoverQuery, refetchOnMount: true, enabled: false }).data?.found ?? []
  const [start] = useState(() => {
    if (place.page !== 'new') return undefined
    const engine = found.find((one) => one.provider === place.kind && one.suggestedName === place.found)
    const wished = place.found ?? place.kind.toLowerCase()
    return newStart(place.kind, uniqueName(wished, takenNames(instances, place.kind)), engine?.config ?? {})
  })
  return start
}

/** The page of one instance, or of a new one; render it under a key, another instance is another page. */
export function InstancePage(props: {
  readonly place: InstancePlace
  readonly kinds: readonly ProviderKindInfo[]
  readonly instances: readonly InstanceView[]
  readonly secretsProtected: boolean
  readonly onSaved: InstanceEditorProps['onSaved']
}): ReactElement {
  const { place, instances } = props
  const begun = useNewStart(place, instances)
  const id = place.page === 'instance' ? place.id : undefined
  const view = instances.find(
    ({ provider, instance }) => provider === id?.provider && instance === id.instance,
  )
  const start = view === undefined ? begun : startOf(view)
  const kind = props.kinds.find((known) => known.kind === start?.provider)
  if (start === undefined || kind === undefined || (id !== undefined && view === undefined)) {
    return (
      <EmptyState
        icon={Unplug}
        title={id === undefined ? 'There is no such provider' : 'This instance is not there any more'}
        text="It was removed, or it was renamed in the settings file."
        actions={
          <Button
            size={32}
            onClick={() => {
              goTo(settingsPaths.providers)
            }}
          >
            Show all instances
          </Button>
        }
      />
    )
  }
  return (
    <InstanceEditor
      kind={kind}
      start={start}
      view={view}
      taken={takenNames(instances, start.provider, view?.instance)}
      secretsProtected={props.secretsProtected}
      onSaved={props.onSaved}
    />
  )
}
