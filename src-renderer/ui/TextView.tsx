import type { ReactElement, ReactNode } from 'react'
import { CopyButton } from '@renderer/ui/CopyButton'

/** A text as it is, to look at and to copy. */
export function TextView(props: {
  readonly text: string | (() => string)
  readonly label: string
  readonly maxHeight?: number | undefined
  /** The same text with its parts told apart. */
  readonly children?: ReactNode
}): ReactElement {
  const { text, label, children } = props
  return (
    <div className="relative min-w-0">
      <div className="absolute top-1 right-1 rounded-md bg-sunken">
        <CopyButton label={`Copy ${label}`} text={text} />
      </div>
      <pre
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so keys must be able to reach it
        tabIndex={0}
        aria-label={label}
        role="region"
        style={{ maxHeight: props.maxHeight }}
        className="overflow-auto rounded-md border border-line bg-sunken px-3 py-2 mono leading-[18px] text-ink-3"
      >
        {children ?? <span className="text-ink">{typeof text === 'string' ? text : text()}</span>}
      </pre>
    </div>
  )
}
