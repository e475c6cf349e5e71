import { ChevronDown, ChevronUp, Download, WrapText } from 'lucide-react'
import type { KeyboardEvent, ReactElement, ReactNode, Ref } from 'react'
import { CopyButton } from '@renderer/ui/CopyButton'
import { IconButton } from '@renderer/ui/IconButton'
import { SearchInput } from '@renderer/ui/SearchInput'

interface LogToolbarProps {
  readonly title: string
  readonly start: ReactNode
  readonly query: string
  readonly onQueryChange: (query: string) => void
  readonly searchRef: Ref<HTMLInputElement>
  readonly hitCount: number
  readonly currentHit: number
  readonly onStep: (direction: 1 | -1) => void
  readonly wrap: boolean
  readonly onWrapChange: (wrap: boolean) => void
  readonly copyText: () => string
  readonly onSave: (() => void) | undefined
}

/** The row over a log: which part, find, wrap, copy, save. */
export function LogToolbar({ searchRef, ...props }: LogToolbarProps): ReactElement {
  function keyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter') return
    event.preventDefault()
    props.onStep(event.shiftKey ? -1 : 1)
  }

  // "Log" inside a sentence is "log"; what begins with two capitals is a name.
  const what = /^\p{Lu}\p{Lu}/u.test(props.title) ? props.title : props.title.toLowerCase()
  const position = props.hitCount === 0 ? 'No hits' : `${props.currentHit + 1} of ${props.hitCount}`
  return (
    <div className="flex h-9 flex-none items-center gap-2 border-y border-line bg-sunken px-5">
      <h3 className="text-xs font-semibold">{props.title}</h3>
      {props.start}
      <span className="flex-1" />
      <span role="status" className="text-xs whitespace-nowrap text-ink-3 tnum">
        {props.query === '' ? '' : position}
      </span>
      {props.query === '' ? null : (
        <span className="flex items-center">
          <IconButton
            icon={ChevronUp}
            label="Previous hit"
            keyHint="Shift Enter"
            size={24}
            disabled={props.hitCount === 0}
            onClick={() => {
              props.onStep(-1)
            }}
          />
          <IconButton
            icon={ChevronDown}
            label="Next hit"
            keyHint="Mod G"
            size={24}
            disabled={props.hitCount === 0}
            onClick={() => {
              props.onStep(1)
            }}
          />
        </span>
      )}
      <SearchInput
        ref={searchRef}
        label={`Find in ${what}`}
        size={24}
        className="w-44!"
        value={props.query}
        onChange={props.onQueryChange}
        onKeyDown={keyDown}
      />
      <IconButton
        icon={WrapText}
        label="Wrap lines"
        size={24}
        pressed={props.wrap}
        onClick={() => {
          props.onWrapChange(!props.wrap)
        }}
      />
      <CopyButton label={`Copy ${what}`} text={props.copyText} />
      {props.onSave === undefined ? null : (
        <IconButton icon={Download} label={`Save ${what}`} size={24} onClick={props.onSave} />
      )}
    </div>
  )
}
