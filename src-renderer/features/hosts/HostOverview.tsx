import type { ReactElement } from 'react'
import type { HostDetail } from '@shared/domain/host'
import { argumentRows, argumentsText } from '@renderer/features/hosts/argument-rows'
import { ArgumentList } from '@renderer/features/hosts/HostArguments'
import { EventList } from '@renderer/features/hosts/HostEvents'
import { HostLeaseSection } from '@renderer/features/hosts/HostLeaseSection'
import { CopyButton } from '@renderer/ui/CopyButton'
import { DefinitionList } from '@renderer/ui/DefinitionList'
import { PanelSection } from '@renderer/ui/Layout'
import { LinkButton } from '@renderer/ui/LinkButton'

/** So many events stand in the overview. */
const NEWEST = 4

/** The host in one scroll: lease, facts, newest events, arguments. */
export function HostOverview(props: {
  readonly host: HostDetail
  readonly onShowEvents: () => void
}): ReactElement {
  const { host } = props
  return (
    <>
      {/* What may not even exist has no lease to speak of. */}
      {host.state === 'left_behind' && host.lease === undefined ? null : <HostLeaseSection host={host} />}
      {host.facts.length === 0 ? null : (
        <PanelSection title="Facts">
          <DefinitionList items={host.facts.map((fact) => ({ ...fact, copy: fact.value }))} />
        </PanelSection>
      )}
      <PanelSection
        title="Events"
        aside={
          host.events.length > NEWEST ? (
            <LinkButton onClick={props.onShowEvents}>All {host.events.length}</LinkButton>
          ) : undefined
        }
      >
        <EventList events={host.events} limit={NEWEST} />
      </PanelSection>
      {argumentRows(host.arguments).length === 0 ? null : (
        <PanelSection
          title="Arguments"
          aside={<CopyButton variant="link" label="Copy" text={() => argumentsText(host.arguments)} />}
        >
          <ArgumentList values={host.arguments} />
        </PanelSection>
      )}
    </>
  )
}
