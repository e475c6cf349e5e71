import { RefreshCw } from 'lucide-react'
import type { ReactElement } from 'react'
import { CallProblem } from '@renderer/app/CallProblem'
import { Waiting } from '@renderer/app/Waiting'
import type { BridgeError } from '@renderer/bridge/client'
import { Button } from '@renderer/ui/Button'

/** Stands in the place of engines while none is known; as high as a card, so that nothing moves when one is. */
export function DiscoveryNote(props: {
  readonly isLooking: boolean
  readonly error: BridgeError | null
  /** What is so when there is none. */
  readonly nothing: string
  readonly onLook: () => void
}): ReactElement {
  if (props.error !== null && !props.isLooking) {
    return <CallProblem error={props.error} onRetry={props.onLook} />
  }
  return (
    <div className="flex min-h-[62px] items-center gap-4 rounded-lg border border-dashed border-line-2 px-4">
      {props.isLooking ? (
        <Waiting label="Looking for container engines on this computer" />
      ) : (
        <>
          <div className="min-w-0 flex-1 py-2.5">
            <p>{props.nothing}</p>
            <p className="text-xs text-ink-2">Start Podman or Docker, then look again.</p>
          </div>
          <Button size={32} icon={RefreshCw} onClick={props.onLook}>
            Look again
          </Button>
        </>
      )}
    </div>
  )
}
