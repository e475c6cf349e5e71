import type { ReactElement } from 'react'
import type { HealthReport, ProviderKindInfo } from '@shared/domain/provider'
import type { InstanceView } from '@shared/domain/settings'
import { InstanceHead } from '@renderer/features/providers/InstanceHead'
import { OfferingBrowser } from '@renderer/features/providers/OfferingBrowser'
import { resultsLimit } from '@renderer/features/providers/search'
import { UnusableInstance } from '@renderer/features/providers/UnusableInstance'
import { useHealth } from '@renderer/features/providers/use-health'
import { Callout } from '@renderer/ui/Callout'

/** What needs attention though the instance can be used. */
function Attention({ report }: { readonly report: HealthReport | undefined }): ReactElement | null {
  if (report?.usable !== true) return null
  const items = report.items.filter((item) => item.level !== 'ok')
  if (items.length === 0) return null
  return (
    <div className="flex max-h-32 flex-none flex-col overflow-y-auto border-t border-line [&>:last-child]:border-b-0">
      {items.map((item) => (
        <Callout key={`${item.title}\n${item.detail ?? ''}`} banner tone="warn" title={item.title}>
          {item.detail}
        </Callout>
      ))}
    </div>
  )
}

/** One instance: how it stands and who I am there, and below it what it offers, or why it cannot be used. */
export function InstancePane(props: {
  readonly instance: InstanceView
  readonly kind: ProviderKindInfo
}): ReactElement {
  const { instance, kind } = props
  const id = { provider: instance.provider, instance: instance.instance }
  const health = useHealth(id)
  return (
    <section aria-label="Instance" className="@container/instance flex min-h-0 min-w-0 flex-1 flex-col">
      <InstanceHead id={id} kind={kind} health={health} />
      <Attention report={health.report} />
      {health.report?.usable === false ? (
        <UnusableInstance instance={instance} kind={kind} report={health.report} health={health} />
      ) : (
        <OfferingBrowser id={id} kind={kind} limit={resultsLimit(instance.config)} />
      )}
    </section>
  )
}
