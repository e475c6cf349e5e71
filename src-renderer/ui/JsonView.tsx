import { useMemo, type ReactElement } from 'react'
import { CopyButton } from '@renderer/ui/CopyButton'
import { jsonLines } from '@renderer/ui/json-lines'

/** A value as readable JSON, to look at and to copy. */
export function JsonView(props: {
  readonly value: unknown
  readonly label: string
  readonly maxHeight?: number | undefined
}): ReactElement {
  const lines = useMemo(() => jsonLines(props.value), [props.value])
  return (
    <div className="relative min-w-0">
      <div className="absolute top-1 right-1 rounded-md bg-sunken">
        <CopyButton
          label={`Copy ${props.label}`}
          text={() => lines.map((line) => line.lead + line.value).join('\n')}
        />
      </div>
      <pre
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so keys must be able to reach it
        tabIndex={0}
        aria-label={props.label}
        role="region"
        style={{ maxHeight: props.maxHeight }}
        className="overflow-auto rounded-md border border-line bg-sunken px-3 py-2 mono leading-[18px] text-ink-3"
      >
        {lines.map((line) => (
          <span key={line.number}>
            {line.lead}
            <span className="text-ink">{line.value}</span>
            {'\n'}
          </span>
        ))}
      </pre>
    </div>
  )
}
