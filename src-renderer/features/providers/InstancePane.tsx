import type { ReactElement } from 'react'
import type { ProviderKindInfo } from '@shared/domain/provider'
import type { InstanceView } from '@shared/domain/settings'
import { InstanceHead } from '@renderer/features/providers/InstanceHead'
import { OfferingBrowser } from '@renderer/features/providers/OfferingBrowser'
import { UnusableInstance } from '@renderer/features/providers/UnusableInstance'
import { useHealth } from '@renderer/features/providers/use-health'

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
      {health.report?.usable === false ? (
        <UnusableInstance instance={instance} kind={kind} report={health.report} health={health} />
      ) : (
        <OfferingBrowser id={id} kind={kind} />
      )}
    </section>
  )
}
