import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { InstanceId, Listing } from '@shared/domain/provider'
import { CallProblem } from '@renderer/app/CallProblem'
import { Waiting } from '@renderer/app/Waiting'
import { DetailHead } from '@renderer/features/providers/DetailHead'
import { showQuery } from '@renderer/features/providers/queries'
import type { Entry } from '@renderer/features/providers/use-entries'
import { DefinitionList } from '@renderer/ui/DefinitionList'
import { JsonView } from '@renderer/ui/JsonView'
import { PanelSection } from '@renderer/ui/Layout'
import { useThrottled } from '@renderer/ui/use-throttled'

const SETTLE_MS = 200

/** One entry of a listing: what is known of it, and the provider's own description. */
export function ListedPane(props: {
  readonly id: InstanceId
  readonly listing: Listing
  readonly entry: Entry
}): ReactElement {
  const { id, listing, entry } = props
  const settled = useThrottled(entry.name, SETTLE_MS)
  const shown = useQuery({
    ...showQuery(id, listing.name, entry.name),
    enabled: settled === entry.name,
  })
  const { data } = shown
  return (
    <>
      <DetailHead
        name={entry.name}
        noun={listing.noun}
        description={data?.description ?? entry.description}
        links={data?.links ?? []}
      />
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto border-t border-line [&>section]:px-5">
        {shown.error === null ? null : (
          <div className="p-4">
            <CallProblem error={shown.error} onRetry={() => void shown.refetch()} />
          </div>
        )}
        {data === undefined && shown.error === null ? <Waiting label={`Reading ${entry.name}`} /> : null}
        {data === undefined ? null : (
          <>
            {data.facts.length === 0 ? null : (
              <PanelSection title="Facts">
                <DefinitionList
                  items={data.facts.map((fact) => ({
                    label: fact.label,
                    value: fact.value,
                    mono: fact.mono,
                    copy: fact.value,
                  }))}
                />
              </PanelSection>
            )}
            {data.raw === undefined ? null : (
              <PanelSection title="Raw">
                <JsonView value={data.raw} label={`What the provider says of ${entry.name}`} />
              </PanelSection>
            )}
          </>
        )}
      </div>
    </>
  )
}
