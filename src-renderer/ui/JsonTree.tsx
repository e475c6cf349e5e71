import type { ReactElement } from 'react'
import type { Json } from '@shared/lib/json'
import { count } from '@shared/lib/words'
import { CopyButton } from '@renderer/ui/CopyButton'

/** Branches above this depth begin open. */
const OPEN_DEPTH = 2

function Leaf(props: { readonly name: string | undefined; readonly value: Json }): ReactElement {
  return (
    <li className="py-px pl-[18px] break-words">
      {props.name === undefined ? null : <span className="text-ink-3">{props.name}: </span>}
      <span className="text-ink">{JSON.stringify(props.value)}</span>
    </li>
  )
}

function Branch(props: {
  readonly name: string | undefined
  readonly value: Json
  readonly depth: number
}): ReactElement {
  const { name, value, depth } = props
  if (typeof value !== 'object' || value === null) return <Leaf name={name} value={value} />
  const isList = Array.isArray(value)
  const entries = Object.entries(value)
  if (entries.length === 0) return <Leaf name={name} value={value} />
  return (
    <li>
      <details open={depth < OPEN_DEPTH}>
        <summary className="cursor-pointer rounded-sm py-px text-ink-2 marker:text-ink-3">
          {name === undefined ? null : <span className="text-ink">{name} </span>}
          <span className="text-ink-3">
            {isList ? count(entries.length, 'entry', 'entries') : count(entries.length, 'key')}
          </span>
        </summary>
        <ul className="ml-[5px] border-l border-line pl-3">
          {entries.map(([key, inner]) => (
            <Branch key={key} name={key} value={inner} depth={depth + 1} />
          ))}
        </ul>
      </details>
    </li>
  )
}

/** A value as a tree whose branches fold, to find one's way in what is large, and to copy. */
export function JsonTree(props: { readonly value: Json; readonly label: string }): ReactElement {
  return (
    <div className="relative min-w-0">
      <div className="absolute top-1 right-1 rounded-md bg-sunken">
        <CopyButton label={`Copy ${props.label}`} text={() => JSON.stringify(props.value, null, 2)} />
      </div>
      <ul
        aria-label={props.label}
        className="overflow-auto rounded-md border border-line bg-sunken px-3 py-2 mono leading-[18px]"
      >
        <Branch name={undefined} value={props.value} depth={0} />
      </ul>
    </div>
  )
}
