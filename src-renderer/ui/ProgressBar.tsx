import { Progress } from '@base-ui/react/progress'
import { clsx } from 'clsx'
import type { ReactElement } from 'react'

/** How far something is, where that is known. Where it is not, say the elapsed time instead. */
export function ProgressBar(props: {
  readonly percent: number
  readonly label: string
  readonly tone?: 'accent' | 'danger' | 'ok' | undefined
}): ReactElement {
  const fill = { accent: 'bg-accent', danger: 'bg-danger', ok: 'bg-ok' }[props.tone ?? 'accent']
  return (
    <Progress.Root value={props.percent} aria-label={props.label} className="block w-full">
      <Progress.Track className="block h-[3px] overflow-hidden rounded-full bg-track fill-forced">
        <Progress.Indicator className={clsx('block h-full rounded-full transition-bar', fill)} />
      </Progress.Track>
    </Progress.Root>
  )
}
