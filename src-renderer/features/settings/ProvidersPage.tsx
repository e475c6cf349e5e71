import { instanceText } from '@shared/domain/provider'
import { Plug, Plus } from 'lucide-react'
import type { ReactElement } from 'react'
import type { ProviderKindInfo } from '@shared/domain/provider'
import type { InstanceView } from '@shared/domain/settings'
import { goTo } from '@renderer/app/navigation'
import { ChoiceCard } from '@renderer/features/settings/ChoiceCard'
import { settingsPaths } from '@renderer/features/settings/place'
import { SettingsBody } from '@renderer/features/settings/SettingsBody'
import { Badge } from '@renderer/ui/Badge'
import { Button } from '@renderer/ui/Button'
import { EmptyState } from '@renderer/ui/EmptyState'
import { ProviderMark } from '@renderer/ui/ProviderMark'

function goAdd(): void {
  goTo(settingsPaths.add)
}

/** Every configured instance. */
export function ProvidersPage(props: {
  readonly kinds: readonly ProviderKindInfo[]
  readonly instances: readonly InstanceView[]
}): ReactElement {
  const { instances, kinds } = props
  if (instances.length === 0) {
    return (
      <EmptyState
        icon={Plug}
        title="No instance yet"
        text="An instance is a provider that Broker Desktop may ask for machines: a container engine, or the Sandbox."
        actions={
          <Button variant="primary" size={32} icon={Plus} onClick={goAdd}>
            Add instance
          </Button>
        }
      />
    )
  }
  return (
    <SettingsBody
      title="Providers and instances"
      actions={
        <Button icon={Plus} onClick={goAdd}>
          Add instance
        </Button>
      }
    >
      <ul className="mt-4 flex flex-col gap-2 border-t border-line pt-4">
        {instances.map((instance) => (
          <li key={`${instance.provider}/${instance.instance}`}>
            <ChoiceCard
              mark={<ProviderMark kind={instance.provider} size={32} />}
              title={
                <span className="flex items-center gap-2">
                  <span className="truncate">{instanceText(instance)}</span>
                  {instance.isDefault ? <Badge tone="neutral">Default instance</Badge> : null}
                </span>
              }
              text={
                instance.problem ??
                kinds.find((kind) => kind.kind === instance.provider)?.description ??
                'This version of Broker Desktop has no such provider.'
              }
              action={
                <Button
                  size={32}
                  aria-label={`Edit ${instanceText(instance)}`}
                  onClick={() => {
                    goTo(settingsPaths.instance(instance))
                  }}
                >
                  Edit
                </Button>
              }
            />
          </li>
        ))}
      </ul>
    </SettingsBody>
  )
}
