import { Bookmark } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { CheckoutRequest } from '@shared/domain/checkout'
import type { ExecuteRequest } from '@shared/domain/execute'
import type { Instance } from '@renderer/features/checkout/queries'
import { SaveNickDialog } from '@renderer/features/checkout/SaveNickDialog'
import type { Selection } from '@renderer/features/checkout/selection'
import { Button } from '@renderer/ui/Button'

/** Keeps what the form says as a nick; the default instance of a provider need not be named in it. */
export function SaveNickButton(props: {
  readonly selection: Selection
  readonly request: CheckoutRequest | ExecuteRequest
  readonly instance: Instance
}): ReactElement {
  const { selection, request, instance } = props
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        icon={Bookmark}
        size={32}
        onClick={() => {
          setOpen(true)
        }}
      >
        Save as nick
      </Button>
      {open ? (
        <SaveNickDialog
          open
          onOpenChange={setOpen}
          current={request.nick}
          order={{
            order: {
              provider: selection.target.provider,
              ...(instance.isDefault ? {} : { instance: selection.target.instance }),
              action: selection.action,
              offering: selection.offering,
              labels: request.labels,
              arguments: request.arguments,
              ...('count' in request ? { count: request.count } : {}),
              ...('artifacts' in request ? { artifacts: request.artifacts } : {}),
            },
            secretArguments: request.secretArguments,
          }}
        />
      ) : null}
    </>
  )
}
