import type { ReactElement } from 'react'
import { count } from '@shared/lib/words'
import { clockText } from '@shared/lib/time-text'
import { Button } from '@renderer/ui/Button'

function stateText(props: {
  readonly isSaved: boolean
  readonly changes: number
  readonly savedAtMs: number | undefined
}): string {
  if (!props.isSaved) return 'Not saved yet'
  if (props.changes > 0) return `${count(props.changes, 'change')} not saved`
  return props.savedAtMs === undefined ? 'No changes' : `Saved at ${clockText(props.savedAtMs)}`
}

/** What is not saved, and the two ways out of it. */
export function InstanceFooter(props: {
  readonly isSaved: boolean
  readonly changes: number
  readonly savedAtMs: number | undefined
  readonly isBusy: boolean
  readonly onDiscard: () => void
  readonly onSave: () => void
}): ReactElement {
  const isOpen = !props.isSaved || props.changes > 0
  return (
    <div className="flex h-14 flex-none items-center gap-3 border-t border-line bg-surface px-6">
      <p role="status" className="flex min-w-0 flex-1 items-center gap-1.5 text-xs text-ink-2 tnum">
        {isOpen ? (
          <span aria-hidden className="size-1.5 flex-none rounded-full bg-accent fill-forced" />
        ) : null}
        <span className="truncate">{stateText(props)}</span>
      </p>
      {isOpen ? (
        <Button size={32} onClick={props.onDiscard}>
          {props.isSaved ? 'Discard' : 'Cancel'}
        </Button>
      ) : null}
      <Button variant="primary" size={32} keyHint="Mod S" busy={props.isBusy} onClick={props.onSave}>
        {props.isSaved ? 'Save' : 'Add instance'}
      </Button>
    </div>
  )
}
