import type { ReactElement } from 'react'
import { Button } from '@renderer/ui/Button'
import { Callout } from '@renderer/ui/Callout'

/** What a form is about was changed in the file while it was being filled in: nothing is lost, nothing written over. */
export function OutdatedNote(props: {
  readonly what: 'instance' | 'nick'
  readonly onTake: () => void
  readonly onKeep: () => void
}): ReactElement {
  return (
    <div className="mt-4">
      <Callout
        tone="danger"
        title={`This ${props.what} was changed in the settings file while you were editing`}
        actions={
          <>
            <Button onClick={props.onTake}>Take the file's</Button>
            <Button onClick={props.onKeep}>Keep mine</Button>
          </>
        }
      >
        <p>Nothing is written before you choose. Keep mine replaces what the file says when you save.</p>
      </Callout>
    </div>
  )
}
