import { RefreshCw } from 'lucide-react'
import type { ReactElement } from 'react'
import type { BridgeError } from '@renderer/bridge/client'
import { Button } from '@renderer/ui/Button'
import { Callout } from '@renderer/ui/Callout'

/** A call that failed, shown in the place where its answer would be: what is so, what to do, the provider's own words. */
export function CallProblem(props: {
  readonly error: BridgeError
  /** Without it there is no Retry. */
  readonly onRetry?: (() => void) | undefined
  /** From edge to edge, above what is still shown. */
  readonly banner?: boolean | undefined
}): ReactElement {
  const { message, hint, said } = props.error.data
  return (
    <Callout
      tone="danger"
      title={message}
      banner={props.banner}
      actions={
        props.onRetry === undefined ? undefined : (
          <Button icon={RefreshCw} onClick={props.onRetry}>
            Retry
          </Button>
        )
      }
    >
      {said === undefined ? null : <p className="mono break-words select-text">{said}</p>}
      {hint === undefined ? null : <p>{hint}</p>}
    </Callout>
  )
}
