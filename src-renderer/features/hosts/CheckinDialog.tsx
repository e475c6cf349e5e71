import { useState, type ReactElement } from 'react'
import { checkinQuestion } from '@renderer/features/hosts/checkin-words'
import type { AskedCheckin } from '@renderer/features/hosts/use-checkin'
import { AlertDialog } from '@renderer/ui/AlertDialog'

/** Asks before many hosts are checked in, and names them. It is no last click: the check in can still be undone. */
export function CheckinDialog(props: {
  readonly asked: AskedCheckin | undefined
  readonly busy: boolean
  readonly onConfirm: () => void
  readonly onDismiss: () => void
}): ReactElement | null {
  // The words stay while the dialog fades.
  const [last, setLast] = useState(props.asked)
  if (props.asked !== undefined && props.asked !== last) setLast(props.asked)
  if (last === undefined) return null
  const { title, text, confirmLabel } = checkinQuestion(last.hosts, last.skipped)
  return (
    <AlertDialog
      open={props.asked !== undefined}
      onOpenChange={(open) => {
        if (!open) props.onDismiss()
      }}
      title={title}
      description={text}
      confirmLabel={confirmLabel}
      tone="danger"
      busy={props.busy}
      onConfirm={props.onConfirm}
    />
  )
}
