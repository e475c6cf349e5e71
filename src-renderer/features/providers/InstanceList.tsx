import { Plus } from 'lucide-react'
import type { ReactElement } from 'react'
import type { InstanceId, ProviderKindInfo } from '@shared/domain/provider'
import type { InstanceView } from '@shared/domain/settings'
import { useKept } from '@renderer/app/kept'
import { goTo } from '@renderer/app/navigation'
import { useNow } from '@renderer/app/now'
import { isSameInstance } from '@renderer/features/checkout/selection'
import { checkedText } from '@renderer/features/providers/health-words'
import { InstanceRow } from '@renderer/features/providers/InstanceRow'
import { histories, instanceKey } from '@renderer/features/providers/view-store'
import { settingsPaths } from '@renderer/features/settings/place'
import { Button } from '@renderer/ui/Button'

function CheckedNote({ instances }: { readonly instances: readonly InstanceId[] }): ReactElement {
  const now = useNow('second')
  const known = useKept(histories)
  const checked = instances.map((instance) => known[instanceKey(instance)]?.notedAtMs ?? 0)
  return (
    <span className="hidden min-w-0 truncate text-xs text-ink-3 tnum @[260px]:block">
      {checkedText(checked, now)}
    </span>
  )
}

/** Every configured instance with how it stands, and when that was asked. */
export function InstanceList(props: {
  readonly instances: readonly InstanceView[]
  readonly kinds: readonly ProviderKindInfo[]
  readonly current: InstanceId | undefined
}): ReactElement {
  const { instances, current } = props
  return (
    <section
      aria-label="Instances"
      data-pane
      className="@container flex w-[clamp(200px,19.5vw,280px)] flex-none flex-col border-r border-line"
    >
      <ul className="min-h-0 flex-1 overflow-y-auto">
        {instances.map(({ provider, instance }) => (
          <li key={instanceKey({ provider, instance })}>
            <InstanceRow
              id={{ provider, instance }}
              pretend={props.kinds.find((kind) => kind.kind === provider)?.pretend === true}
              isCurrent={current !== undefined && isSameInstance({ provider, instance }, current)}
            />
          </li>
        ))}
      </ul>
      <div className="flex h-11 flex-none items-center justify-between gap-2 border-t border-line px-4">
        <Button
          icon={Plus}
          onClick={() => {
            goTo(settingsPaths.add)
          }}
        >
          Add provider
        </Button>
        <CheckedNote instances={instances} />
      </div>
    </section>
  )
}
