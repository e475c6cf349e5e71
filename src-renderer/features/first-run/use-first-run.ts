import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { DiscoveredInstance, InstanceId, ProviderKindInfo } from '@shared/domain/provider'
import type { InstanceView } from '@shared/domain/settings'
import { goTo, paths } from '@renderer/app/navigation'
import { toastProblem } from '@renderer/app/problem-toast'
import { broker } from '@renderer/bridge/broker'
import type { BridgeError } from '@renderer/bridge/client'
import { useCall } from '@renderer/bridge/queries'
import { drafts } from '@renderer/features/checkout/draft-store'
import { actionsFor } from '@renderer/features/checkout/selection'
import { engineDraft, mergeFound } from '@renderer/features/first-run/engines'
import { discoverQuery } from '@renderer/features/settings/queries'

/** The gestures of the first run. */
export interface FirstRun {
  /** Every engine found while the page is shown. */
  readonly engines: readonly DiscoveredInstance[]
  readonly isLooking: boolean
  /** Whether it is known what is there: only then one way is proposed before the others. */
  readonly hasLooked: boolean
  readonly lookError: BridgeError | null
  readonly look: () => void
  readonly use: (engine: DiscoveredInstance) => void
  /** The engine that is being added. */
  readonly using: DiscoveredInstance | undefined
  /** Ends the first run and goes to Check out with an instance selected. */
  readonly checkOutFrom: (id: InstanceId) => void
  readonly trySandbox: () => void
  readonly isStarting: boolean
  readonly skip: () => void
}

/** The Sandbox that is configured, or one that is made now. */
async function sandboxInstance(
  kind: ProviderKindInfo,
  instances: readonly InstanceView[],
): Promise<InstanceId> {
  const configured = instances.find(({ provider }) => provider === kind.kind)
  if (configured !== undefined) return configured
  return broker.call('settings.saveInstance', {
    provider: kind.kind,
    instance: kind.kind.toLowerCase(),
    isDefault: true,
    config: {},
    secrets: {},
  })
}

/** What can be done on the first run's page. */
export function useFirstRun(options: {
  readonly kinds: readonly ProviderKindInfo[]
  readonly instances: readonly InstanceView[]
}): FirstRun {
  const { kinds, instances } = options
  const discovery = useQuery(discoverQuery)
  const [engines, setEngines] = useState<readonly DiscoveredInstance[]>([])
  const merged = mergeFound(engines, discovery.data?.found ?? [])
  if (merged !== engines) setEngines(merged)

  const add = useCall('settings.saveInstance', { onError: toastProblem })
  const finish = useCall('settings.savePreferences', { onError: toastProblem })
  const start = useMutation({
    async mutationFn(chosen: InstanceId | ProviderKindInfo) {
      const id = 'kind' in chosen ? await sandboxInstance(chosen, instances) : chosen
      await broker.call('settings.savePreferences', { firstRunDone: true })
      return { provider: id.provider, instance: id.instance }
    },
    onSuccess(target) {
      const [action] = actionsFor(
        'checkout',
        kinds.find((kind) => kind.kind === target.provider),
      )
      if (action !== undefined) drafts.choose({ target, action: action.name, offering: '' })
      goTo(paths.checkout)
    },
    onError: toastProblem,
  })
  const [using, setUsing] = useState<DiscoveredInstance>()

  return {
    engines: merged,
    isLooking: discovery.isFetching,
    hasLooked: !discovery.isPending,
    lookError: discovery.error,
    look() {
      void discovery.refetch()
    },
    use(engine) {
      setUsing(engine)
      add.mutate(engineDraft(engine, instances))
    },
    using: add.isPending ? using : undefined,
    checkOutFrom(id) {
      start.mutate(id)
    },
    trySandbox() {
      const kind = kinds.find((known) => known.pretend)
      if (kind !== undefined) start.mutate(kind)
    },
    isStarting: start.isPending,
    skip() {
      finish.mutate({ firstRunDone: true })
    },
  }
}
