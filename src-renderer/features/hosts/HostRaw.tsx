import { lazy, Suspense, useState, type ReactElement } from 'react'
import type { HostDetail } from '@shared/domain/host'
import { JsonView } from '@renderer/ui/JsonView'
import { SegmentedControl } from '@renderer/ui/SegmentedControl'

const HostYaml = lazy(async () => {
  const { HostYaml: component } = await import('@renderer/features/hosts/HostYaml')
  return { default: component }
})

type View = 'provider' | 'yaml' | 'json'

const VIEWS = [
  { value: 'provider', label: 'Provider' },
  { value: 'yaml', label: 'YAML' },
  { value: 'json', label: 'JSON' },
] as const satisfies readonly { readonly value: View; readonly label: string }[]

/** What the provider says of a host, and its record as Broker prints it. */
export function HostRaw({ host }: { readonly host: HostDetail }): ReactElement {
  const [view, setView] = useState<View>('provider')
  return (
    <div className="flex flex-col gap-3 p-4">
      <SegmentedControl label="What to show" value={view} options={VIEWS} onChange={setView} />
      {view === 'provider' && host.raw === undefined ? (
        <p className="text-ink-2">{host.provider} has described nothing of it yet.</p>
      ) : null}
      {view === 'provider' && host.raw !== undefined ? (
        <JsonView value={host.raw} label="what the provider says" />
      ) : null}
      {view === 'yaml' ? (
        <Suspense fallback={null}>
          <HostYaml record={host.record} />
        </Suspense>
      ) : null}
      {view === 'json' ? <JsonView value={host.record} label="the record as JSON" /> : null}
    </div>
  )
}
