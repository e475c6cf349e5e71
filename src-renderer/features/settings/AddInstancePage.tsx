import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { DiscoveredInstance, ProviderKindInfo } from '@shared/domain/provider'
import { goTo } from '@renderer/app/navigation'
import { ChoiceCard } from '@renderer/features/settings/ChoiceCard'
import { DiscoveryNote } from '@renderer/features/settings/DiscoveryNote'
import { settingsPaths } from '@renderer/features/settings/place'
import { discoverQuery } from '@renderer/features/settings/queries'
import { SettingsBody, SettingsGroup } from '@renderer/features/settings/SettingsBody'
import { Button } from '@renderer/ui/Button'
import { ProviderMark } from '@renderer/ui/ProviderMark'

function FoundCard({ found }: { readonly found: DiscoveredInstance }): ReactElement {
  return (
    <ChoiceCard
      mark={<ProviderMark kind={found.provider} size={32} />}
      title={`${found.provider} ${found.suggestedName}`}
      text={found.description}
      action={
        <Button
          size={32}
          aria-label={`Add ${found.provider} ${found.suggestedName}`}
          onClick={() => {
            goTo(settingsPaths.new(found.provider, found.suggestedName))
          }}
        >
          Add
        </Button>
      }
    />
  )
}

/** What a new instance can be: one that was found on this computer, or one of any kind. */
export function AddInstancePage({ kinds }: { readonly kinds: readonly ProviderKindInfo[] }): ReactElement {
  const discovery = useQuery(discoverQuery)
  const found = discovery.data?.found ?? []
  return (
    <SettingsBody title="Add instance">
      <SettingsGroup title="Kinds">
        <ul className="flex flex-col gap-2">
          {kinds.map((kind) => (
            <li key={kind.kind}>
              <ChoiceCard
                mark={<ProviderMark kind={kind.kind} size={32} />}
                title={kind.title}
                text={kind.description}
                action={
                  <Button
                    size={32}
                    aria-label={`Add ${kind.title}`}
                    onClick={() => {
                      goTo(settingsPaths.new(kind.kind))
                    }}
                  >
                    Add
                  </Button>
                }
              />
            </li>
          ))}
        </ul>
      </SettingsGroup>
      <SettingsGroup title="Found on this computer">
        {found.length === 0 ? (
          <DiscoveryNote
            isLooking={discovery.isFetching}
            error={discovery.error}
            nothing="No container engine that is not in use already"
            onLook={() => void discovery.refetch()}
          />
        ) : (
          <ul className="flex flex-col gap-2">
            {found.map((one) => (
              <li key={one.suggestedName}>
                <FoundCard found={one} />
              </li>
            ))}
          </ul>
        )}
      </SettingsGroup>
    </SettingsBody>
  )
}
