import { instanceText } from '@shared/domain/provider'
import { CircleCheck } from 'lucide-react'
import type { ReactElement } from 'react'
import type { DiscoveredInstance } from '@shared/domain/provider'
import type { InstanceView } from '@shared/domain/settings'
import { addedAs } from '@renderer/features/first-run/engines'
import { ChoiceCard } from '@renderer/features/settings/ChoiceCard'
import { Badge } from '@renderer/ui/Badge'
import { Button } from '@renderer/ui/Button'
import { ProviderMark } from '@renderer/ui/ProviderMark'

/** The container engines of this computer, each to be used with one press. */
export function EngineCards(props: {
  readonly engines: readonly DiscoveredInstance[]
  readonly instances: readonly InstanceView[]
  readonly using: DiscoveredInstance | undefined
  /** Whether the first of them is what the page proposes. */
  readonly isProposed: boolean
  readonly onUse: (engine: DiscoveredInstance) => void
}): ReactElement {
  return (
    <ul className="flex flex-col gap-2">
      {props.engines.map((engine, index) => {
        const [title = engine.description, ...where] = engine.description.split(', ')
        const added = addedAs(engine, props.instances)
        return (
          <li key={JSON.stringify(engine.config)}>
            <ChoiceCard
              mark={<ProviderMark kind={engine.provider} size={32} />}
              title={added === undefined ? `Use ${title}` : instanceText(added)}
              text={<span className="mono">{where.join(', ')}</span>}
              action={
                added === undefined ? (
                  <Button
                    size={32}
                    variant={props.isProposed && index === 0 ? 'primary' : 'secondary'}
                    busy={props.using === engine}
                    aria-label={`Use it: ${title}`}
                    onClick={() => {
                      props.onUse(engine)
                    }}
                  >
                    Use it
                  </Button>
                ) : (
                  <Badge tone="ok" icon={CircleCheck}>
                    Added
                  </Badge>
                )
              }
            />
          </li>
        )
      })}
    </ul>
  )
}
