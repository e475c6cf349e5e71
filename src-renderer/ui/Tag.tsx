import type { ReactElement, ReactNode } from 'react'
import { Tooltip } from '@renderer/ui/Tooltip'

/** A label that the user gave: neutral, never tinted. */
export function Tag({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <span className="inline-flex h-5 flex-none items-center rounded-sm bg-canvas px-1.5 text-2xs whitespace-nowrap text-ink-2 ring-1 ring-line edge-forced ring-inset">
      {children}
    </span>
  )
}

/** Some tags, and "+1" for what does not fit. */
export function TagList(props: {
  readonly tags: readonly string[]
  readonly max?: number | undefined
}): ReactElement {
  const shown = props.tags.slice(0, props.max ?? props.tags.length)
  const hidden = props.tags.slice(shown.length)
  return (
    <span className="inline-flex min-w-0 items-center gap-1">
      {shown.map((tag) => (
        <Tag key={tag}>{tag}</Tag>
      ))}
      {hidden.length === 0 ? null : (
        <Tooltip content={hidden.join(', ')}>
          <span className="inline-flex">
            <Tag>
              <span aria-hidden>+{hidden.length}</span>
              <span className="sr-only">and {hidden.join(', ')}</span>
            </Tag>
          </span>
        </Tooltip>
      )}
    </span>
  )
}
