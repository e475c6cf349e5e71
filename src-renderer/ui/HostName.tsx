import { clsx } from 'clsx'
import type { ReactElement } from 'react'
import { splitHostname } from '@renderer/ui/hostname'

/** A hostname: the first label counts, so the domain is pale and is cut first. */
export function HostName(props: {
  readonly name: string
  readonly muted?: boolean | undefined
  readonly className?: string | undefined
}): ReactElement {
  const { label, domain } = splitHostname(props.name)
  return (
    <span
      title={props.name}
      className={clsx('inline-flex max-w-full min-w-0 mono whitespace-nowrap', props.className)}
    >
      <span className={clsx('min-w-0 truncate', props.muted === true ? 'text-ink-2' : 'text-ink')}>
        {label}
      </span>
      {domain === '' ? null : <span className="min-w-0 shrink-[9999] truncate text-ink-3">{domain}</span>}
    </span>
  )
}
