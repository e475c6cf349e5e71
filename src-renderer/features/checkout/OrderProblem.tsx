import { RefreshCw } from 'lucide-react'
import type { ReactElement } from 'react'
import { Button } from '@renderer/ui/Button'
import { Callout } from '@renderer/ui/Callout'

/** An instance that does not answer, above the form, which stays. */
export function OrderProblem(props: {
  readonly message: string
  readonly hint?: string | undefined
  readonly said?: string | undefined
  readonly busy: boolean
  readonly onRetry: () => void
}): ReactElement {
  return (
    <Callout
      tone="danger"
      title={props.message}
      actions={
        <Button icon={RefreshCw} busy={props.busy} onClick={props.onRetry}>
          Try again
        </Button>
      }
    >
      {props.said === undefined ? null : <p className="mono break-words select-text">{props.said}</p>}
      {props.hint === undefined ? null : <p>{props.hint}</p>}
    </Callout>
  )
}
