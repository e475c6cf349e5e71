import { useMemo, type ReactElement } from 'react'
import { jsonLines } from '@renderer/ui/json-lines'
import { TextView } from '@renderer/ui/TextView'

/** A value as readable JSON, to look at and to copy. */
export function JsonView(props: {
  readonly value: unknown
  readonly label: string
  readonly maxHeight?: number | undefined
}): ReactElement {
  const lines = useMemo(() => jsonLines(props.value), [props.value])
  return (
    <TextView
      label={props.label}
      maxHeight={props.maxHeight}
      text={() => lines.map((line) => line.lead + line.value).join('\n')}
    >
      {lines.map((line) => (
        <span key={line.number}>
          {line.lead}
          <span className="text-ink">{line.value}</span>
          {'\n'}
        </span>
      ))}
    </TextView>
  )
}
