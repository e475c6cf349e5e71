import type { ReactElement } from 'react'
import type { FilterProblem } from '@shared/domain/filter'
import { LinkButton } from '@renderer/ui/LinkButton'

/** What is wrong with a filter, under it: the place, why, and what could stand there. */
export function FilterTrouble(props: {
  readonly id: string
  readonly text: string
  readonly problem: FilterProblem
  /** The filter whose hosts are shown meanwhile; empty: none. */
  readonly kept: string
  readonly onChange: (text: string) => void
}): ReactElement {
  // The problem is of the text without the space around it.
  const text = props.text.trim()
  const { message, from, to, suggestions } = props.problem
  return (
    <div
      id={props.id}
      role="alert"
      className="absolute top-full right-0 z-20 mt-1 w-full min-w-80 rounded-lg bg-raised px-3 py-2 text-xs text-ink shadow-pop edge-forced"
    >
      <p className="mono break-words whitespace-pre-wrap text-ink-2">
        {text.slice(0, from)}
        <mark className="rounded-xs bg-danger-soft text-danger-ink underline decoration-danger decoration-wavy underline-offset-4">
          {from < to ? text.slice(from, to) : '\u00a0'}
        </mark>
        {text.slice(to)}
      </p>
      <p className="mt-1.5">{message}</p>
      {suggestions.length === 0 ? null : (
        <p className="mt-0.5 flex flex-wrap gap-x-3">
          {suggestions.map((suggestion) => (
            <LinkButton
              key={suggestion}
              className="mono"
              aria-label={`Write ${suggestion}`}
              onClick={() => {
                props.onChange(text.slice(0, from) + suggestion + text.slice(to))
              }}
            >
              {suggestion}
            </LinkButton>
          ))}
        </p>
      )}
      <p className="mt-1 text-2xs text-ink-3">
        {props.kept === '' ? 'The list is not filtered by it yet.' : `The list still shows ${props.kept}`}
      </p>
    </div>
  )
}
