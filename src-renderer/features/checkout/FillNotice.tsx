import { X } from 'lucide-react'
import type { ReactElement } from 'react'
import type { FillOutcome } from '@renderer/features/checkout/use-filling'
import { Callout } from '@renderer/ui/Callout'
import { IconButton } from '@renderer/ui/IconButton'

/** What a person should know of what the form was filled in from, until they have read it. */
export function FillNotice(props: {
  readonly outcome: FillOutcome
  readonly onDismiss: () => void
}): ReactElement {
  const { tone, title, notes } = props.outcome
  return (
    <Callout
      tone={tone}
      title={title}
      actions={<IconButton icon={X} label="Dismiss" size={24} onClick={props.onDismiss} />}
    >
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </Callout>
  )
}
